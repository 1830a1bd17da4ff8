"""Who was heard on what: numbers reckoned on paper."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.coverage import ENOUGH, NOT_YET, SOME, Frame, Lacking, cover
from ladder.core.synthesis.rules import Rules

MODULES = {"a": 1, "b": 1, "c": 2}
RULES = Rules()


def test_nobody_was_heard():
    (found,) = cover([Frame("diggers", 55)], MODULES, {}, RULES)
    assert (found.unheard, found.thin, found.well, found.band) == (3, 0, 0, NOT_YET)
    assert found.lacking == (Lacking(1, 2, 10), Lacking(2, 1, 5))
    assert sum(part.voices for part in found.lacking) == 15


def test_three_voices_are_some_and_five_are_enough():
    voices = {("diggers", "a"): 3.0, ("diggers", "b"): 5.0, ("others", "c"): 50.0}
    (found,) = cover([Frame("diggers", 55)], MODULES, voices, RULES)
    assert (found.unheard, found.thin, found.well, found.band) == (1, 1, 1, SOME)
    assert found.lacking == (Lacking(2, 1, 5), Lacking(1, 1, 2))


def test_a_group_at_risk_needs_ten():
    voices = dict.fromkeys([("washers", "a"), ("washers", "b"), ("washers", "c")], 9.0)
    (found,) = cover([Frame("washers", 25, is_vulnerable=True)], MODULES, voices, RULES)
    assert (found.enough, found.thin, found.band) == (10, 3, SOME)
    assert found.lacking == (Lacking(1, 2, 2), Lacking(2, 1, 1))


def test_everything_heard_leaves_nothing_to_do():
    (found,) = cover([Frame("egc", 8)], {"a": 1}, {("egc", "a"): 6.0}, RULES)
    assert (found.band, found.lacking, found.is_too_small) == (ENOUGH, (), False)


def test_open_hands_that_sum_to_five_in_thirds_are_five():
    (found,) = cover([Frame("egc", 8)], {"a": 1}, {("egc", "a"): sum([5 / 3] * 3)}, RULES)
    assert found.well == 1


def test_the_example_of_the_method_page():
    voices = {("g", "a"): 4.0, ("g", "b"): 15 / (1 + 14 * 0.3)}
    (found,) = cover([Frame("g", 20)], MODULES, voices, RULES)
    assert (found.unheard, found.thin, found.well) == (2, 1, 0)
    assert found.lacking == (Lacking(2, 1, 5), Lacking(1, 2, 4))


def test_a_group_of_four_can_never_stand_alone():
    (found,) = cover([Frame("egc", 4)], {"a": 1}, {}, RULES)
    assert found.is_too_small


numbers = st.dictionaries(
    st.tuples(st.sampled_from(["x", "y"]), st.sampled_from(["a", "b", "c"])), st.floats(0, 30, allow_nan=False)
)


@given(numbers, st.booleans())
def test_parts_make_the_whole_and_more_voices_never_lack_more(voices, is_vulnerable):
    frames = [Frame("x", 20, is_vulnerable), Frame("y", 20)]
    for frame, found in zip(frames, cover(frames, MODULES, voices, RULES), strict=True):
        assert found.unheard + found.thin + found.well == 3
        assert sum(part.items for part in found.lacking) == found.unheard + found.thin
        more = {key: number + 1 for key, number in voices.items()}
        grown = next(one for one in cover(frames, MODULES, more, RULES) if one.key == frame.key)
        assert sum(part.voices for part in grown.lacking) <= sum(part.voices for part in found.lacking)
