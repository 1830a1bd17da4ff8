"""Carries comments to a later version of the framework: where the words stand now, or that they are gone."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.lineage import list_pairs
from ladder.consultation.models import Anchor, Placement, Round
from ladder.core.consultation.anchoring import MOVED, ORPHAN, SAME, Placed, Span, place
from ladder.packfiles.model import Pack

BATCH = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """Where an anchor stands in the later version: under which requirement, and where in its words."""

    key: str
    placed: Placed


@transaction.atomic
def carry_to(*, in_round: Round, version: FrameworkVersion, actor: User | None) -> Counter[str]:
    """Place every anchor of a round in a later version anew; how many stand in each state.

    Raises:
        ValidationError: the version does not descend from the one that the round is about.
    """
    pairs = list_pairs(in_round.version, version)
    if pairs is None or version.pk == in_round.version_id:
        raise ValidationError(_("This version does not follow the one that the round is about. Choose a later one."))
    heirs: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if pair.before and pair.after:
            heirs[pair.before].append(pair.after)
    old, new = pack_of(in_round.version), pack_of(version)
    anchors = list(Anchor.objects.filter(contribution__round=in_round).select_related("contribution__item"))
    rows = [build_placement(anchor, version, carry(anchor, heirs, old, new)) for anchor in anchors]
    Placement.objects.filter(anchor__contribution__round=in_round, version=version).delete()
    Placement.objects.bulk_create(rows, batch_size=BATCH)
    told = Counter(row.state for row in rows)
    record(
        actor=actor,
        action="consultation.comments_carried",
        target=f"round:{in_round.public_id}",
        detail={"version": version.version, **told},
    )
    return told


def build_placement(anchor: Anchor, version: FrameworkVersion, carried: Carried) -> Placement:
    """The row, not stored yet."""
    span = carried.placed.span
    return Placement(
        anchor=anchor,
        version=version,
        requirement_key=carried.key,
        state=carried.placed.state,
        start=span.start if span else None,
        end=span.end if span else None,
    )


def carry(anchor: Anchor, heirs: Mapping[str, Sequence[str]], old: Pack, new: Pack) -> Carried:
    """Where one anchor stands: in the one heir of its requirement that shows it; in none where several do."""
    item = anchor.contribution.item
    if item is None:
        return Carried("", Placed(ORPHAN))
    before = words_of(old, item.key, anchor)
    found = [
        (key, place(Span(anchor.start, anchor.end), before, words_of(new, key, anchor)))
        for key in heirs.get(item.key, ())
        if before[anchor.start : anchor.end] == anchor.exact
    ]
    shown = [Carried(key, placed) for key, placed in found if placed.state != ORPHAN]
    if len(shown) != 1:
        return Carried("", Placed(ORPHAN))
    one = shown[0]
    is_elsewhere = one.key != item.key and one.placed.state == SAME
    return Carried(one.key, Placed(MOVED, one.placed.span)) if is_elsewhere else one


def words_of(pack: Pack, key: str, anchor: Anchor) -> str:
    """The field that an anchor is about, in its own language and no other."""
    reading = pack.read("requirements", key, anchor.field, anchor.language)
    return reading.text if reading.language == anchor.language else ""
