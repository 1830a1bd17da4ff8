"""Answers to a source, sealed, or opened with what its own code stretches to."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext
from nacl.exceptions import CryptoError

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
    """Sealed answers by days, the oldest first; nothing keeps in which order those of one day came."""
    rows = grievance.messages.filter(is_answer=True).order_by("given_on", "pk")
    return [bytes(row.sealed) for row in rows]


def list_answers(grievance: Grievance, stretched: Stretched) -> list[Answer]:
    """Answers opened in memory, for a browser or a telephone that cannot do it itself; in the same order."""
    rows = grievance.messages.filter(is_answer=True).order_by("given_on", "pk")
    return [Answer(row.given_on, try_to_open(bytes(row.sealed), stretched)) for row in rows]


def try_to_open(sealed: bytes, stretched: Stretched) -> str:
    """The text of an answer, or a sentence where it does not open: only the browser that sealed it could check it."""
    try:
        return open_answer(sealed, stretched.seed)
    except (CryptoError, ValueError):  # not sealed to this code, or no padded text
        return gettext("One answer cannot be opened. Ask for it again.")
