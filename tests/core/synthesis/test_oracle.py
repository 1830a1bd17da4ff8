"""Numbers that production Polis published for five conversations, read from shared data: never from this repository."""

import csv
import json
import os
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.consensus import find_consensus, group_aware_consensus
from ladder.core.synthesis.opinion.group_votes import count_all_votes, count_group_votes
from ladder.core.synthesis.opinion.pca import centred_votes, find_axes
from ladder.core.synthesis.opinion.positions import extremity, place_participants, place_statements
from ladder.core.synthesis.opinion.representativeness import measure_representativeness, most_representative

SHARED = Path(os.environ.get("LADDER_SHARED") or Path(__file__).resolve().parents[4] / "shared")
ORACLE = SHARED / "data" / "polis" / "oracle"
VOTES_MISSING = "50ptpt-3gp-strict-no-meta"
NAMES = (
    "150ptpt-3gp-no-strict-no-meta",
    "25ptpt-3gp-no-strict-with-meta",
    VOTES_MISSING,
    "above-100-ptpts",
    "below-100-ptpts",
)
COMPLETE = tuple(name for name in NAMES if name != VOTES_MISSING)
SIDES = ("agree", "disagree")

pytestmark = pytest.mark.skipif(
    not ORACLE.exists(), reason="The published Polis numbers are not beside the repository (LADDER_SHARED)."
)


@cache
def conversation(name):
    """Votes, published numbers, and the places of their statements and participants."""
    published = json.loads((ORACLE / name / "published.json").read_text())
    with (ORACLE / name / "votes.csv").open(newline="") as file:
        rows = [tuple(map(int, line)) for line in list(csv.reader(file))[1:]]
    statement = {number: place for place, number in enumerate(published["tids"])}
    person = {number: place for place, number in enumerate(sorted(int(each) for each in published["user-vote-counts"]))}
    kept = [(person[p], statement[s], vote) for p, s, vote in rows if s in statement]
    places, columns, votes = np.array(kept).T
    left_out = [statement[each] for each in published["mod-out"] if each in statement]
    matrix = VoteMatrix.from_votes(places, columns, votes, (len(person), len(statement)), left_out)
    members = np.full(len(person), -1, dtype=np.int8)
    bases = dict(zip(published["base-clusters"]["id"], published["base-clusters"]["members"], strict=True))
    for group in published["group-clusters"]:
        for base in group["members"]:
            members[[person[each] for each in bases[base]]] = group["id"]
    votes_by_group = count_group_votes(matrix, members, len(published["group-clusters"]))
    return SimpleNamespace(
        published=published, statement=statement, person=person, matrix=matrix, members=members, votes=votes_by_group
    )


def signed(ours, theirs):
    """Ours with the sign of theirs: an axis has none of its own."""
    return ours * np.sign(ours @ theirs)


def test_votes_of_each_group_on_each_statement():
    compared = 0
    for name in NAMES:
        case = conversation(name)
        for group, expected in case.published["group-votes"].items():
            for statement, cell in expected["votes"].items():
                place = (int(group), case.statement[int(statement)])
                found = [int(each[place]) for each in (case.votes.agree, case.votes.disagree, case.votes.seen)]
                assert found == [cell["A"], cell["D"], cell["S"]]
                compared += 1
    assert compared == 984


def test_representativeness():
    compared = 0
    for name in NAMES:
        case = conversation(name)
        found = measure_representativeness(case.votes)
        for group, expected in case.published["repness"].items():
            for row in expected:
                side, place = getattr(found, row["repful-for"]), (int(group), case.statement[row["tid"]])
                ours = [each[place] for each in (side.share, side.share_test, side.ratio, side.ratio_test)]
                theirs = [row["p-success"], row["p-test"], row["repness"], row["repness-test"]]
                assert ours == pytest.approx(theirs, abs=1e-6)
                compared += len(theirs)
    assert compared == 272


def test_statements_that_mark_a_group():
    """Equal wherever every published statement passes both tests; Polis lists one more even where it passes none."""
    compared = 0
    for name in NAMES:
        case = conversation(name)
        found = measure_representativeness(case.votes)
        for group, expected in case.published["repness"].items():
            listed = [(case.statement[row["tid"]], row["repful-for"]) for row in expected]
            if all(getattr(found, side).passes()[int(group), place] for place, side in listed):
                ours = most_representative(found, int(group), case.matrix.left_out)
                assert set(ours) == set(listed)
                compared += 1
    assert compared >= 10


def test_consensus_and_its_order():
    compared = lists = 0
    for name in NAMES:
        case = conversation(name)
        found = find_consensus(count_all_votes(case.matrix), case.matrix.left_out)
        for side in SIDES:
            expected, ours = case.published["consensus"][side], getattr(found, side)
            assert [each.statement for each in ours] == [case.statement[row["tid"]] for row in expected]
            lists += 1
            for each, row in zip(ours, expected, strict=True):
                assert (each.successes, each.trials) == (row["n-success"], row["n-trials"])
                assert each.share == pytest.approx(row["p-success"], abs=1e-12)
                assert each.share_test == pytest.approx(row["p-test"], abs=1e-12)
                compared += 2
    assert (compared, lists) == (64, 10)


def test_group_aware_consensus():
    compared = 0
    for name in NAMES:
        case = conversation(name)
        ours = group_aware_consensus(case.votes)
        for statement, expected in case.published["group-aware-consensus"].items():
            assert ours[case.statement[int(statement)]] == pytest.approx(expected, abs=1e-12)
            compared += 1
    assert compared == 118 + 57 + 29 + 60 + 44


def test_answers_of_each_participant():
    compared = 0
    for name in NAMES:
        case = conversation(name)
        answers = case.matrix.answers_per_participant()
        for person, expected in case.published["user-vote-counts"].items():
            if name not in (VOTES_MISSING, "above-100-ptpts"):  # votes on statements that are not published as well
                assert answers[case.person[int(person)]] == expected
                compared += 1
    assert compared == 160 + 27 + 35


@pytest.mark.parametrize("name", COMPLETE)
def test_centre_components_and_statements(name):
    case = conversation(name)
    theirs, axes = case.published["pca"], find_axes(case.matrix)
    # in that database an agreement was -1
    assert -axes.centre == pytest.approx(theirs["center"], abs=1e-9)
    placed = place_statements(axes)
    for axis, (component, projection) in enumerate(
        zip(np.array(theirs["comps"]), np.array(theirs["comment-projection"]), strict=True)
    ):
        assert signed(axes.components[axis], component) == pytest.approx(component, abs=1e-9)
        assert signed(placed[:, axis], projection) == pytest.approx(projection, abs=1e-9)
    assert extremity(axes) == pytest.approx(theirs["comment-extremity"], abs=1e-9)


def test_positions_of_participants():
    compared = 0
    for name in COMPLETE:
        case = conversation(name)
        axes = find_axes(case.matrix)
        placed = place_participants(case.matrix, centred_votes(case.matrix, axes.centre), axes)
        bases = case.published["base-clusters"]
        alone = [place for place, members in enumerate(bases["members"]) if len(members) == 1]
        people = [case.person[bases["members"][place][0]] for place in alone]
        for axis, theirs in enumerate((bases["x"], bases["y"])):
            expected = np.array(theirs)[alone]
            assert signed(placed[people, axis], expected) == pytest.approx(expected, abs=1e-9)
        compared += len(alone)
    assert compared == 173
