"""The table of answers as rules: what is stored is never overwritten, whatever comes."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.field.file_names import plain_name
from ladder.core.field.instance import Instance
from ladder.core.field.receiving import (
    Arrival,
    FileFact,
    FormFact,
    Stored,
    decide,
    inherit_late,
    is_whole,
    sort_files,
)

DAY = date(2026, 5, 1)
OPEN = FormFact(is_known=True)
names = st.sampled_from(["a.jpg", "b.jpg", "c.jpg"])
digests = st.sampled_from(["1" * 64, "2" * 64, "3" * 64])
facts = st.builds(FileFact, st.one_of(st.just(""), digests), st.booleans(), st.booleans())
stored_files = st.dictionaries(names, facts)
arriving_files = st.dictionaries(names, digests)


def arrival(
    instance_id="uuid:1", *, xml="x", files=None, corrects="", form="visit", person=1, doubled=None, values=None
):
    instance = Instance(form, "1", instance_id, corrects, tuple(files or {}), values or {})
    return Arrival(instance, xml, person, files or {}, DAY, doubled or {})


@given(stored_files, arriving_files)
def test_a_file_of_its_own_is_never_replaced(known, files):
    added, contradicting = sort_files(files, known)
    own = {name: fact.sha256 for name, fact in known.items() if fact.sha256 and not fact.is_inherited}
    assert not own.keys() & added.keys()
    assert contradicting == {name: sha256 for name, sha256 in files.items() if own.get(name, sha256) != sha256}


@given(stored_files, arriving_files)
def test_the_same_files_a_second_time_are_neither_new_nor_contradicting(known, files):
    added, contradicting = sort_files(files, known)
    after = {**known, **{name: FileFact(sha256) for name, sha256 in added.items()}}
    assert sort_files(added, after) == ({}, {})
    assert sort_files(files, after) == ({}, contradicting)


@given(stored_files, arriving_files, st.text(max_size=3))
def test_another_form_under_a_known_number_is_always_409_and_adds_nothing(known, files, xml):
    decision = decide(
        arrival(xml=f"other {xml}", files=files), known=Stored("x", "visit", 1, known), form=OPEN, corrected=None
    )
    assert (decision.status, decision.is_new, decision.files) == (409, False, {})


@given(stored_files, arriving_files)
def test_a_known_form_is_completed_even_where_the_form_is_closed_or_no_longer_theirs(known, files):
    closed = FormFact(is_known=True, is_open=False, is_theirs=False)
    before = Stored("x", "visit", 1, known)
    assert decide(arrival(files=files), known=before, form=closed, corrected=None) == decide(
        arrival(files=files), known=before, form=OPEN, corrected=None
    )


def refusal(form=OPEN, corrected=None, **more):
    decision = decide(arrival(**more), known=None, form=form, corrected=corrected)
    return (decision.status, decision.message)


def test_forms_are_refused_for_one_reason_each():
    assert refusal(FormFact(is_known=False)) == (404, "unknown_form")
    assert refusal(replace(OPEN, is_theirs=False)) == (403, "not_your_form")
    assert refusal(replace(OPEN, is_open=False)) == (409, "form_closed")
    assert refusal(replace(OPEN, is_version_known=False)) == (201, "received")


def test_corrections_are_refused_for_one_reason_each():
    old = Stored("y", "visit", 1)
    assert refusal(corrects="uuid:0", corrected=old) == (201, "received")
    assert refusal(corrects="uuid:0", corrected=None) == (404, "corrects_unknown")
    assert refusal(corrects="uuid:0", corrected=replace(old, person=2)) == (404, "corrects_unknown")
    assert refusal(corrects="uuid:0", corrected=replace(old, is_replaced=True)) == (409, "already_corrected")
    assert refusal(corrects="uuid:0", corrected=replace(old, is_withdrawn=True)) == (409, "was_withdrawn")
    assert refusal(corrects="uuid:0", corrected=replace(old, form_id="sheet")) == (409, "corrects_other_form")
    assert refusal(corrects="uuid:1") == (400, "corrects_itself")


def test_what_was_withdrawn_stays_so():
    gone = Stored("x", "visit", 1, is_withdrawn=True)
    assert decide(arrival(), known=gone, form=OPEN, corrected=None).message == "was_withdrawn"


def test_a_name_given_twice_in_one_arrival_is_409_and_the_first_is_kept():
    decision = decide(arrival(files={"a.jpg": "1"}, doubled={"a.jpg": "2"}), known=None, form=OPEN, corrected=None)
    assert (decision.status, decision.is_new, decision.files) == (409, True, {"a.jpg": "1"})
    assert decision.contradicting == {"a.jpg": "2"}


def test_a_correction_inherits_what_it_names_and_does_not_bring():
    old = Stored("y", "visit", 1, {"a.jpg": FileFact("1"), "b.jpg": FileFact("2"), "c.jpg": FileFact("")})
    instance = Instance("visit", "1", "uuid:1", "uuid:0", ("a.jpg", "b.jpg", "c.jpg"))
    came = Arrival(instance, "x", 1, {"b.jpg": "9"}, DAY)
    decision = decide(came, known=None, form=OPEN, corrected=old)
    assert (decision.inherited, decision.files) == ({"a.jpg": "1"}, {"b.jpg": "9"})


@given(arriving_files, stored_files)
def test_what_comes_late_never_takes_the_place_of_a_file_of_its_own(added, later):
    late = inherit_late(added, later)
    assert all(later[name].is_named and (later[name].is_inherited or not later[name].sha256) for name in late)


def test_what_was_inherited_from_further_away_gives_way_to_what_is_nearer():
    assert inherit_late({"a.jpg": "2"}, {"a.jpg": FileFact("1", is_inherited=True)}) == {"a.jpg": "2"}
    assert inherit_late({"a.jpg": "2"}, {"a.jpg": FileFact("2", is_inherited=True)}) == {}
    assert inherit_late({"a.jpg": "2"}, {"a.jpg": FileFact("1")}) == {}


@given(stored_files)
def test_whole_means_no_named_file_is_missing(known):
    assert is_whole(known.values()) == (not [1 for fact in known.values() if fact.is_named and fact.sha256 == ""])


def flags(form=OPEN, **values):
    return decide(arrival(values=values), known=None, form=form, corrected=None).flags


def test_odd_clocks_and_unknown_versions_are_flags():
    good = {"today": "2026-05-01", "start": "2026-05-01T08:00:00.000+02:00", "end": "2026-05-01T09:00:00.000+02:00"}
    assert flags(**good) == ()
    assert flags(**{**good, "end": "2026-05-01T07:59:00.000+02:00"}) == ("end_before_start",)
    assert "clock_ahead" in flags(**{**good, "today": "2093-05-01"})
    assert flags(replace(OPEN, is_version_known=False), **good) == ("unknown_version",)


def test_names_lose_their_paths_and_nothing_else():
    assert plain_name("1699.jpg") == "1699.jpg"
    assert plain_name("../../etc/passwd") == "passwd"
    assert plain_name("C:\\fakepath\\été.jpg") == "été.jpg"
    assert plain_name("e\u0301te\u0301.jpg") == "été.jpg"
    assert plain_name("a\x00b\u202ec\n.jpg") == "ab\u202ec.jpg"
    assert [plain_name(each) for each in ("", ".", "..", "a/..", " . ", "\x00")] == [""] * 6


@given(st.text())
def test_a_plain_name_is_never_a_path_and_is_plain_already(text):
    name = plain_name(text)
    assert not {"/", "\\", "\x00", "\n"} & set(name)
    assert plain_name(name) == name
    assert name not in {".", ".."}
    assert len(name) <= 200
