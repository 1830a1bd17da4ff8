"""Few quotes out of many: every group is represented, whoever wrote most."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.synthesis.quotes import Candidate, choose_quotes


def quote(key, *voters):
    return Candidate(key, f"words {key}", frozenset(voters))


def groups_of(chosen):
    return Counter(next(iter(each.voters)) for each in chosen)


def test_a_group_that_wrote_much_does_not_fill_the_page():
    many = [quote(f"d{n}", "diggers") for n in range(20)]
    few = [quote("w1", "women"), quote("w2", "women"), quote("t1", "traders")]
    assert groups_of(choose_quotes(many + few, 3)) == {"diggers": 1, "women": 1, "traders": 1}
    # with six places the traders, who said one thing, leave theirs to the others: 1, 1/2, 1/3 by turns
    assert groups_of(choose_quotes(many + few, 6)) == {"diggers": 3, "women": 2, "traders": 1}


def test_one_quote_that_speaks_for_two_is_taken_before_one_that_speaks_for_one():
    chosen = choose_quotes([quote("a", "diggers"), quote("b", "women", "traders")], 1)
    assert [each.key for each in chosen] == ["b"]


def test_weights_are_shares():
    offered = [quote(f"{group}{n}", group) for group in ("people", "rooms") for n in range(6)]
    assert groups_of(choose_quotes(offered, 6, {"people": 2})) == {"people": 4, "rooms": 2}


def test_nothing_gives_nothing():
    assert choose_quotes([], 5) == ()
    assert choose_quotes([quote("a", "diggers")], 0) == ()


@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from("abcd")), unique=True, max_size=30),
    st.integers(0, 12),
    st.randoms(),
)
def test_order_does_not_matter_and_no_group_is_left_out_while_there_is_room(rows, most, chance):
    offered = [Candidate(f"{place}", text, frozenset({group})) for place, (text, group) in enumerate(rows)]
    chosen = choose_quotes(offered, most)
    mixed = list(offered)
    chance.shuffle(mixed)
    assert choose_quotes(mixed, most) == chosen
    assert len(chosen) == min(most, len(offered))
    groups = {group for _, group in rows}
    assert len(groups_of(chosen)) == min(len(groups), most)
