"""A ladder whose parts do not fit is refused."""

import pytest

from ladder.core.catalogue.ladder import Ladder, Requirement

R = Requirement("a", "p", 1)


@pytest.mark.parametrize(
    ("principles", "levels", "requirements", "empty", "words"),
    [
        (("p",), (1, 3), (R,), (), "without a gap"),
        (("p",), (), (), (), "without a gap"),
        ((), (1,), (), (), "principles must be there"),
        (("p", "p"), (1,), (R,), (), "principles must be there"),
        (("p",), (1,), (R, R), (), "requirement keys must differ"),
        (("q",), (1,), (R,), (), "a: principle p level 1 is not on the ladder"),
        (("p",), (1,), (Requirement("a", "p", 2),), (), "a: principle p level 2 is not on the ladder"),
        (("p",), (1,), (R,), (("p", 2),), "empty cell ('p', 2) is not on the ladder"),
        (("p",), (1,), (Requirement("a", "p", 1, "hard"),), (), "a: unknown gate hard"),
        (("p",), (1,), (Requirement("a", "p", 1, "stop", "shaft"),), (), "a stop gate always applies"),
    ],
)
def test_parts_that_do_not_fit_are_named(principles, levels, requirements, empty, words):
    with pytest.raises(ValueError, match=words.replace("(", r"\(").replace(")", r"\)")):
        Ladder(principles, levels, requirements, frozenset(empty))


def test_gates_stay_good_for_at_most_ninety_days_unless_told_otherwise():
    ladder = Ladder(("p",), (1,), (R,))
    assert ladder.days_valid(R) == 365
    assert ladder.days_valid(Requirement("g", "p", 1, "cap", validity_days=180)) == 90
    assert ladder.days_valid(Requirement("g", "p", 1, "stop", validity_days=30)) == 30
    assert ladder.days_valid(Requirement("o", "p", 1, validity_days=180)) == 180


def test_requirements_of_a_cell_stand_in_the_order_of_their_keys():
    ladder = Ladder(("p",), (1, 2), (Requirement("b", "p", 1), Requirement("a", "p", 1)))
    assert [each.key for each in ladder.cells["p", 1]] == ["a", "b"]
    assert ladder.cells["p", 2] == ()
