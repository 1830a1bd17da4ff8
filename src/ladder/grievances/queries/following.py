"""Answers to a source, sealed, or opened with what its own code stretches to."""

from dataclasses import dataclass
from datetime import date

from ladder.core.grievances import cases
from ladder.grievances.models import Grievance, Release
from ladder.grievances.sealing import Stretched, open_answer


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer and its day."""

    given_on: date
    text: str


def may_withdraw(grievance: Grievance) -> bool:
    """Whether its source may take everything back now."""
    return cases.may_withdraw(grievance.state, is_published=is_published(grievance))


def is_published(grievance: Grievance) -> bool:
    """Whether something of it was made known already."""
    return Release.objects.filter(grievance=grievance).exclude(incident=None).exists()


def list_sealed_answers(grievance: Grievance) -> list[bytes]:
    """Sealed answers, the oldest first."""
    rows = grievance.messages.filter(is_answer=True).order_by("given_on", "pk")
    return [bytes(row.sealed) for row in rows]


def list_answers(grievance: Grievance, stretched: Stretched) -> list[Answer]:
    """Answers opened in memory, for a browser or a telephone that cannot do it itself."""
    rows = grievance.messages.filter(is_answer=True).order_by("given_on", "pk")
    return [Answer(row.given_on, open_answer(bytes(row.sealed), stretched.seed)) for row in rows]
