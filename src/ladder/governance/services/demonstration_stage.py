"""What every part of the governance demonstration needs: its data, its people, and days counted from today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ladder.accounts.models import User
from ladder.governance.models import Body, Meeting
from ladder.registry.models import Organisation, Site

FILE = Path(__file__).resolve().parent.parent / "data" / "demonstration.yaml"
HOUR = time(10, tzinfo=UTC)
Data = Mapping[str, Any]


@cache
def read_file() -> Data:
    """The invented bodies and what they did."""
    found: Data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Stage:
    """People by role, organisations by key, sites by code, today; bodies by address and meetings by key fill up."""

    data: Data
    on: date
    people: Mapping[str, User]
    organisations: Mapping[str, Organisation]
    sites: Mapping[str, Site]
    bodies: dict[str, Body] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)

    @property
    def keeper(self) -> User:
        """Whoever acts for the secretariat."""
        return self.people["secretariat"]

    @property
    def steering(self) -> Body:
        """The body that decides."""
        return self.bodies["demo-steering"]

    @property
    def secretariat(self) -> Body:
        """The body whose years are planned and accounted for."""
        return self.bodies["demo-secretariat"]

    def day(self, days: int) -> date:
        """A day counted from today; past ones are negative."""
        return self.on + timedelta(days=days)

    def at(self, days: int) -> datetime:
        """The same as a moment, in the morning."""
        return datetime.combine(self.day(days), HOUR)
