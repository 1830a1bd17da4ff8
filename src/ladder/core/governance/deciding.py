"""Whether a body decides: quorum in each chamber, consensus, and a fall-back in which no chamber is outvoted.

The rule is explained, with an example by hand, in `docs/methods/deciding.md`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Self

from ladder.core.governance.rule_values import (
    OUT_OF_RANGE,
    RuleError,
    read_choice,
    read_share,
    read_whole,
    require_keys,
)
from ladder.core.synthesis.method import Method

CHAMBER_DECIDING = Method("chamber-deciding", "1")
CONSENSUS, MAJORITY, NOT_ADOPTED, NO_QUORUM = "consensus", "majority", "not_adopted", "no_quorum"
SUPPORT, STAND_ASIDE, OBJECT = "support", "stand_aside", "object"
STANCES = (SUPPORT, STAND_ASIDE, OBJECT)
CHAMBER_MAJORITY, NO_FALLBACK = "chamber_majority", "none"
FALLBACKS = (CHAMBER_MAJORITY, NO_FALLBACK)
HALF = Fraction(1, 2)
MOST_SEATS, LONGEST_DAYS = 1_000, 3_660

SeatKey = int | str


@dataclass(frozen=True, slots=True)
class DecidingRules:
    """How a body decides; shares are exact.

    A chamber has a quorum when at least `quorum_share` of its seats that are not recused, and at least `quorum_least`
    (1 or more), were heard. `majority_share`, from 1/2 up, is what the seats for an option must exceed in each chamber
    where `fallback` is "chamber_majority"; "none" knows consensus alone. Days: `open_days` is how long a proposal
    stays open at least, `objection_days` how long effects wait, `appeal_days` how long an appeal may come.
    """

    quorum_share: Fraction
    quorum_least: int
    majority_share: Fraction
    fallback: str
    open_days: int
    objection_days: int
    appeal_days: int

    @classmethod
    def read(cls, content: object) -> Self:
        """Rules from a JSON document that holds each of them.

        Raises:
            RuleError: a key is missing, not known, or its value is not possible.
        """
        known = require_keys(content, cls.__slots__)
        majority = read_share("majority_share", known["majority_share"])
        if not HALF <= majority < 1:
            raise RuleError("majority_share", OUT_OF_RANGE)
        return cls(
            quorum_share=read_share("quorum_share", known["quorum_share"]),
            quorum_least=read_whole("quorum_least", known["quorum_least"], 1, MOST_SEATS),
            majority_share=majority,
            fallback=read_choice("fallback", known["fallback"], FALLBACKS),
            **{
                key: read_whole(key, known[key], 0, LONGEST_DAYS)
                for key in ("open_days", "objection_days", "appeal_days")
            },
        )

    def as_document(self) -> dict[str, str | int]:
        """All rules as JSON, shares as "1/2"."""
        return {
            key: str(value) if isinstance(value, Fraction) else value
            for key, value in ((key, getattr(self, key)) for key in self.__slots__)
        }


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat that takes positions and that somebody holds; `recused` is why it may not take one here, or empty."""

    key: SeatKey
    chamber: str
    recused: str = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a seat stands: one of `STANCES`. An objection without `option` is to every option.

    `is_answered` says of an objection whether it was answered in writing.
    """

    seat: SeatKey
    stance: str
    option: str = ""
    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class ChamberCount:
    """What was counted in one chamber, in seats.

    `seats` are filled, `recused` of them may not take a position, `heard` of the others did, `needed` make a quorum.
    By option: `support`, and `against`, which are supports of others and objections to it or to all.
    """

    chamber: str
    seats: int
    recused: int
    heard: int
    needed: int
    support: Mapping[str, int]
    against: Mapping[str, int]
    aside: int
    objections: int

    @property
    def has_quorum(self) -> bool:
        """Whether enough seats were heard; never in a chamber in which nobody may take a position."""
        return self.seats > self.recused and self.heard >= self.needed


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows: `outcome`, the `option` that was adopted or "", the counts, and the method that gave them.

    `unanswered` is how many objections have no answer in writing.
    """

    outcome: str
    option: str
    chambers: tuple[ChamberCount, ...]
    unanswered: int
    method: Method = CHAMBER_DECIDING

    @property
    def is_adopted(self) -> bool:
        """Whether an option takes effect."""
        return self.outcome in {CONSENSUS, MAJORITY}

    @property
    def lacking(self) -> tuple[str, ...]:
        """The chambers without a quorum."""
        return tuple(count.chamber for count in self.chambers if not count.has_quorum)

    def as_document(self) -> dict[str, Any]:
        """The outcome with its counts, as JSON."""
        return asdict(self)


