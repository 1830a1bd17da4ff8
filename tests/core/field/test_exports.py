"""Tables of other servers: each manner of heading leads to the same answers."""

import pytest

from ladder.core.field.exports import CENTRAL, KOBO, choose, map_columns, read_row, recognise
from ladder.core.field.outline import FILE, MANY, ONE, PLACE, TEXT, Asked, Outline

STATES = {
    "met": {"en": "Met", "fr": "Conforme", "sw": "Imetimizwa", "zh": "符合"},
    "not_met": {"en": "Not met", "fr": "Non conforme", "sw": "Haijatimizwa", "zh": "不符合"},
}
METHODS = {
    "d": {"en": "Document", "fr": "Document", "sw": "Hati", "zh": "文件"},
    "o": {"en": "Observation on site", "fr": "Observation", "sw": "Uchunguzi", "zh": "观察"},
}
STATE = {"en": "How does it stand?", "fr": "Qu'en est-il ?", "sw": "Hali ikoje?", "zh": "情况如何?"}
HOW = {"en": "How did you look?", "fr": "Comment avez-vous vérifié ?", "sw": "Uliangaliaje?", "zh": "怎么看的?"}


def requirement(key, title):
    group = ({"en": title, "fr": f"{title} fr"},)
    return (
        Asked(f"p4/{key}/state", ONE, STATE, group, STATES),
        Asked(f"p4/{key}/methods", MANY, HOW, group, METHODS),
        Asked(f"p4/{key}/photo", FILE, {"en": "Photo", "fr": "Photo"}, group),
    )


OUTLINE = Outline(
    "visit",
    "7",
    (
        Asked("visit/site", TEXT, {"en": "Site", "fr": "Site"}, ({"en": "Visit", "fr": "Visite"},)),
        Asked("visit/place", PLACE, {"en": "Place", "fr": "Lieu"}, ({"en": "Visit", "fr": "Visite"},)),
        *requirement("r_a", "Helmets"),
        *requirement("r_b", "Props"),
    ),
    ("en", "fr", "sw", "zh"),
)
SAID = {
    "visit/site": "S-1",
    "visit/place": "-10.7 25.4 1400 6",
    "p4/r_a/state": "met",
    "p4/r_a/methods": "d o",
    "p4/r_a/photo": "1.jpg",
    "p4/r_b/state": "not_met",
}
META = {"uuid": "u-1", "submitted": "2026-03-02T10:00:00"}
KOBO_VALUES = {
    "visit/site": "S-1", "visit/place": "-10.7 25.4 1400 6", "visit/_place_latitude": "-10.7", "visit/_place_longitude": "25.4",
    "visit/_place_altitude": "1400", "visit/_place_precision": "6", "p4/r_a/state": "met", "p4/r_a/methods": "d o",
    "p4/r_a/methods/d": "1", "p4/r_a/methods/o": "1", "p4/r_a/photo": "1.jpg", "p4/r_a/photo_URL": "x", "p4/r_b/state": "not_met",
    "_id": "55", "_uuid": "u-1", "_submission_time": "2026-03-02T10:00:00", "_index": "1", "__version__": "v1",
}  # fmt: skip
CENTRAL_VALUES = {
    "SubmissionDate": "2026-03-02T10:00:00", "visit-site": "S-1", "visit-place-Latitude": "-10.7", "visit-place-Longitude": "25.4",
    "visit-place-Altitude": "1400", "visit-place-Accuracy": "6", "p4-r_a-state": "met", "p4-r_a-methods": "o d",
    "p4-r_a-photo": "1.jpg", "p4-r_b-state": "not_met", "meta-instanceID": "uuid:u-1", "KEY": "uuid:u-1", "SubmitterName": "x",
    "ReviewState": "", "FormVersion": "7",
}  # fmt: skip


def read(table):
    mapped = choose(list(table), [OUTLINE])
    return mapped, read_row(list(table.values()), mapped)


def test_kobo_with_values_and_groups():
    mapped, row = read(KOBO_VALUES)
    assert (mapped.system, mapped.unknown) == (KOBO, ())
    assert (dict(row.values), dict(row.meta), row.troubles) == (SAID, META, ())


def test_central():
    mapped, row = read(CENTRAL_VALUES)
    assert (mapped.system, mapped.unknown) == (CENTRAL, ())
    assert dict(row.values) == SAID
    assert row.meta == {"submitted": "2026-03-02T10:00:00", "instance": "uuid:u-1", "root": "uuid:u-1", "version": "7"}


def heads(*names):
    return [*names, "_uuid", "_submission_time"]


@pytest.mark.parametrize(
    ("language", "met", "not_met", "both"),
    [("en", "Met", "Not met", "Document Observation on site"), ("fr", "Conforme", "Non conforme", "Document Observation"),
     ("sw", "Imetimizwa", "Haijatimizwa", "Hati Uchunguzi"), ("zh", "符合", "不符合", "文件 观察")],
)  # fmt: skip
def test_words_of_every_language_without_groups(language, met, not_met, both):
    """Headings that stand twice are told apart by the order of the form."""
    photo = "Photo" if language in {"en", "fr"} else "photo"
    headings = heads(
        "visit/site", "visit/place", STATE[language], HOW[language], photo, STATE[language], HOW[language], photo
    )
    mapped = map_columns(headings, OUTLINE)
    cells = ["S-1", "-10.7 25.4 1400 6", met, both, "1.jpg", not_met, "", "", "u-1", "2026-03-02T10:00:00"]
    row = read_row(cells, mapped)
    assert (mapped.unknown, dict(row.values), row.troubles) == ((), SAID, ())


def test_words_with_groups_and_single_answers():
    headings = heads("Visit/Site", "Helmets/How does it stand?", "Helmets/How did you look?/Document",
                     "Helmets/How did you look?/Observation on site", "Props/How does it stand?")  # fmt: skip
    row = read_row(["S-1", "Met", "1", "0", "Not met", "u-1", ""], map_columns(headings, OUTLINE))
    assert dict(row.values) == {
        "visit/site": "S-1",
        "p4/r_a/state": "met",
        "p4/r_a/methods": "d",
        "p4/r_b/state": "not_met",
    }


def test_what_cannot_be_followed_is_named_with_its_column():
    headings = heads("visit/site", "p4/r_a/state", "colour of the roof")
    mapped = map_columns(headings, OUTLINE)
    row = read_row(["S-1", "fine", "red", "u-1", ""], mapped)
    assert mapped.unknown == ("colour of the roof",)
    assert [(each.column, each.why, each.seen) for each in row.troubles] == [(1, "unknown_choice", "fine")]


def test_a_heading_that_may_mean_several_questions_means_none():
    mapped = map_columns(heads("state"), OUTLINE)
    assert mapped.unknown == ("state",)


@pytest.mark.parametrize(
    ("headings", "system"),
    [(("_uuid", "a"), KOBO), (("KEY", "SubmissionDate"), CENTRAL), (("key", "a"), ""), (("id", "a"), ""), ((), "")],
)
def test_which_system_made_it(headings, system):
    assert recognise(headings) == system


def test_the_form_that_understands_most_is_chosen():
    other = Outline("other", "1", (Asked("visit/site"),), ("en",))
    assert choose(list(KOBO_VALUES), [other, OUTLINE]).outline.form_id == "visit"
    assert choose(["_uuid", "x"], [other, OUTLINE]) is None
