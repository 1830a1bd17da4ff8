"""Comments of a round as they stand in a later version, by what became of their words."""

from dataclasses import dataclass

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Anchor, Placement, Round


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A comment's words before and after; `after` is empty for an orphan."""

    before_key: str
    after_key: str
    before: str
    after: str
    language: str
    comment: str


@dataclass(frozen=True, slots=True)
class StatePart:
    """All comments in one state."""

    state: str
    name: str
    lines: tuple[PlacementLine, ...]


def list_later_versions(in_round: Round) -> list[FrameworkVersion]:
    """Versions of the same framework that came after the one of the round, oldest first."""
    mine = in_round.version
    rows = FrameworkVersion.objects.filter(framework=mine.framework_id, position__gt=mine.position)
    return list(rows.order_by("position"))


def count_anchors(in_round: Round) -> int:
    """How many comments of the round are about certain words."""
    return Anchor.objects.filter(contribution__round=in_round).count()


def list_placements(in_round: Round, version: FrameworkVersion) -> list[StatePart]:
    """The placed comments by state, those that people must look at first; in two queries."""
    rows = Placement.objects.filter(anchor__contribution__round=in_round, version=version)
    found = list(rows.select_related("anchor__contribution__item").order_by("requirement_key", "id"))
    states = (Placement.State.ORPHAN, Placement.State.EDITED, Placement.State.MOVED, Placement.State.SAME)
    parts = [
        StatePart(state, str(state.label), tuple(show(one, version) for one in found if one.state == state))
        for state in states
    ]
    return [part for part in parts if part.lines]


def show(one: Placement, version: FrameworkVersion) -> PlacementLine:
    """One comment as the page shows it."""
    anchor, item = one.anchor, one.anchor.contribution.item
    after = ""
    if one.start is not None and one.end is not None:
        text = pack_of(version).read("requirements", one.requirement_key, anchor.field, anchor.language).text
        after = text[one.start : one.end]
    before_key = item.key if item else ""
    return PlacementLine(
        before_key, one.requirement_key, anchor.exact, after, anchor.language, anchor.contribution.text
    )
