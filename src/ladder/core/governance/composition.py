"""Whether the seats of a body follow the rules of its composition on a day; see `docs/methods/composition.md`."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ladder.core.governance.deciding import SeatKey
from ladder.core.governance.rule_values import (
    NO_LIST,
    RuleError,
    read_choice,
    read_key,
    read_keys,
    read_share,
    read_whole,
    require_keys,
)
from ladder.core.synthesis.method import Method

BODY_COMPOSITION = Method("body-composition", "1")
MOST_SEATS, LONGEST_MONTHS = 1_000, 600
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A seat on a day. An observer's has no `chamber`; a vacant one has no `organisation`, `group` and `since`.

    `group` and `country` are those of the organisation that holds it, `since` its first day there without a break.
    """

    key: SeatKey
    chamber: str = ""
    organisation: SeatKey = ""
    group: str = ""
    country: str = ""
    since: date | None = None

    @property
    def takes_positions(self) -> bool:
        """Whether somebody holds it and may take positions."""
        return bool(self.chamber and self.organisation)


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that is not kept: its kind, what it is about ("" for the body), what it asks and what was found."""

    kind: str
    about: str
    wanted: int | Fraction
    found: int | Fraction


Rule = Mapping[str, object]


def check(rules: Sequence[Rule], seats: Iterable[HeldSeat], on: date) -> tuple[Breach, ...]:
    """The rules that the seats do not keep on a day, in the order of the rules; none where all is well.

    Raises:
        RuleError: a rule is not known or not possible.
    """
    sitting = list(seats)
    return tuple(breach for rule in read_rules(rules) for breach in CHECKS[str(rule["kind"])](rule, sitting, on))


def read_rules(rules: object) -> tuple[Rule, ...]:
    """The rules as they are stored, with shares as "1/2"; each is `{"kind", ...}` with the fields of its kind.

    Raises:
        RuleError: a rule is not known or not possible.
    """
    if not isinstance(rules, list | tuple):
        raise RuleError("rules", NO_LIST)
    return tuple(_read_rule(rule) for rule in rules)


def _read_rule(rule: object) -> Rule:
    kind = read_choice("kind", rule.get("kind") if isinstance(rule, Mapping) else None, FIELDS)
    needed = FIELDS[kind]
    known = require_keys(rule, ("kind", *needed), optional=("country",) if kind == "at_least_of_group" else ())
    return {"kind": kind, **{key: READERS[key](key, value) for key, value in known.items() if key != "kind"}}


def _number(key: str, value: object) -> int:
    return read_whole(key, value, 1, MOST_SEATS)


def _months(key: str, value: object) -> int:
    return read_whole(key, value, 1, LONGEST_MONTHS)


def _share(key: str, value: object) -> str:
    return str(read_share(key, value))


def _list(key: str, value: object) -> list[str]:
    return list(read_keys(key, value))


READERS: Mapping[str, Callable[[str, object], object]] = {
    "number": _number, "months": _months, "share": _share, "group": read_key, "groups": _list, "chamber": read_key,
    "country": read_key,
}  # fmt: skip
FIELDS: Mapping[str, tuple[str, ...]] = {
    "at_most_seats": ("number",),
    "at_least_seats": ("number",),
    "at_least_of_group": ("group", "number"),
    "at_least_in_chamber": ("chamber", "number"),
    "at_most_of_organisation": ("number",),
    "longest_tenure_months": ("months",),
    "led_by_groups": ("groups", "share"),
}


def _whole(rule: Rule, key: str) -> int:
    return read_whole(key, rule[key], 1, MOST_SEATS)


def _at_most_seats(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    """Seats in chambers, vacant ones too: an empty chair is still a chair."""
    del on
    wanted, found = _whole(rule, "number"), sum(bool(seat.chamber) for seat in seats)
    return [Breach("at_most_seats", "", wanted, found)] if found > wanted else []


def _at_least(rule: Rule, about: str, found: int) -> list[Breach]:
    wanted = _whole(rule, "number")
    return [Breach(str(rule["kind"]), about, wanted, found)] if found < wanted else []


def _at_least_seats(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    del on
    return _at_least(rule, "", sum(seat.takes_positions for seat in seats))


def _at_least_of_group(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    del on
    group, country = str(rule["group"]), rule.get("country")
    inside = [seat for seat in seats if seat.takes_positions and seat.group == group]
    return _at_least(rule, group, sum(country in {None, seat.country} for seat in inside))


def _at_least_in_chamber(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    del on
    chamber = str(rule["chamber"])
    return _at_least(rule, chamber, sum(seat.takes_positions and seat.chamber == chamber for seat in seats))


def _at_most_of_organisation(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    """One breach an organisation that holds too many seats that take positions."""
    del on
    wanted = _whole(rule, "number")
    found = Counter(str(seat.organisation) for seat in seats if seat.takes_positions)
    return [Breach("at_most_of_organisation", one, wanted, found[one]) for one in sorted(found) if found[one] > wanted]


def _longest_tenure(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    """One breach a seat that has been held for too long, observers left out."""
    wanted = _months("months", rule["months"])
    held = [(str(seat.key), full_months(seat.since, on)) for seat in seats if seat.takes_positions and seat.since]
    return [Breach("longest_tenure_months", key, wanted, months) for key, months in sorted(held) if months >= wanted]


def full_months(since: date, on: date) -> int:
    """Calendar months that are over on the morning of a day: from 31 January one month is over on 1 March."""
    months = (on.year - since.year) * MONTHS_OF_A_YEAR + on.month - since.month
    return months - (on.day < since.day)


def _led_by_groups(rule: Rule, seats: Sequence[HeldSeat], on: date) -> list[Breach]:
    """Nobody leads a body in which nobody sits."""
    del on
    groups, wanted = read_keys("groups", rule["groups"]), read_share("share", rule["share"])
    held = [seat.group in groups for seat in seats if seat.takes_positions]
    found = Fraction(sum(held), len(held)) if held else Fraction(0)
    return [Breach("led_by_groups", " ".join(groups), wanted, found)] if found < wanted or not held else []


CHECKS: Mapping[str, Callable[[Rule, Sequence[HeldSeat], date], list[Breach]]] = {
    "at_most_seats": _at_most_seats,
    "at_least_seats": _at_least_seats,
    "at_least_of_group": _at_least_of_group,
    "at_least_in_chamber": _at_least_in_chamber,
    "at_most_of_organisation": _at_most_of_organisation,
    "longest_tenure_months": _longest_tenure,
    "led_by_groups": _led_by_groups,
}
