"""What was heard of a round, for the desk: worked out once, and again when something new was heard."""

from functools import lru_cache

from ladder.consultation.models import Round
from ladder.governance.queries.answering import comments_of, count_held
from ladder.governance.queries.desk_issue import hearing_mark
from ladder.synthesis.queries.groups import Grouping, grouping_of
from ladder.synthesis.queries.matrix import Heard, heard_so_far, items_of
from ladder.synthesis.services.weighing import weigh

KEPT = 8


def hear(round_: Round) -> tuple[Heard, Grouping]:
    """The matrix of a round as those who read comments see it, small groups hidden, with the round's groups."""
    return hear_once(Marked(hearing_mark(round_), round_))


def count_loose(round_: Round) -> int:
    """How many comments are in no issue, without looking at every position of the round each time."""
    return count_spoken_once(Marked(hearing_mark(round_), round_)) - count_held(round_)


class Marked:
    """A round that equals itself as long as nothing new was heard."""

    def __init__(self, mark: tuple[object, ...], round_: Round) -> None:
        self.mark, self.round = mark, round_

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marked) and self.mark == other.mark

    def __hash__(self) -> int:
        return hash(self.mark)


@lru_cache(maxsize=KEPT)
def hear_once(marked: Marked) -> tuple[Heard, Grouping]:
    """The matrix and the groups of what is weighed."""
    weighed = weigh(marked.round)
    return heard_so_far(weighed.analysis, items_of(marked.round), weighed.rules), grouping_of(marked.round)


@lru_cache(maxsize=KEPT)
def count_spoken_once(marked: Marked) -> int:
    """How many comments a round has."""
    return comments_of(marked.round).count()
