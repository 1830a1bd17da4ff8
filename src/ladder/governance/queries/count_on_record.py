"""Reads the frozen record of a count (`queries.counting`) as values; pages and files show nothing else of a count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from ladder.governance.models import Body, Closing, Position

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChamberOnRecord:
    """The count of one chamber, in seats; `support` and `against` by key of the option."""

    key: str
    names: Texts
    seats: int
    recused: int
    heard: int
    needed: int
    has_quorum: bool
    support: Mapping[str, int]
    against: Mapping[str, int]
    aside: int
    objections: int

    @property
    def not_heard(self) -> int:
        """Seats that could have been heard and were not."""
        return self.seats - self.recused - self.heard


@dataclass(frozen=True, slots=True)
class SeatOnRecord:
    """A seat as it was counted: who held it, why it was recused, and what it said; "" for what there is not."""

    seat: str
    chamber: str
    names: Texts
    tenure: str
    organisation_id: str
    organisation: str
    recused: str
    stance: str
    option: str
    reasons: Texts
    dissent: Texts
    answer: Texts

    @property
    def is_objection(self) -> bool:
        """Whether it objects: then its reasons and the answer are part of the record."""
        return self.stance == Position.Stance.OBJECT


@dataclass(frozen=True, slots=True)
class QuorumOnRecord:
    """Whether enough seats of a chamber were heard, without how many."""

    key: str
    names: Texts
    has_quorum: bool


@dataclass(frozen=True, slots=True)
class WordsOnRecord:
    """An objection with its answer, or a written dissent, without whose it is."""

    texts: Texts
    answer: Texts


@dataclass(frozen=True, slots=True)
class OptionOnRecord:
    """An option as it was put to the body."""

    key: str
    names: Texts
    texts: Texts


@dataclass(frozen=True, slots=True)
class CountOnRecord:
    """One count with everything it rests on.

    Where `is_by_seat` is false, `publicly` took chambers and seats away: what is left stands in the last three fields.
    """

    outcome: str
    option: str
    rules: Mapping[str, Any]
    method: Mapping[str, str]
    options: tuple[OptionOnRecord, ...]
    chambers: tuple[ChamberOnRecord, ...]
    seats: tuple[SeatOnRecord, ...]
    is_by_seat: bool = True
    quorums: tuple[QuorumOnRecord, ...] = ()
    objections: tuple[WordsOnRecord, ...] = ()
    dissents: tuple[WordsOnRecord, ...] = ()

    @property
    def adopted(self) -> OptionOnRecord | None:
        """The option that was adopted."""
        return next((one for one in self.options if one.key == self.option), None)

    @property
    def recused(self) -> tuple[SeatOnRecord, ...]:
        """Seats that might not take a position."""
        return tuple(one for one in self.seats if one.recused)

    @property
    def objecting(self) -> tuple[SeatOnRecord, ...]:
        """Seats that objected."""
        return tuple(one for one in self.seats if one.is_objection)

    @property
    def dissenting(self) -> tuple[SeatOnRecord, ...]:
        """Seats with a written dissent."""
        return tuple(one for one in self.seats if one.dissent)

    @property
    def not_heard(self) -> tuple[SeatOnRecord, ...]:
        """Seats that somebody held, that were not recused, and said nothing."""
        return tuple(one for one in self.seats if one.tenure and not one.recused and not one.stance)


def read_count(closing: Closing) -> CountOnRecord:
    """The record of a count."""
    record = closing.record
    words = record["proposal"]["words"]
    return CountOnRecord(
        outcome=record["outcome"],
        option=record["option"],
        rules=record["rules"],
        method=record["method"],
        options=tuple(OptionOnRecord(one["key"], one["names"], one["texts"]) for one in words["options"]),
        chambers=tuple(read_chamber(one, [option["key"] for option in words["options"]]) for one in record["chambers"]),
        seats=tuple(read_seat(one) for one in record["seats"]),
    )


def publicly(count: CountOnRecord, body: Body) -> CountOnRecord:
    """What the public sees of a count: all of it, but of a body that shields its seats no seat and no number of seats.

    What is left are quorums, and words in the order of the words; a recused seat was not counted, nor are its words.
    """
    if not body.shields_seats:
        return count
    return replace(
        count,
        chambers=(),
        seats=(),
        is_by_seat=False,
        quorums=tuple(QuorumOnRecord(one.key, one.names, one.has_quorum) for one in count.chambers),
        objections=in_order_of_words(
            WordsOnRecord(one.reasons, one.answer) for one in count.objecting if not one.recused
        ),
        dissents=in_order_of_words(WordsOnRecord(one.dissent, {}) for one in count.dissenting if not one.recused),
    )


def in_order_of_words(said: Iterable[WordsOnRecord]) -> tuple[WordsOnRecord, ...]:
    """Those that have words, so that their order tells nothing of the order of seats."""
    return tuple(sorted((one for one in said if one.texts), key=lambda one: sorted(one.texts.items())))


def read_chamber(entry: Mapping[str, Any], options: Sequence[str]) -> ChamberOnRecord:
    """The count of a chamber, by option in the order in which they were put: a database may keep keys in its own."""
    names = (field.name for field in fields(ChamberOnRecord) if field.name != "key")
    counted = {name: {key: entry[name][key] for key in options} for name in ("support", "against")}
    return ChamberOnRecord(key=entry["chamber"], **{**{name: entry[name] for name in names}, **counted})


def read_seat(entry: Mapping[str, Any]) -> SeatOnRecord:
    """A seat of a count."""
    position, holder = entry["position"] or {}, entry["organisation"] or {}
    return SeatOnRecord(
        seat=entry["seat"],
        chamber=entry["chamber"],
        names=entry["names"],
        tenure=entry["tenure"],
        organisation_id=holder.get("id", ""),
        organisation=holder.get("name", ""),
        recused=entry["recused"],
        stance=position.get("stance", ""),
        option=position.get("option", ""),
        reasons=position.get("reasons", {}),
        dissent=position.get("dissent", {}),
        answer=position.get("answer", {}),
    )
