"""Which seats may not take a position on a proposal, and why; see `docs/methods/conflicts.md`."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ladder.core.governance.deciding import SeatKey
from ladder.core.synthesis.method import Method

CONFLICTS = Method("conflicts-of-interest", "1")
DECLARED, DECLARED_SUBJECT, IS_SUBJECT = "declared", "declared_subject", "is_subject"


@dataclass(frozen=True, slots=True)
class SittingOrganisation:
    """A seat and the organisation that holds it, written as a subject: `organisation:<public id>`."""

    seat: SeatKey
    organisation: str


@dataclass(frozen=True, slots=True)
class DeclaredInterest:
    """What a holder declared: an interest in a `subject`, or in the proposal itself (empty)."""

    seat: SeatKey
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What the records say an organisation is to a subject: its operator, title holder, buyer, assessor, payee."""

    organisation: str
    kind: str
    subject: str


def recusals(
    seats: Iterable[SittingOrganisation], subjects: Collection[str], interests: Iterable[DeclaredInterest],
    ties: Iterable[Tie],
) -> dict[SeatKey, str]:  # fmt: skip
    """Why each seat is recused, for those that are.

    Args:
        seats: seats that take positions, with who holds them.
        subjects: what the proposal is about, as `kind:public id`.
        interests: declared interests, those in proposals only of this one.
        ties: what records know; those to other subjects or of other organisations change nothing.

    Returns:
        The first reason that holds, by seat: `declared` in the proposal, `declared_subject`, `is_subject` (the
        organisation is itself what is decided on), or the kind of a tie, the first by alphabet.
    """
    declared = list(interests)
    in_proposal = {one.seat for one in declared if not one.subject}
    in_subject = {one.seat for one in declared if one.subject in subjects}
    tied = _kinds_by_organisation(ties, subjects)
    found: dict[SeatKey, str] = {}
    for one in seats:
        reasons = (
            (DECLARED, one.seat in in_proposal),
            (DECLARED_SUBJECT, one.seat in in_subject),
            (IS_SUBJECT, one.organisation in subjects),
            (tied.get(one.organisation, ""), one.organisation in tied),
        )
        holding = [reason for reason, holds in reasons if holds]
        found |= {one.seat: holding[0]} if holding else {}
    return found


def _kinds_by_organisation(ties: Iterable[Tie], subjects: Collection[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for tie in ties:
        if tie.subject in subjects:
            known[tie.organisation] = min(tie.kind, known.get(tie.organisation, tie.kind))
    return known
