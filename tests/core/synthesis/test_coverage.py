"""How much is lacking, in numbers that a facilitator can plan with."""

import pytest

from ladder.core.synthesis.analysis import analyse
from ladder.core.synthesis.coverage import coverage
from ladder.core.synthesis.evidence import Answer, GroupFrame, Tally
from ladder.core.synthesis.rules import Rules

RULES = Rules(permutations=19, permutations_extended=19)


def test_five_answers_each_on_130_statements_ask_81_of_each_of_eight_people():
    statements = [str(place) for place in range(130)]
    frames = [GroupFrame("washers", 8)]
    [found] = coverage(analyse([], [], frames, statements, RULES).items, frames)
    assert (found.statements, found.answers, found.silent_on) == (130, 650, 130)
    assert found.per_person == pytest.approx(81.25)


def test_what_was_heard_is_no_longer_lacking():
    frames = [GroupFrame("a", 20), GroupFrame("b", 4), GroupFrame("c")]
    answers = [Answer(f"p{place}", "a", "s", 1) for place in range(6)]
    answers += [Answer(f"p{place}", "a", "t", 1) for place in range(3)]
    tallies = [Tally("r", "c", "s", 8, 0, 0, is_secret=False)]
    a, b, c = coverage(analyse(answers, tallies, frames, ["s", "t"], RULES).items, frames)
    assert a.lacking == (("t", 2),)
    assert (b.lacking, b.out_of_reach, b.per_person) == ((("s", 5), ("t", 5)), True, 2.5)
    # eight hands are 8 / 3.1 = 2.6 voices: three answers are lacking
    assert (c.lacking, c.per_person) == ((("t", 5), ("s", 3)), None)
