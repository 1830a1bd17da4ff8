"""The stakeholder groups of a round as they are heard: small ones joined to a related one before opening."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from ladder.consultation.models import Round, RoundGroup
from ladder.core.synthesis.evidence import GroupFrame


@dataclass(frozen=True, slots=True)
class Grouping:
    """Under which key each of the round's groups is heard, and the names of those keys by language."""

    frames: tuple[GroupFrame, ...]
    roots: Mapping[int, str]
    names: Mapping[str, tuple[Mapping[str, str], ...]]

    def key_of(self, group: int | None) -> str:
        """The key under which a group of the round is heard; empty for none."""
        return "" if group is None else self.roots[group]


def grouping_of(consultation: Round) -> Grouping:
    """The groups of a round in the order of its map, in two queries."""
    rows = list(consultation.groups.select_related("group").order_by("position", "id"))
    known = {row.pk: row for row in rows}
    roots = {row.pk: root_of(row, known) for row in rows}
    invited = invitations_of(consultation)
    members: dict[int, list[RoundGroup]] = {}
    for row in rows:
        members.setdefault(roots[row.pk].pk, []).append(row)
    return Grouping(
        frames=tuple(frame_of(known[root], joined, invited) for root, joined in members.items()),
        roots={key: root.group.key for key, root in roots.items()},
        names={known[root].group.key: tuple(each.group.names for each in joined) for root, joined in members.items()},
    )


def root_of(row: RoundGroup, known: Mapping[int, RoundGroup]) -> RoundGroup:
    """The group with which this one is heard; itself where it stands alone or the way goes in a circle."""
    seen, root = {row.pk}, row
    while (above := known.get(root.heard_with_id or 0)) is not None and above.pk not in seen:
        root = above
        seen.add(root.pk)
    return root


def invitations_of(consultation: Round) -> dict[int, int]:
    """Invitations issued to persons, by group of the round."""
    issued = consultation.invitations.filter(is_for_organisation=False)
    return dict(issued.values_list("group_id").annotate(number=Count("id")))


def frame_of(root: RoundGroup, joined: list[RoundGroup], invited: Mapping[int, int]) -> GroupFrame:
    """A group as the core knows it: at risk if any that is heard with it is."""
    expected = sum(each.expected or invited.get(each.pk, 0) for each in joined)
    return GroupFrame(root.group.key, expected or None, any(each.is_vulnerable for each in joined))
