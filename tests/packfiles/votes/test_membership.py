"""Tables of groups and files of rules: what is taken, and what is refused and where."""

import pytest

from ladder.core.synthesis.rules import Rules
from ladder.packfiles.votes.membership import read_groups
from ladder.packfiles.votes.rules_file import read_rules

HEADING = "participant,group\n"


def groups(text):
    return read_groups("groups.csv", text.encode())


def test_the_group_of_everybody_and_the_same_row_again():
    assert groups(HEADING + "a,miners\nb,buyers\na,miners\n").group_of == {"a": "miners", "b": "buyers"}


def test_somebody_in_two_groups_names_both_rows():
    found = groups(HEADING + "a,miners\nb,buyers\na,buyers\n")
    assert found.group_of == {}
    assert [str(fault) for fault in found.faults] == [
        "groups.csv:4:2: a is in buyers here and in miners in row 2: keep one."
    ]


def test_empty_cells_are_refused():
    assert [str(fault) for fault in groups(HEADING + "a,\n,miners\n").faults] == [
        "groups.csv:2:2: This is empty: fill it in.",
        "groups.csv:3:1: This is empty: fill it in.",
    ]


def test_a_wrong_heading_names_every_column_that_is_missing():
    assert [fault.code for fault in groups("person,stakeholder\na,b\n").faults] == ["table.no_column"] * 2


def test_rules_keep_their_defaults_where_nothing_is_said():
    assert read_rules("rules.json", b'{"rho": 0.2}').rules == Rules(rho=0.2)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{", "rules.json:1:2: This is not JSON: Expecting property name enclosed in double quotes."),
        (b"", "rules.json:1:1: This is not JSON: Expecting value."),
        (b"[]", "rules.json:1:1: The rule rules cannot be taken: write an object of names and numbers."),
        (b'{\n  "roh": 1}', "rules.json:2:3: The rule roh cannot be taken: this rule is not known; see docs/methods/convergence.md."),
        (b'{"rho": NaN}', "rules.json:1:2: The rule rho cannot be taken: write a number from 0 to 1."),
        (b'{"rho": "a"}', "rules.json:1:2: The rule rho cannot be taken: write a number."),
        (b"\xff", "rules.json:1:1: The file is not UTF-8 here: save it again with the encoding UTF-8."),
        (b"[" * 100_000, "rules.json:1:1: This is not JSON: it is nested too deep or a number is too long."),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_taken_say_where_and_why(content, sentence):
    assert [str(fault) for fault in read_rules("rules.json", content).faults] == [sentence]
