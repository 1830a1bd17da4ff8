"""The counts of a release, and the divergence test on the rows that the public sees."""

from ladder.core.synthesis.cells import count_cells, divergence_of_rows
from ladder.core.synthesis.evidence import Answer, GroupFrame, Tally
from ladder.core.synthesis.rules import Rules

RULES = Rules(permutations=199, permutations_extended=199)
FRAMES = (GroupFrame("a"), GroupFrame("b"), GroupFrame("c"))


def said(group, statement, votes):
    return [Answer(f"{group}{place}", group, statement, vote) for place, vote in enumerate(votes)]


def test_people_are_counted_by_group_and_statement_and_silent_cells_left_out():
    answers = [*said("a", "x", [1, 1, -1, 0]), Answer("a9", "a", "x", 1, with_change=True), *said("b", "y", [-1])]
    cells = count_cells(answers, [], FRAMES, ("x", "y"), RULES)
    told = {(one.item, one.group): (one.agree, one.with_change, one.disagree, one.passed) for one in cells}
    assert told == {("x", "a"): (3, 1, 1, 1), ("y", "b"): (0, 0, 1, 0)}
    assert not any(one.is_discounted for one in cells)


def test_open_hands_are_discounted_and_say_so():
    # fifteen hands make 15 / (1 + 14 * 0.3) voices
    [cell] = count_cells([], [Tally("g", "a", "x", 10, 5, 0, is_secret=False)], FRAMES, ("x",), RULES)
    assert (cell.agree, cell.disagree) == (10, 5)
    assert abs(cell.effective - 15 / 5.2) < 1e-12
    assert cell.is_discounted


def test_rows_that_differ_are_found_and_rows_that_do_not_are_not():
    answers = [
        *said("a", "x", [1] * 30), *said("b", "x", [-1] * 30),
        *said("a", "y", [1, -1] * 15), *said("b", "y", [1, -1] * 15),
    ]  # fmt: skip
    alone = {"a": "a", "b": "b"}
    assert divergence_of_rows(answers, [], {"x": alone, "y": alone}, RULES) == {"x": True, "y": False}


def test_groups_that_are_one_row_are_not_told_apart_and_one_row_is_no_test():
    answers = [*said("a", "x", [1] * 30), *said("b", "x", [-1] * 30), *said("c", "x", [1, -1] * 15)]
    labels = {"x": {"a": "a+b", "b": "a+b", "c": "c"}, "y": {"a": "a+b", "b": "a+b"}}
    assert divergence_of_rows(answers, [], labels, RULES) == {"x": False}


def test_what_a_hidden_group_said_changes_nothing():
    answers = [*said("a", "x", [1, -1] * 15), *said("b", "x", [1, -1] * 15)]
    labels = {"x": {"a": "a", "b": "b"}}
    hidden = [Answer(f"c{n}", "c", "x", vote) for n, vote in enumerate([-1, -1, -1, -1])]
    assert divergence_of_rows(answers + hidden, [], labels, RULES) == divergence_of_rows(answers, [], labels, RULES)


def test_tallies_of_groups_that_are_one_row_are_one_tally_of_their_gathering():
    tallies = [Tally(f"g{n}", group, "x", 8, 2, 0, is_secret=True) for n in range(5) for group in "abc"]
    labels = {"x": {"a": "a+b", "b": "a+b", "c": "c"}}
    assert divergence_of_rows([], tallies, labels, RULES) == {"x": False}
