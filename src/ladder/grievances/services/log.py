"""Writes the log of acts for this room: by days, never by moments."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from ladder.accounts.models import User
from ladder.audit.services import record


def record_on(day: date, *, actor: User | None, action: str, target: str, detail: Mapping[str, object]) -> None:
    """An entry that carries the first moment of its day instead of the moment of the act."""
    record(actor=actor, action=action, target=target, detail=detail, at=datetime.combine(day, time.min, UTC))
