"""What makes a photo odd, case by case, and what never does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.assessment.photo_flags import FLAGGED_BELOW, REMARKS, SERIOUS, score_of
from ladder.core.assessment.photo_honesty import Others, PhotoClaim, PhotoFacts, judge_photo
from ladder.core.assessment.photo_places import Point, SitePlace
from ladder.core.assessment.photo_times import Window

START, END = datetime(2026, 3, 1, 8, tzinfo=UTC), datetime(2026, 3, 1, 11, tzinfo=UTC)
OUTLINE = (((25.495, -10.705), (25.505, -10.705), (25.505, -10.695), (25.495, -10.695), (25.495, -10.705)),)
CLAIM = PhotoClaim(SitePlace(OUTLINE), Window(START, END, (1, 2)), Point(-10.7, 25.5, 10.0))
FACTS = PhotoFacts(
    "image/jpeg", 1600, 1200, has_exif=True, taken_at=datetime(2026, 3, 1, 9, tzinfo=UTC), is_zone_known=True,
    place=Point(-10.701, 25.501), camera="TECNO KF6i",
)  # fmt: skip


def flags(claim=CLAIM, facts=FACTS):
    return judge_photo(claim, facts).flags


def test_an_honest_photo_is_located_and_has_no_flag():
    verdict = judge_photo(CLAIM, FACTS)
    assert (verdict.score, verdict.flags, verdict.is_located, verdict.method) == (100, (), True, "photo-honesty/1")


ODD = {
    "the image is from elsewhere": (CLAIM, {"place": Point(-10.9, 25.5)}, ("out_of_site", "moved")),
    "the form is from elsewhere": (replace(CLAIM, place=Point(-10.7, 25.6, 10.0)), {}, ("out_of_site", "moved")),
    "no error at all": (replace(CLAIM, place=Point(-10.7, 25.5, 0.0)), {}, ("zero_accuracy",)),
    "the null island": (replace(CLAIM, place=Point(0, 0, 10.0)), {}, ("no_real_place",)),
    "three days old": (CLAIM, {"taken_at": START - timedelta(days=3)}, ("old",)),
    "an hour early": (CLAIM, {"taken_at": START - timedelta(hours=1)}, ("out_of_window",)),
    "an hour late": (CLAIM, {"taken_at": END + timedelta(hours=1)}, ("out_of_window",)),
    "edited": (CLAIM, {"software": "Adobe Photoshop 25.1"}, ("edited",)),
    "a screen": (CLAIM, {"media_type": "image/png", "camera": "", "has_exif": False, "taken_at": None, "place": None}, ("screenshot",)),
    "stripped": (CLAIM, {"has_exif": False, "camera": "", "taken_at": None, "place": None}, ("no_exif",)),
    "cut": (CLAIM, {"fault": "cut"}, ("unreadable",)),
}  # fmt: skip


@pytest.mark.parametrize("name", list(ODD))
def test_each_oddity_has_its_flag_and_is_not_located(name):
    claim, changes, expected = ODD[name]
    verdict = judge_photo(claim, replace(FACTS, **changes))
    assert verdict.flags == expected
    assert not verdict.is_located
    assert verdict.is_flagged
    assert verdict.score < FLAGGED_BELOW


NOT_ODD = {
    "40 minutes early": (CLAIM, {"taken_at": START - timedelta(minutes=40)}),
    "a wall clock two hours ahead": (CLAIM, {"taken_at": datetime(2026, 3, 1, 12, 30, tzinfo=UTC), "is_zone_known": False}),
    "an edge of the site": (CLAIM, {"place": Point(-10.7, 25.5055)}),
    "taken at the other end of the site": (replace(CLAIM, place=Point(-10.7045, 25.4955, 30.0)), {"place": Point(-10.6955, 25.5045)}),
    "firmware": (CLAIM, {"software": "HDR+ 1.0.199"}),
}  # fmt: skip


@pytest.mark.parametrize("name", list(NOT_ODD))
def test_what_happens_to_honest_people_is_no_flag(name):
    claim, changes = NOT_ODD[name]
    assert flags(claim, replace(FACTS, **changes)) == ()


def test_an_app_that_keeps_no_exif_is_a_remark_and_the_form_speaks():
    bare = PhotoFacts("image/jpeg", 1024, 768)
    verdict = judge_photo(replace(CLAIM, is_exif_lost=True), bare)
    assert (verdict.flags, verdict.is_located, verdict.is_flagged) == (("exif_lost",), True, False)


@given(
    st.builds(
        Others, same_elsewhere=st.integers(0, 3), same_at_other_visits=st.integers(0, 3), alike_elsewhere=st.integers(0, 3),
        alike_at_other_visits=st.integers(0, 3), visits_at_this_exact_place=st.integers(0, 5), copied_later=st.integers(0, 3),
    )
)  # fmt: skip
def test_whether_it_is_located_never_depends_on_other_photos(others):
    assert judge_photo(replace(CLAIM, others=others), FACTS).is_located


def test_the_earlier_one_of_two_gets_a_remark_only():
    verdict = judge_photo(replace(CLAIM, others=Others(copied_later=4)), FACTS)
    assert (verdict.flags, verdict.is_flagged) == (("copied_later",), False)


def test_scores_part_flags_from_remarks():
    together = ("no_place_in_image", "no_time_in_image", "no_place", "rough_place", "copied_later")
    assert score_of(together) >= FLAGGED_BELOW
    assert score_of(("exif_lost", "no_place", "rough_place", "copied_later", "no_place_of_site")) >= FLAGGED_BELOW
    assert all(score_of((flag,)) < FLAGGED_BELOW for flag in SERIOUS)
    assert not SERIOUS.keys() & REMARKS.keys()
    assert score_of(tuple(SERIOUS)) == 0
