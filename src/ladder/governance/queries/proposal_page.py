"""What the page of a proposal shows of each side: seat by seat where it stands, and what a quorum needs."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.core.governance.deciding import ChamberCount
from ladder.governance.models import Chamber, DiscussionNote, Proposal
from ladder.governance.queries.standings import SeatStanding, Standing

RECUSED, AWAITED, SILENT, VACANT = "recused", "awaited", "silent", "vacant"


@dataclass(frozen=True, slots=True)
class SeatMark:
    """A seat in the plot: its stance, or why there is none (a key of the tags)."""

    standing: SeatStanding
    mark: str


@dataclass(frozen=True, slots=True)
class Side:
    """A chamber in the plot, with what was counted in it up to now."""

    chamber: Chamber
    count: ChamberCount
    seats: tuple[SeatMark, ...]


def sides_of(standing: Standing, *, is_open: bool) -> list[Side]:
    """The plot of positions, chamber by chamber."""
    counts = {one.chamber: one for one in standing.outcome.chambers}
    return [
        Side(
            chamber,
            counts[chamber.key],
            tuple(
                SeatMark(one, mark_of(one, is_open=is_open))
                for one in standing.seats
                if one.seat.chamber_id == chamber.pk
            ),
        )
        for chamber in standing.chambers
    ]


def mark_of(one: SeatStanding, *, is_open: bool) -> str:
    """How a seat is drawn."""
    if one.tenure is None:
        return VACANT
    if one.recused:
        return RECUSED
    if one.position is not None:
        return one.position.stance
    return AWAITED if is_open else SILENT


def notes_of(proposal: Proposal) -> Sequence[DiscussionNote]:
    """The discussion from its beginning, with the seats that spoke."""
    rows = DiscussionNote.objects.filter(proposal=proposal)
    return list(rows.select_related("tenure__seat", "tenure__organisation").order_by("pk"))
