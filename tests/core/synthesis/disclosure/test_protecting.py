"""What a release shows, hides, merges, carries and refuses, and that it is certified whatever was answered."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.core.synthesis.disclosure import (
    CellCount,
    EvidenceFaultError,
    PeopleCount,
    PrivateEvidence,
    ProtectedRelease,
    ReleaseRefusedError,
    audit,
    protect,
    public_groups,
)
from ladder.core.synthesis.disclosure.figures import Span
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.disclosure.rounds import rounds

RULES = Rules()


def evidence(counts, *, sizes=None, vulnerable=(), changed=None, **more):
    """One item; counts (agree, disagree, passed) by group."""
    frames = tuple(GroupFrame(group, (sizes or {}).get(group), group in vulnerable) for group in counts)
    cells = tuple(
        CellCount("R1", group, *each, changed=(changed or {}).get(group, ())) for group, each in counts.items()
    )
    return PrivateEvidence(("R1",), frames, cells, **more)


def rows(release):
    return {row.group: row for row in release.tables.rows}


def test_states_follow_the_numbers_of_voices():
    release = protect(evidence({"a": (4, 1, 0), "b": (2, 1, 0), "c": (0, 0, 0)}), (), RULES)
    assert {group: row.state for group, row in rows(release).items()} == {"a": "shown", "b": "hidden", "c": "silent"}
    assert rows(release)["a"].voices == Span(5, 14)
    assert rows(release)["b"].voices is None


def test_small_groups_are_merged_and_one_alone_is_hidden():
    release = protect(evidence({"a": (9, 1, 0), "b": (2, 1, 0), "c": (2, 2, 0), "d": (1, 0, 0)}), (), RULES)
    assert {group: row.state for group, row in rows(release).items()} == {"a": "shown", "b+c+d": "merged"}
    alone = protect(evidence({"a": (9, 1, 0), "b": (1, 1, 0)}), (), RULES)
    assert rows(alone)["b"].state == "few"


def test_a_vulnerable_group_needs_ten_and_so_does_a_merge_with_it():
    counts = {"a": (4, 3, 2), "b": (2, 1, 0), "c": (2, 1, 0)}
    states = {key: row.state for key, row in rows(protect(evidence(counts, vulnerable=("a",)), (), RULES)).items()}
    # 9 + 3 + 3 together reach ten
    assert states == {"a+b+c": "merged"}
    few = {"a": (1, 1, 1), "b": (2, 1, 0), "c": (2, 1, 0)}
    states = {key: row.state for key, row in rows(protect(evidence(few, vulnerable=("a",)), (), RULES)).items()}
    # 3 + 3 + 3 do not; the two ordinary groups are merged without it
    assert states == {"a": "hidden", "b+c": "merged"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 14), min_size=2, max_size=5),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
def test_what_is_shown_depends_on_numbers_of_voices_alone(voices, one, other):
    def split(count, seed, place):
        agree = (seed >> place) % (count + 1)
        disagree = (seed >> (place + 3)) % (count - agree + 1)
        return agree, disagree, count - agree - disagree

    found = []
    for seed in (one, other):
        counts = {f"g{place}": split(count, seed, place) for place, count in enumerate(voices)}
        release = protect(evidence(counts), (), RULES)
        found.append([(row.group, row.state, row.voices, row.heard) for row in release.tables.rows])
    assert found[0] == found[1]


def test_a_second_release_with_one_more_answer_is_refused():
    first = protect(evidence({"a": (6, 1, 1)}), (), RULES)
    later = evidence({"a": (7, 1, 1)}, changed={"a": (1,)}, people_changed=1)
    with pytest.raises(ReleaseRefusedError, match="Only 1 people"):
        protect(later, [first], RULES)


def test_a_row_changes_only_after_five_people_and_counts_those_who_left():
    first = protect(evidence({"a": (6, 1, 1), "b": (8, 8, 2)}), (), RULES)
    counts = {"a": (1, 6, 1), "b": (20, 8, 2)}
    four = protect(evidence(counts, changed={"a": (4,), "b": (12,)}, people_changed=16), [first], RULES)
    assert rows(four)["a"] == rows(first)["a"]
    assert rows(four)["b"].since == 2
    # five who changed their minds, nobody new
    five = protect(evidence(counts, changed={"a": (5,), "b": (12,)}, people_changed=17), [first], RULES)
    assert (rows(five)["a"].since, rows(five)["a"].lean) == (2, "clearly_refuses")


def test_a_row_is_counted_from_when_it_last_changed_and_not_from_the_last_release():
    first = protect(evidence({"a": (6, 1, 1), "b": (8, 8, 2)}), (), RULES)
    second = protect(
        evidence({"a": (9, 1, 1), "b": (20, 8, 2)}, changed={"a": (3,), "b": (12,)}, people_changed=15), [first], RULES
    )
    third = evidence({"a": (12, 1, 1), "b": (20, 8, 12)}, changed={"a": (6, 3), "b": (22, 10)}, people_changed=13)
    assert rows(second)["a"].since == 1
    assert rows(protect(third, [first, second], RULES))["a"].since == 3


def test_a_merged_row_is_never_split_when_one_of_its_groups_grows():
    first = protect(evidence({"a": (9, 1, 0), "b": (2, 1, 0), "c": (2, 2, 0)}), (), RULES)
    later = evidence({"a": (9, 1, 0), "b": (8, 4, 1), "c": (2, 2, 0)}, changed={"b": (10,)}, people_changed=10)
    assert sorted(rows(protect(later, [first], RULES))) == ["a", "b+c"]


def test_a_row_that_lost_its_voices_is_hidden_again():
    first = protect(evidence({"a": (9, 1, 0)}), (), RULES)
    later = evidence({"a": (2, 1, 0)}, changed={"a": (7,)}, people_changed=7)
    assert rows(protect(later, [first], RULES))["a"].state == "hidden"


def test_the_test_of_divergence_is_carried_like_a_row():
    first = protect(evidence({"a": (9, 1, 0), "b": (1, 9, 0)}, divergent={"R1": True}), (), RULES)
    assert first.tables.items[0].divergent
    few = evidence({"a": (9, 1, 0), "b": (4, 9, 0)}, changed={"b": (3,)}, people_changed=6, divergent={"R1": False})
    assert protect(few, [first], RULES).tables.items[0].divergent
    many = replace(few, cells=(few.cells[0], replace(few.cells[1], changed=(5,))))
    assert not protect(many, [first], RULES).tables.items[0].divergent


def test_public_groups_name_the_rows_in_which_groups_stand():
    counts = {"a": (9, 1, 0), "b": (2, 1, 0), "c": (2, 2, 0)}
    assert public_groups(evidence(counts), (), RULES) == {"R1": {"a": "a", "b": "b+c", "c": "b+c"}}
    assert public_groups(evidence({"a": (9, 1, 0), "b": (2, 1, 0)}), (), RULES) == {"R1": {"a": "a"}}


def test_open_hands_weigh_less_than_they_count():
    # 25 hands of one room are about 3 voices: shown as 25 to 34 people, and heard too little for convergence
    room = CellCount("R1", "a", 25, 0, 0, effective=25 / (1 + 24 * 0.3))
    release = protect(PrivateEvidence(("R1",), (GroupFrame("a"),), (room,)), (), RULES)
    row = release.tables.rows[0]
    assert (row.voices, row.heard, row.is_discounted) == (Span(25, 34), "some", True)
    assert "convergence_established" not in release.tables.items[0].classes


@pytest.mark.parametrize(
    ("counts", "classes"),
    [
        ({"a": (19, 1, 0), "b": (9, 1, 0), "c": (8, 0, 0)}, ("convergence_established",)),
        ({"a": (19, 1, 0), "b": (9, 1, 0), "c": (2, 0, 0)}, ("convergence_provisional",)),
        # three voices that may not be shown keep the question open, whatever they said
        ({"a": (19, 1, 0), "b": (9, 1, 0), "c": (3, 0, 0)}, ("not_enough_heard",)),
        ({"a": (19, 1, 0), "b": (9, 1, 0), "c": (0, 3, 0)}, ("not_enough_heard",)),
        # one silent group gives not enough heard, not convergence
        ({"a": (19, 1, 0), "b": (9, 1, 0), "c": (0, 0, 0)}, ("not_enough_heard",)),
        ({"a": (19, 1, 0), "b": (9, 1, 0), "c": (0, 8, 0)}, ("objection",)),
        ({"a": (1, 19, 0), "b": (0, 10, 0), "c": (0, 8, 0)}, ("shared_refusal",)),
        ({"a": (10, 9, 0), "b": (5, 5, 0), "c": (4, 4, 0)}, ("mixed",)),
    ],
)
def test_public_classes(counts, classes):
    item = protect(evidence(counts), (), RULES).tables.items[0]
    assert item.classes == classes
    assert item.objectors == (("c",) if classes == ("objection",) else ())


def test_numbers_of_people_are_bands_and_genders_stand_or_fall_together():
    people = (
        PeopleCount("people", "a", "", 31),
        PeopleCount("people", "a", "women", 11),
        PeopleCount("people", "a", "men", 20),
        PeopleCount("people", "b", "", 14),
        PeopleCount("people", "b", "women", 4),
        PeopleCount("people", "b", "men", 10),
        PeopleCount("people", "c", "", 3),
        PeopleCount("gatherings", "", "", 2),
    )
    counts = {"a": (20, 8, 3), "b": (10, 3, 1), "c": (1, 1, 1)}
    found = {
        (each.kind, each.group, each.gender): str(each.count or "")
        for each in protect(evidence(counts, people=people), (), RULES).tables.people
    }
    assert found == {
        ("people", "a", ""): "25-34",
        ("people", "a", "women"): "10-19",
        ("people", "a", "men"): "20-29",
        ("people", "b", ""): "5-14",
        ("people", "b", "women"): "",
        ("people", "b", "men"): "",
        ("people", "c", ""): "",
        ("gatherings", "", ""): "2",
    }


@pytest.mark.parametrize("cell", [("R1", "x", 1, 1, 1), ("R2", "a", 1, 1, 1), ("R1", "a", -1, 1, 1)])
def test_counts_that_cannot_be_are_refused(cell):
    with pytest.raises(EvidenceFaultError):
        PrivateEvidence(("R1",), (GroupFrame("a"),), (CellCount(*cell),))


@pytest.mark.parametrize("key", ["a+b", "*", ""])
def test_keys_of_groups_that_tables_could_not_tell_apart_are_refused(key):
    with pytest.raises(EvidenceFaultError):
        PrivateEvidence(("R1",), (GroupFrame(key),), ())


def test_the_order_of_cells_does_not_matter_and_a_release_survives_its_document():
    found, _, _ = rounds(5)
    first = protect(found[0], (), RULES)
    again = protect(replace(found[0], cells=found[0].cells[::-1]), (), RULES)
    assert first == again
    assert ProtectedRelease.from_private_document(first.as_private_document()) == first


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.sampled_from([0.5, 0.7, 0.95]), st.sampled_from([(), ("washers",)]))
def test_every_release_of_every_round_is_certified(seed, answering, vulnerable):
    made, _, _ = rounds(seed, answering=answering, vulnerable=vulnerable)
    releases = []
    for each in made:
        releases.append(protect(each, releases, RULES))
        assert audit([release.tables for release in releases], RULES).leaks == ()
