"""What an audit found: every count that published figures give away, or that there is none."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ladder.core.synthesis.method import Method

METHOD = Method("disclosure-audit", "1")
RECOVERABLE, NARROW, SMALL, KNOWN = "recoverable", "narrow", "small_row", "answer_known"
DIFFERENCE, CONTRADICTION, UNCHECKED = "difference", "contradiction", "not_checked"
KINDS = (RECOVERABLE, NARROW, SMALL, KNOWN, DIFFERENCE, CONTRADICTION, UNCHECKED)


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One count that is given away.

    `cell` names it: release, item or kind of people, group, gender and kind of answer. From `low` to `high` is all that
    the published figures leave possible, where that is known. `statements` are the places of the figures that together
    say so.
    """

    release: int
    file: str
    line: int
    kind: str
    cell: str
    low: int | None
    high: int | None
    statements: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What is given away, for the person who will mend it."""
        span = (
            "" if self.low is None else f" is {self.low}" if self.low == self.high else f" is {self.low} to {self.high}"
        )
        given = f" (from {', '.join(self.statements)})" if self.statements else ""
        return SENTENCES[self.kind] % {"cell": self.cell, "span": span, "given": given}

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file else ""
        return f"{place}{self.sentence}"

    def as_document(self) -> dict[str, object]:
        """The leak as JSON."""
        return asdict(self) | {"statements": list(self.statements), "sentence": self.sentence}


SENTENCES = {
    RECOVERABLE: "%(cell)s can be worked out:%(span)s%(given)s.",
    NARROW: "%(cell)s can be narrowed down:%(span)s%(given)s.",
    SMALL: "%(cell)s is shown with fewer voices than a row needs:%(span)s.",
    KNOWN: "%(cell)s tells a person of the group what all the others answered%(given)s.",
    DIFFERENCE: "%(cell)s tells what a few newcomers answered:%(span)s%(given)s.",
    CONTRADICTION: "%(cell)s: these figures cannot all be true%(given)s.",
    UNCHECKED: "%(cell)s cannot be checked beside the other figures of the item: leave it out%(given)s.",
}


@dataclass(frozen=True, slots=True)
class Certificate:
    """The result of an audit over all releases of a round: certified where `leaks` is empty.

    `counted` says how much was looked at: releases, rows, protected cells, and statements on means.
    """

    leaks: tuple[Leak, ...]
    counted: Mapping[str, int]
    rules_digest: str
    method: Method = METHOD

    @property
    def is_certified(self) -> bool:
        """Whether no count is given away."""
        return not self.leaks

    def as_document(self) -> dict[str, object]:
        """The certificate as JSON."""
        return {
            "certified": self.is_certified,
            "counted": dict(self.counted),
            "leaks": [leak.as_document() for leak in self.leaks],
            "method": {"name": self.method.name, "version": self.method.version},
            "rules_digest": self.rules_digest,
        }
