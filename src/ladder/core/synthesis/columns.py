"""Answers as arrays, each person's position on a statement once: what counting, testing and leaving out start from."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Whole
from ladder.core.synthesis.evidence import ORGANISATION, UNITS, VOTES, Answer, EvidenceError

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Labels:
    """One text of every answer as a number: `codes` index `names`, `NOBODY` where the text is empty."""

    names: tuple[str, ...]
    codes: Ints

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Number the texts in their own order."""
        names = tuple(sorted(set(texts) - {""}))
        place = {name: index for index, name in enumerate(names)} | {"": NOBODY}
        return cls(names, np.fromiter((place[text] for text in texts), np.int64, len(texts)))

    @classmethod
    def none(cls, count: int) -> Self:
        """No text at all."""
        return cls((), np.full(count, NOBODY, dtype=np.int64))

    def where(self, kept: Bools) -> Self:
        """The texts of some answers only."""
        return replace(self, codes=self.codes[kept])

    def is_name(self, name: str) -> Bools:
        """Which answers have this text."""
        place = self.names.index(name) if name in self.names else len(self.names)
        return np.asarray(self.codes == place)


@dataclass(frozen=True, slots=True)
class Columns:
    """Settled answers: all arrays have one entry an answer but `group_of`, which has one a participant.

    `group_of` and `statement` index the declared groups and statements; `NOBODY` in `group_of` is no declared group.
    """

    group_of: Ints
    participant: Whole
    statement: Whole
    vote: Whole
    with_change: Bools
    is_organisation: Bools
    organisation: Labels
    gathering: Labels
    facilitator: Labels
    channel: Labels

    @classmethod
    def plain(cls, group_of: Ints, participant: Whole, statement: Whole, vote: Whole) -> Self:
        """Answers of which nothing else is known, as a table of votes gives them; no pair of person and item twice."""
        no, none = np.zeros(len(vote), dtype=np.bool_), Labels.none(len(vote))
        return cls(group_of, participant, statement, vote, no, no, none, none, none, none)

    def where(self, kept: Bools) -> Self:
        """Some of the answers; participants keep their numbers."""
        return type(self)(
            self.group_of,
            self.participant[kept],
            self.statement[kept],
            self.vote[kept],
            self.with_change[kept],
            self.is_organisation[kept],
            self.organisation.where(kept),
            self.gathering.where(kept),
            self.facilitator.where(kept),
            self.channel.where(kept),
        )

    @property
    def group(self) -> Ints:
        """The group of every answer."""
        return self.group_of[self.participant]


def settle(answers: Iterable[Answer], groups: Sequence[str], statements: Sequence[str]) -> Columns:
    """The answers that count, in an order of their own: neither order nor repetition of `answers` matters.

    Raises:
        EvidenceError: a group, statement, vote or unit is not known, a participant stands in two groups, or holds two
            positions on one statement that no rule decides between.
    """
    group_place = {key: index for index, key in enumerate(groups)} | {"": NOBODY}
    statement_place = {key: index for index, key in enumerate(statements)}
    kept = list(each_once(sorted(set(answers), key=sorting_key)))
    for answer in kept:
        refuse_unknown(answer, group_place, statement_place)
    people = {name: index for index, name in enumerate(dict.fromkeys(answer.participant for answer in kept))}
    return Columns(
        groups_of(kept, people, group_place),
        np.fromiter((people[answer.participant] for answer in kept), np.int64, len(kept)),
        np.fromiter((statement_place[answer.statement] for answer in kept), np.int64, len(kept)),
        np.fromiter((answer.vote for answer in kept), np.int64, len(kept)),
        np.fromiter((answer.with_change for answer in kept), np.bool_, len(kept)),
        np.fromiter((answer.unit == ORGANISATION for answer in kept), np.bool_, len(kept)),
        Labels.of([answer.organisation for answer in kept]),
        Labels.of([answer.gathering for answer in kept]),
        Labels.of([answer.facilitator for answer in kept]),
        Labels.of([answer.channel for answer in kept]),
    )


def sorting_key(answer: Answer) -> tuple[object, ...]:
    """Answers of one person on one statement stand together, the one given alone first."""
    return (
        answer.participant,
        answer.statement,
        answer.gathering,
        answer.channel,
        answer.facilitator,
        answer.organisation,
        answer.group,
        answer.unit,
        answer.vote,
        answer.with_change,
    )


def each_once(ordered: Iterable[Answer]) -> Iterator[Answer]:
    """One answer a person and statement: who also spoke in a room keeps the position given alone."""
    first: Answer | None = None
    for answer in ordered:
        if first is None or (answer.participant, answer.statement) != (first.participant, first.statement):
            first = answer
            yield answer
        elif contradicts(answer, first):
            raise EvidenceError(
                f"{answer.participant} holds two positions on {answer.statement}: {first.vote} and {answer.vote}"
            )


def contradicts(answer: Answer, kept: Answer) -> bool:
    """Whether a second answer differs from the first although none of the two gives way."""
    gives_way = bool(answer.gathering) and not kept.gathering
    return not gives_way and (answer.vote, answer.with_change) != (kept.vote, kept.with_change)


def refuse_unknown(answer: Answer, groups: dict[str, int], statements: dict[str, int]) -> None:
    """Stop at an answer that cannot be placed."""
    problem = None
    if answer.group not in groups:
        problem = f"the group {answer.group} is not declared"
    elif answer.statement not in statements:
        problem = f"the statement {answer.statement} is not one of this consultation"
    elif answer.vote not in VOTES or answer.unit not in UNITS:
        problem = f"the position {answer.vote} of a {answer.unit} is not one that can be counted"
    if problem:
        raise EvidenceError(f"{answer.participant} on {answer.statement}: {problem}")


def groups_of(answers: Iterable[Answer], people: dict[str, int], groups: dict[str, int]) -> Ints:
    """The group of every participant."""
    found = np.full(len(people), NOBODY, dtype=np.int64)
    first: dict[str, str] = {}
    for answer in answers:
        group = first.setdefault(answer.participant, answer.group)
        if group != answer.group:
            raise EvidenceError(f"{answer.participant} stands in two groups, {group} and {answer.group}")
        found[people[answer.participant]] = groups[group]
    return found
