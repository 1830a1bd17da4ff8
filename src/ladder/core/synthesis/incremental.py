"""Keeps counts standing while answers come in: a new answer brings its statement's classes up to date at once."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np

from ladder.core.synthesis.columns import refuse_unknown, sorting_key
from ladder.core.synthesis.counts import Counts, RoomCounts, count_rooms, joined
from ladder.core.synthesis.evidence import AGREE, DISAGREE, ORGANISATION, PASS, Answer, EvidenceError, GroupFrame, Tally
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.result import ItemResult
from ladder.core.synthesis.rooms import settle_tallies
from ladder.core.synthesis.rules import Rules
from ladder.core.synthesis.signals import item_results

# rows of the counts, in the order of `RoomCounts.people`, then the answers of organisations
ROW_OF = {AGREE: 0, DISAGREE: 2, PASS: 3}
CHANGED, ORGANISATIONS, ROWS = 1, 4, 5


# what a participant holds on a statement: vote, whether with a change, given in a room, by an organisation as such; a
# plain tuple, which the garbage collector leaves alone, for there may be very many
Held: TypeAlias = tuple[int, bool, bool, bool]


def held_by(answer: Answer) -> Held:
    """What an answer makes its participant hold."""
    return answer.vote, answer.with_change, bool(answer.gathering), answer.unit == ORGANISATION


def stays(old: Held, new: Held, answer: Answer) -> bool:
    """Whether what was held stays: it is said again, or the new one was given in a room and the old one alone."""
    (*position, was_in_room, _), (*said, is_in_room, _) = old, new
    if was_in_room == is_in_room and position != said:
        raise EvidenceError(
            f"{answer.participant} holds two positions on {answer.statement}: {old[0]} and {answer.vote}"
        )
    return is_in_room or not was_in_room


class Standing:
    """Signals and classes of all declared groups, kept up to date answer by answer.

    Equal to `analyse` on the same evidence but for what needs all of it at once: divergence is not tested, nothing is
    left out and no other way of counting is tried, so those parts of its results stay None or empty. Tallies are fixed
    when it is made. Not safe for several threads.
    """

    def __init__(
        self,
        answers: Iterable[Answer],
        tallies: Iterable[Tally],
        groups: Sequence[GroupFrame],
        statements: Sequence[str],
        rules: Rules,
    ) -> None:
        """Count what is there; errors as of `analyse`."""
        self.frame = Frame.of(groups, statements, rules)
        self._places = {key: place for place, key in enumerate(self.frame.statements)}
        self._rows = {key: row for row, key in enumerate(self.frame.keys)} | {"": -1}
        rooms, _ = settle_tallies(tallies, self.frame.keys, self.frame.statements, rules.rho)
        self._rooms = count_rooms(rooms, self.frame.shape, rules.rho)
        self._counts = np.zeros((ROWS, *self.frame.shape), dtype=np.int64)
        self._held: dict[tuple[str, str], Held] = {}
        self._group_of: dict[str, str] = {}
        for answer in sorted(set(answers), key=sorting_key):
            self._take(answer)

    def add(self, answer: Answer) -> ItemResult:
        """Count one more answer and return its statement's result; the same answer again changes nothing.

        A position given alone takes the place of one given in a room.

        Raises:
            EvidenceError: as of `analyse`; nothing has changed then.
        """
        self._take(answer)
        return self.item(answer.statement)

    def remove(self, participant: str, statement: str) -> ItemResult:
        """Forget what a participant holds on a statement, as when it is withdrawn or about to be corrected.

        Raises:
            EvidenceError: nothing is held there.
        """
        held = self._held.pop((participant, statement), None)
        if held is None:
            raise EvidenceError(f"{participant} holds no position on {statement}")
        self._change(held, self._group_of[participant], statement, -1)
        return self.item(statement)

    def item(self, statement: str) -> ItemResult:
        """The result of one statement as it stands."""
        place = self._places[statement]
        return item_results(self._part(slice(place, place + 1)), self.frame, (statement,))[0]

    def items(self) -> tuple[ItemResult, ...]:
        """The results of all statements as they stand."""
        return item_results(self._part(slice(None)), self.frame, self.frame.statements)

    def _take(self, answer: Answer) -> None:
        refuse_unknown(answer, self._rows, self._places)
        known = self._group_of.get(answer.participant, answer.group)
        if known != answer.group:
            raise EvidenceError(f"{answer.participant} stands in two groups, {known} and {answer.group}")
        key = (answer.participant, answer.statement)
        new = held_by(answer)
        old = self._held.get(key)
        if old is not None and stays(old, new, answer):
            return
        if old is not None:
            self._change(old, answer.group, answer.statement, -1)
        self._group_of[answer.participant] = answer.group
        self._held[key] = new
        self._change(new, answer.group, answer.statement, 1)

    def _change(self, held: Held, group: str, statement: str, step: int) -> None:
        row, place = self._rows[group], self._places[statement]
        if row < 0:
            return
        vote, with_change, _, is_organisation = held
        self._counts[ROW_OF[vote], row, place] += step
        self._counts[CHANGED, row, place] += step * (vote == AGREE and with_change)
        self._counts[ORGANISATIONS, row, place] += step * is_organisation

    def _part(self, statements: slice) -> Counts:
        counted = self._counts[:, :, statements]
        single = [counted[ROW_OF[vote]].astype(np.float64) for vote in (AGREE, DISAGREE, PASS)]
        rooms = self._rooms
        told = RoomCounts(
            rooms.people[:, :, statements],
            rooms.support[:, statements],
            rooms.refusal[:, statements],
            rooms.voices[:, statements],
            rooms.independent[:, statements],
        )
        return joined(counted[:ORGANISATIONS], counted[ORGANISATIONS], single, told)