def decide(
    rules: DecidingRules, chambers: Sequence[str], seats: Iterable[SeatFacts], stands: Iterable[Stand],
    options: Sequence[str],
) -> Outcome:  # fmt: skip
    """The outcome of a proposal.

    Args:
        rules: how the body decides.
        chambers: every chamber of the body, also those in which nobody sits.
        seats: the seats that take positions and are filled, each once.
        stands: the current position of seats, at most one each; those of recused or other seats are not counted.
        options: keys of the options.

    Raises:
        ValueError: a seat has two stands or no chamber, or a stand names a stance or an option that does not exist.
    """
    filled = list(seats)
    eligible = {seat.key: seat.chamber for seat in filled if not seat.recused}
    counted = [stand for stand in stands if stand.seat in eligible]
    _require_sound(chambers, filled, counted, options)
    counts = tuple(_count(rules, chamber, filled, counted, eligible, options) for chamber in chambers)
    unanswered = sum(stand.stance == OBJECT and not stand.is_answered for stand in counted)
    return Outcome(*_judge(rules, counts, unanswered, options), counts, unanswered)


def _require_sound(
    chambers: Sequence[str], seats: Sequence[SeatFacts], stands: Sequence[Stand], options: Sequence[str]
) -> None:
    """Raise where a caller mixed up rows: a wrong count is worse than none."""
    if len({stand.seat for stand in stands}) != len(stands):
        raise ValueError("a seat has one position")
    if len({seat.key for seat in seats}) != len(seats) or any(seat.chamber not in chambers for seat in seats):
        raise ValueError("a seat belongs to one chamber of the body")
    if any(stand.stance not in STANCES or not _names_an_option(stand, options) for stand in stands):
        raise ValueError("a position has a stance and an option that exist")


def _names_an_option(stand: Stand, options: Sequence[str]) -> bool:
    return stand.option in options if stand.option else stand.stance != SUPPORT


def _count(
    rules: DecidingRules, chamber: str, seats: Sequence[SeatFacts], stands: Sequence[Stand],
    eligible: Mapping[SeatKey, str], options: Sequence[str],
) -> ChamberCount:  # fmt: skip
    here = [stand for stand in stands if eligible[stand.seat] == chamber]
    inside = [seat for seat in seats if seat.chamber == chamber]
    may = sum(not seat.recused for seat in inside)
    return ChamberCount(
        chamber=chamber,
        seats=len(inside),
        recused=len(inside) - may,
        heard=len(here),
        needed=max(rules.quorum_least, ceil(rules.quorum_share * may)),
        support={option: sum(_is_for(stand, option) for stand in here) for option in options},
        against={option: sum(_is_against(stand, option) for stand in here) for option in options},
        aside=sum(stand.stance == STAND_ASIDE for stand in here),
        objections=sum(stand.stance == OBJECT for stand in here),
    )


def _is_for(stand: Stand, option: str) -> bool:
    return stand.stance == SUPPORT and stand.option == option


def _is_against(stand: Stand, option: str) -> bool:
    supports_another = stand.stance == SUPPORT and stand.option != option
    return supports_another or (stand.stance == OBJECT and stand.option in {option, ""})


def _judge(
    rules: DecidingRules, counts: Sequence[ChamberCount], unanswered: int, options: Sequence[str]
) -> tuple[str, str]:
    """The outcome and its option. At most one option can pass either test, so their order does not matter."""
    if not counts or not all(count.has_quorum for count in counts):
        return NO_QUORUM, ""
    for option in options:
        if all(count.support[option] and not count.against[option] for count in counts):
            return CONSENSUS, option
    if rules.fallback == CHAMBER_MAJORITY and not unanswered:
        for option in options:
            if all(_carries(rules, count, option) for count in counts):
                return MAJORITY, option
    return NOT_ADOPTED, ""


def _carries(rules: DecidingRules, count: ChamberCount, option: str) -> bool:
    """Whether more than the share asked of those for or against are for it; a tie or silence does not carry."""
    support, against = count.support[option], count.against[option]
    return support > 0 and Fraction(support, support + against) > rules.majority_share
