"""Who does it, who pays, which picture stands for it: content of `data/choices.yaml`, said in the reader's language."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ladder.consultation.wording import say
from ladder.packfiles.model import Pack

FILE = Path(__file__).resolve().parent / "data" / "choices.yaml"
UNDECIDED, NOBODY, FREE = "undecided", "nobody", "none"


@cache
def read_choices() -> dict[str, Any]:
    """The file as plain values."""
    choices: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return choices


def options(kind: str, language: str = "") -> list[tuple[str, str]]:
    """Keys and names of `owners`, `payers` or `pictures`, in a language (the reader's, if not said)."""
    return [(row["key"], say(row["names"], language)) for row in read_choices()[kind]]


def name_of(kind: str, key: str, language: str = "") -> str:
    """The name of one choice; its key where the file no longer has it."""
    return dict(options(kind, language)).get(key, key)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a new measure begins with."""

    owner: str
    picture: str
    payer: str
    due_on: date


def suggest(pack: Pack, requirement: str, cost_class: str, due_on: date | None, today: date) -> Suggestion:
    """Owner and picture by requirement, else by principle; a day by cost, or the one that a clock already gives."""
    choices = read_choices()
    number = next(each.principle for each in pack.requirements if each.id == requirement)
    principle = next((each.key for each in pack.principles if str(each.number) == str(number)), "")
    own = choices["requirements"].get(pack.urn, {}).get(requirement, {})
    days = choices["days_by_cost"].get(cost_class, max(choices["days_by_cost"].values()))
    usual = today + timedelta(days=days)
    return Suggestion(
        owner=own.get("owner") or choices["usual_owner"].get(principle, "board"),
        picture=own.get("picture") or choices["usual_picture"].get(principle, "paper"),
        payer=NOBODY if cost_class == FREE else UNDECIDED,
        due_on=due_on if due_on and due_on >= today else usual,
    )
