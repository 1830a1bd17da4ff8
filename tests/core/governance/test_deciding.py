"""Whether a body decides: cases that a reader can count on paper, and what may never happen."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ladder.core.governance.deciding import DecidingRules, SeatFacts, Stand, decide
from ladder.core.governance.rule_values import RuleError
from tests.core.governance.bodies import HALF, Case, aside, cases, leaning_cases, objection, rules, seats, support

SIDES = ("government", "companies", "civil_society")
SITTING = seats(government=1, companies=2, civil_society=2)
DOCUMENT = {
    "quorum_share": "1/2", "quorum_least": 1, "majority_share": "2/3", "fallback": "chamber_majority",
    "open_days": 7, "objection_days": 14, "appeal_days": 60,
}  # fmt: skip


def outcome(stands, how=None, sitting=SITTING, sides=SIDES, options=("a", "b")):
    return decide(how or rules(), sides, sitting, stands, options)


def test_the_worked_example_of_the_method_page():
    sitting = [SeatFacts("g1", "government"), *(SeatFacts(f"k{one}", "companies") for one in (1, 2, 3))]
    sitting += [SeatFacts(f"s{one}", "civil society") for one in (1, 2, 3)]
    sitting[3] = replace(sitting[3], recused="operator")
    stands = [
        support("g1"), support("k1"), aside("k2"), support("k3", "b"), support("s1"), support("s2"),
        objection("s3", "a", answered=True),
    ]  # fmt: skip
    found = decide(rules(), ("government", "companies", "civil society"), sitting, stands, ("a", "b"))
    assert (found.outcome, found.option, found.unanswered, found.method.name) == (
        "majority",
        "a",
        0,
        "chamber-deciding",
    )
    government, companies, civil_society = found.chambers
    assert (government.seats, government.recused, government.heard, government.needed) == (1, 0, 1, 1)
    assert (companies.seats, companies.recused, companies.heard, companies.needed) == (3, 1, 2, 1)
    assert (civil_society.seats, civil_society.heard, civil_society.needed) == (3, 3, 2)
    assert (companies.support, companies.against, companies.aside) == ({"a": 1, "b": 0}, {"a": 0, "b": 1}, 1)
    assert (civil_society.support["a"], civil_society.against["a"], civil_society.objections) == (2, 1, 1)


def test_nobody_against_and_every_chamber_for_is_consensus():
    found = outcome([support("government-1"), support("companies-1"), support("civil_society-2"), aside("companies-2")])
    assert (found.outcome, found.option, found.is_adopted, found.lacking) == ("consensus", "a", True, ())


def test_an_objection_to_another_option_does_not_bar_consensus():
    found = outcome(
        [support("government-1"), support("companies-1"), support("civil_society-2"), objection("companies-2", "b")]
    )
    assert (found.outcome, found.option) == ("consensus", "a")


@pytest.mark.parametrize(("answered", "expected"), [(True, "majority"), (False, "not_adopted")])
def test_an_objection_without_an_answer_in_writing_bars_the_majority(answered, expected):
    sitting = seats(government=1, companies=3, civil_society=1)
    said = [support(one.key) for one in sitting if one.key != "companies-3"]
    found = outcome([*said, objection("companies-3", answered=answered)], sitting=sitting)
    assert (found.outcome, found.unanswered) == (expected, int(not answered))


def test_one_chamber_that_is_not_heard_leaves_it_undecided():
    found = outcome([support("government-1"), support("companies-1"), support("companies-2")])
    assert (found.outcome, found.option, found.lacking) == ("no_quorum", "", ("civil_society",))


def test_a_chamber_in_which_nobody_sits_has_no_quorum():
    found = outcome([support("government-1"), support("companies-1")], sitting=seats(government=1, companies=2))
    assert found.lacking == ("civil_society",)


def test_a_chamber_in_which_all_are_recused_has_no_quorum():
    sitting = [replace(one, recused="operator") if one.chamber == "government" else one for one in SITTING]
    found = outcome([support(one.key) for one in sitting], sitting=sitting, how=rules(quorum_share=Fraction(0)))
    assert (found.outcome, found.lacking, found.chambers[0].heard) == ("no_quorum", ("government",), 0)


def test_standing_aside_is_heard_and_carries_nothing():
    found = outcome([aside("government-1"), support("companies-1"), support("civil_society-1")])
    assert (found.outcome, found.option, found.lacking) == ("not_adopted", "", ())


@pytest.mark.parametrize(
    ("share", "seats_of_one", "needed"),
    [("1/2", 1, 1), ("1/2", 4, 2), ("1/2", 5, 3), ("2/3", 3, 2), ("2/3", 4, 3), ("0", 4, 1), ("1", 4, 4)],
)
def test_a_quorum_is_rounded_up(share, seats_of_one, needed):
    sitting = seats(one=seats_of_one)
    for heard in range(seats_of_one + 1):
        found = decide(
            rules(quorum_share=Fraction(share)),
            ("one",),
            sitting,
            [support(seat.key) for seat in sitting[:heard]],
            ("a",),
        )
        assert found.chambers[0].needed == needed
        assert found.outcome == ("consensus" if heard >= needed else "no_quorum")


@pytest.mark.parametrize(
    ("share", "in_favour", "against", "carries"),
    [
        ("1/2", 1, 1, False),
        ("1/2", 2, 1, True),
        ("2/3", 2, 1, False),
        ("2/3", 3, 1, True),
        ("3/5", 3, 2, False),
        ("3/5", 4, 2, True),
    ],
)
def test_more_than_the_share_is_exact(share, in_favour, against, carries):
    sitting = seats(one=in_favour + against)
    stands = [support(seat.key, "a" if place < in_favour else "b") for place, seat in enumerate(sitting)]
    found = decide(rules(majority_share=Fraction(share)), ("one",), sitting, stands, ("a", "b"))
    assert (found.outcome, found.option) == (("majority", "a") if carries else ("not_adopted", ""))


def test_without_a_fall_back_there_is_consensus_or_nothing():
    stands = [
        support("government-1"),
        support("companies-1"),
        support("companies-2"),
        support("civil_society-1"),
        objection("civil_society-2", answered=True),
    ]
    assert outcome(stands, rules(fallback="none")).outcome == "not_adopted"
    assert outcome(stands).outcome == "not_adopted"
    assert outcome([*stands[:-1], aside("civil_society-2")], rules(fallback="none")).outcome == "consensus"


def test_no_chambers_decide_nothing():
    assert decide(rules(), (), [], [], ("a",)).outcome == "no_quorum"


@pytest.mark.parametrize(
    "stands",
    [
        [support("companies-1"), aside("companies-1")],
        [Stand("companies-1", "abstain")],
        [support("companies-1", "c")],
        [Stand("companies-1", "support")],
    ],
)
def test_rows_that_were_mixed_up_are_not_counted_at_all(stands):
    with pytest.raises(ValueError, match="position"):
        outcome(stands)


def test_a_seat_belongs_to_one_chamber():
    for sitting in ([*SITTING, SITTING[0]], [SeatFacts("x", "elsewhere")]):
        with pytest.raises(ValueError, match="chamber"):
            outcome([], sitting=sitting)


def test_rules_go_there_and_back():
    read = DecidingRules.read(DOCUMENT)
    assert (read.quorum_share, read.majority_share, read.open_days) == (HALF, Fraction(2, 3), 7)
    assert read.as_document() == DOCUMENT


@pytest.mark.parametrize(
    ("change", "key", "problem"),
    [
        ({"majority_share": "1/3"}, "majority_share", "out_of_range"),
        ({"majority_share": "1"}, "majority_share", "out_of_range"),
        ({"majority_share": 0.5}, "majority_share", "no_share"),
        ({"quorum_share": "3/2"}, "quorum_share", "out_of_range"),
        ({"quorum_share": "1/0"}, "quorum_share", "no_share"),
        ({"quorum_share": "1e999999999"}, "quorum_share", "no_share"),
        ({"quorum_least": 0}, "quorum_least", "out_of_range"),
        ({"quorum_least": True}, "quorum_least", "no_number"),
        ({"fallback": "chair"}, "fallback", "no_choice"),
        ({"open_days": -1}, "open_days", "out_of_range"),
        ({"veto": "1/2"}, "veto", "unknown"),
    ],
)
def test_what_cannot_be_a_rule_is_named(change, key, problem):
    with pytest.raises(RuleError) as caught:
        DecidingRules.read({**DOCUMENT, **change})
    assert (caught.value.key, caught.value.problem) == (key, problem)


def test_a_rule_that_is_missing_is_named():
    with pytest.raises(RuleError, match="open_days: this rule is missing"):
        DecidingRules.read({key: value for key, value in DOCUMENT.items() if key != "open_days"})
    with pytest.raises(RuleError):
        DecidingRules.read(["1/2"])


def of(case: Case):
    return decide(case.rules, case.chambers, case.seats, case.stands, case.options)


@given(cases())
def test_a_chamber_that_was_not_heard_bars_every_decision(case):
    """Counted here from the rows, without the counts of the core."""
    may = {seat.key: seat.chamber for seat in case.seats if not seat.recused}
    heard = [may[stand.seat] for stand in case.stands if stand.seat in may]
    sizes = [list(may.values()).count(chamber) for chamber in case.chambers]
    short = any(
        size == 0
        or heard.count(chamber) < case.rules.quorum_least
        or heard.count(chamber) < case.rules.quorum_share * size
        for chamber, size in zip(case.chambers, sizes, strict=True)
    )
    assert (of(case).outcome == "no_quorum") == short


@given(leaning_cases())
def test_no_chamber_is_outvoted(case):
    found = of(case)
    assume(found.is_adopted)
    may = {seat.key: seat.chamber for seat in case.seats if not seat.recused}
    for chamber in case.chambers:
        here = [stand for stand in case.stands if may.get(stand.seat) == chamber]
        in_favour = sum(stand.stance == "support" and stand.option == found.option for stand in here)
        others = sum(stand.stance == "support" and stand.option != found.option for stand in here)
        objecting = sum(stand.stance == "object" and stand.option in {"", found.option} for stand in here)
        assert in_favour > others + objecting
        assert in_favour > case.rules.majority_share * (in_favour + others + objecting)


@given(cases())
def test_an_objection_without_an_answer_bars_the_fall_back(case):
    may = {seat.key for seat in case.seats if not seat.recused}
    found = of(case)
    if any(stand.seat in may and stand.stance == "object" and not stand.is_answered for stand in case.stands):
        assert found.outcome != "majority"
    if found.outcome == "consensus":
        assert not any(
            stand.stance == "object" and stand.option in {"", found.option}
            for stand in case.stands
            if stand.seat in may
        )


@given(cases(), st.data())
def test_what_a_recused_seat_says_changes_nothing(case, data):
    recused = {seat.key for seat in case.seats if seat.recused}
    said = [stand for stand in case.stands if stand.seat not in recused]
    other = [
        data.draw(st.sampled_from([support(key), support(key, "b"), aside(key), objection(key)]))
        for key in sorted(recused)
    ]
    assert of(case) == of(replace(case, stands=tuple(said))) == of(replace(case, stands=(*said, *other)))


@given(leaning_cases(), st.data())
def test_one_more_seat_for_the_option_does_not_undo_it(case, data):
    found = of(case)
    assume(found.is_adopted)
    key = data.draw(st.sampled_from([seat.key for seat in case.seats]))
    more = (*(stand for stand in case.stands if stand.seat != key), support(key, found.option))
    after = of(replace(case, stands=more))
    assert (after.is_adopted, after.option) == (True, found.option)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_options_changes_nothing(case, chance):
    def mixed(rows):
        return tuple(chance.sample(rows, len(rows)))

    found = of(case)
    other = of(Case(case.rules, mixed(case.chambers), mixed(case.seats), mixed(case.stands), mixed(case.options)))
    assert (other.outcome, other.option, other.unanswered) == (found.outcome, found.option, found.unanswered)
    assert {count.chamber: count for count in other.chambers} == {count.chamber: count for count in found.chambers}


@given(cases())
def test_names_of_seats_chambers_and_options_mean_nothing(case):
    renamed = Case(
        case.rules,
        tuple(f"z{chamber}" for chamber in case.chambers),
        tuple(SeatFacts(f"9{seat.key}", f"z{seat.chamber}", seat.recused) for seat in case.seats),
        tuple(
            replace(stand, seat=f"9{stand.seat}", option={"": "", "a": "b", "b": "a"}[stand.option])
            for stand in case.stands
        ),
    )
    found, other = of(case), of(renamed)
    assert (other.outcome, {"": "", "a": "b", "b": "a"}[other.option]) == (found.outcome, found.option)


@given(cases())
def test_each_seat_is_counted_once(case):
    for count in of(case).chambers:
        assert (
            sum(count.support.values()) + count.aside + count.objections == count.heard <= count.seats - count.recused
        )
