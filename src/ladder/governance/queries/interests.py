"""Interests that holders declared, by name of what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ladder.accounts.models import User
from ladder.consultation.wording import read, say
from ladder.governance.access import tenures_of
from ladder.governance.models import Body, Interest, Proposal, Tenure
from ladder.governance.queries.conflicts import interests_in_force
from ladder.governance.queries.subjects import SubjectName, name_subjects
from ladder.packfiles.model import Reading

PROPOSAL = "proposal:"
WAITING = (Proposal.State.OPEN, Proposal.State.UNDECIDED)  # drafts are shown to nobody yet


@dataclass(frozen=True, slots=True)
class InterestLine:
    """An interest as lists show it."""

    row: Interest
    about: str
    reason: Reading
    seat: Reading
    organisation: str


def list_interests(body: Body, on: date) -> list[InterestLine]:
    """Interests that keep seats of a body from positions on a day."""
    return lines_of(interests_in_force(on).filter(tenure__seat__body=body))


def interests_of(user: User, on: date) -> list[InterestLine]:
    """Interests that were ever declared for the seats that a person holds on a day, the last first."""
    rows = Interest.objects.filter(tenure__in=tenures_of(user, on)).order_by("-declared_on", "-pk")
    return lines_of(rows)


def lines_of(rows: Iterable[Interest]) -> list[InterestLine]:
    """Interests with names, in a constant number of queries."""
    related = ("tenure__seat__body", "tenure__organisation", "proposal__body")
    found = list(Interest.objects.select_related(*related).filter(pk__in=[row.pk for row in rows]).order_by("-pk"))
    names = name_subjects(row.subject for row in found if row.subject)
    return [
        InterestLine(
            row, say(row.proposal.titles) if row.proposal else names[row.subject], read(row.reasons),
            read(row.tenure.seat.names), row.tenure.organisation.name,
        )
        for row in found
    ]  # fmt: skip


def proposals_for(tenure: Tenure) -> list[SubjectName]:
    """Proposals of the body of a seat that are not decided yet."""
    rows = Proposal.objects.filter(body=tenure.seat.body_id, state__in=WAITING).select_related("body")
    return [SubjectName(f"{PROPOSAL}{row.public_id}", f"{row} {say(row.titles)}") for row in rows]
