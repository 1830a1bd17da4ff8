"""A grade follows from who looked, how, and what a photo shows; more of these never gives a worse one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.assessment.grading import grade_of

KINDS = ("self", "second", "third", "monitoring")
# From whoever runs the site, over those who look for somebody or live beside it, to an independent third party.
RANKS = {"self": 0, "second": 1, "monitoring": 1, "third": 2}
methods = st.frozensets(st.sampled_from(("d", "i", "m", "o")))


@pytest.mark.parametrize(
    ("kind", "used", "has_photo", "grade"),
    [
        ("third", "io", True, "A"),
        ("third", "d", True, "B"),
        ("third", "o", True, "B"),
        ("third", "dimo", False, "C"),
        ("third", "", True, "C"),
        ("third", "", False, "C"),
        ("second", "dimo", True, "B"),
        ("second", "d", False, "C"),
        ("monitoring", "io", True, "B"),
        ("monitoring", "i", False, "C"),
        ("self", "dimo", True, "D"),
        ("self", "", False, "D"),
        ("", "dimo", True, "D"),
        ("auditor", "dimo", True, "D"),
        ("third", "IO", True, "A"),
        ("third", "oO", True, "B"),
        ("third", "ox", True, "B"),
        ("third", "xyz", True, "C"),
    ],
)
def test_each_row_of_the_table(kind, used, has_photo, grade):
    assert grade_of(kind=kind, methods=frozenset(used), has_located_photo=has_photo) == grade


@given(st.sampled_from(KINDS), st.sampled_from(KINDS), methods, methods, st.booleans(), st.booleans())
def test_more_independence_more_methods_or_a_photo_never_give_a_worse_grade(low, high, few, more, without, with_photo):
    low, high = sorted((low, high), key=RANKS.__getitem__)
    less = grade_of(kind=low, methods=few & more, has_located_photo=without and with_photo)
    assert grade_of(kind=high, methods=few | more, has_located_photo=without or with_photo) <= less


@given(methods, st.booleans())
def test_what_people_say_of_their_own_site_is_grade_d(used, has_photo):
    assert grade_of(kind="self", methods=used, has_located_photo=has_photo) == "D"


@given(st.sampled_from(KINDS), methods)
def test_without_a_located_photo_no_grade_is_better_than_c(kind, used):
    assert grade_of(kind=kind, methods=used, has_located_photo=False) in {"C", "D"}
