"""Findings taken from submissions: at once where a gate is not met, else once whole; once; and withdrawn by corrections."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ladder.assessment.models import Assessment, Circumstance, Determination, Evidence, SiteLevel
from ladder.assessment.storage import evidence_store
from ladder.audit.models import Entry
from ladder.field.models import FieldForm, Submission, SubmissionEvent, SubmissionFile
from ladder.field.services.taking import take_overdue, take_waiting
from tests.field.small_forms import instance_xml, make_small_form

TODAY = timezone.localdate()
DAY = TODAY - timedelta(days=2)
PHOTO = b"not really a photo"


def said(day=DAY):
    return {"day": day.isoformat()}


def take(on=TODAY):
    return take_waiting(on=on)


def counting():
    """Determinations that count: what of them anybody can see."""
    rows = Determination.objects.filter(withdrawal=None).order_by("requirement__key", "source_key")
    return [(row.requirement.key, row.state, row.grade, row.observed_on, row.source_key) for row in rows]


def states():
    return [row[:2] for row in counting()]


def test_a_whole_visit_becomes_findings_with_grade_evidence_and_level(send, field_site, version):
    answers = {
        "R-1": {"state": "met", "methods": "d i", "people_asked": "4", "reason": "poster seen"},
        "R-2": "not_applicable",
        "R-3": "met",
        "R-4": {"state": "not_met", "photo": "a.jpg"},
    }
    sent = send(answers, photos={"a.jpg": PHOTO}, conditions={"underground": "no"}, **said())
    assert (sent.answer.status, sent.row.state) == (201, "waiting")
    assert take() == 1
    assert counting() == [
        ("R-1", "met", "C", DAY, "uuid:1"),
        ("R-2", "not_applicable", "C", DAY, "uuid:1"),
        ("R-3", "met", "C", DAY, "uuid:1"),
        ("R-4", "not_met", "C", DAY, "uuid:1"),
    ]
    first = Determination.objects.get(requirement__key="R-1")
    assert (first.decided_by, first.rule, first.reason) == ("assessor", "field-answers/1", "poster seen")
    uses = [(one.method, one.evidence.title) for one in first.evidence_uses.order_by("method")]
    assert uses == [("D", "Document seen on the visit"), ("I", "People asked on the visit: 4")]
    photo = Evidence.objects.get(uses__determination__requirement__key="R-4")
    assert (photo.file_name, photo.file.size_bytes, photo.site) == ("a.jpg", len(PHOTO), field_site)
    told = Circumstance.objects.get()
    assert (told.kind, told.subject, told.holds, told.reason) == (
        "condition",
        "underground",
        False,
        "seen by the assessor",
    )
    row = Submission.objects.get()
    assert (row.state, row.site, row.assessment.kind) == ("taken", field_site, "second")
    assert Assessment.objects.count() == 1
    assert SiteLevel.objects.get(site=field_site, version=version).computed_on == TODAY
    assert Entry.objects.filter(action="field.submission_taken").count() == 1


def test_taking_again_changes_nothing(send):
    send({"R-1": "met", "R-3": "not_met"}, **said())
    take()
    before = counting()
    Submission.objects.update(state="waiting")
    assert take() == 1
    assert counting() == before
    assert take() == 0


def test_a_gate_that_is_not_met_waits_for_no_photo_and_gets_it_later(send, field_site, version):
    answers = {"R-1": "met", "R-3": {"state": "not_met", "photo": "a.jpg", "methods": "o"}}
    sent = send(answers, **said())
    assert sent.row.state == "incomplete"
    assert take() == 1
    assert states() == [("R-3", "not_met")]
    assert SiteLevel.objects.get(site=field_site, version=version).status == "suspended"
    assert take() == 0
    assert not Evidence.objects.exists()
    send(answers, photos={"a.jpg": PHOTO}, **said())
    assert take() == 1
    assert states() == [("R-1", "met"), ("R-3", "not_met")]
    assert [one.file_name for one in Evidence.objects.exclude(file=None)] == ["a.jpg"]
    assert Assessment.objects.count() == 1
    assert Submission.objects.get().state == "taken"


def test_whether_the_photo_came_first_or_last_makes_no_difference(send):
    answers = {"R-3": {"state": "not_met", "photo": "a.jpg", "methods": "o"}}
    send(answers, photos={"a.jpg": PHOTO}, **said())
    take()
    at_once = counting()[0][1:3], [(one.title, one.file_name) for one in Evidence.objects.all()]
    send(answers, instance="uuid:2", **said())
    take()
    send(answers, instance="uuid:2", photos={"a.jpg": PHOTO}, **said())
    take()
    later = counting()[1][1:3], [(one.title, one.file_name) for one in Evidence.objects.all()[1:]]
    assert at_once == later


def test_after_three_days_the_rest_is_taken_without_its_files(send):
    answers = {"R-1": {"state": "met", "photo": "a.jpg"}}
    send(answers, **said())
    take()
    assert take_overdue(on=TODAY) == 0
    Submission.objects.update(received_at=timezone.now() - timedelta(days=3, minutes=1))
    assert take_overdue(on=TODAY) == 1
    assert states() == [("R-1", "met")]
    assert "taken_without_files" in Submission.objects.get().flags
    assert take_overdue(on=TODAY) == 0
    send(answers, photos={"a.jpg": PHOTO}, **said())
    assert take() == 1
    assert states() == [("R-1", "met")]
    assert [one.file_name for one in Evidence.objects.exclude(file=None)] == ["a.jpg"]
    assert Submission.objects.get().state == "taken"


@pytest.mark.parametrize("is_taken_between", [True, False], ids=["taken", "not-taken"])
def test_a_correction_takes_the_place_of_what_it_corrects(send, is_taken_between):
    send({"R-1": "met", "R-3": "not_met"}, conditions={"underground": "yes"}, **said())
    if is_taken_between:
        take()
    send(
        {"R-1": "partly", "R-3": "met"},
        instance="uuid:2",
        corrects="uuid:1",
        conditions={"underground": "no"},
        **said(),
    )
    take()
    assert [row[:2] + row[4:] for row in counting()] == [("R-1", "partly", "uuid:2"), ("R-3", "met", "uuid:2")]
    assert {row.withdrawal.ground for row in Determination.objects.exclude(withdrawal=None)} == {"replaced"}
    open_answers = Circumstance.objects.filter(kind="condition", closes=None, closings=None)
    assert [(one.holds, one.source_key) for one in open_answers] == [(False, "uuid:2")]
    assert sorted(Submission.objects.values_list("instance_id", "state")) == [
        ("uuid:1", "replaced"),
        ("uuid:2", "taken"),
    ]


def test_an_incomplete_correction_withdraws_nothing_yet(send):
    send({"R-3": "not_met"}, **said())
    send({"R-3": {"state": "met", "photo": "b.jpg"}}, instance="uuid:2", corrects="uuid:1", **said())
    take()
    assert states() == [("R-3", "not_met")]


def test_odd_answers_set_the_rest_aside_and_hide_no_failed_gate(send):
    sent = send({"R-1": "fine", "R-2": "met", "R-3": "not_met"}, **said())
    take()
    assert states() == [("R-3", "not_met")]
    row = Submission.objects.get(pk=sent.row.pk)
    assert (row.state, row.aside_reason) == ("aside", "faults")
    event = SubmissionEvent.objects.get(kind="aside")
    assert event.detail == {"reason": "faults", "faults": [["p1/r_r_1/state", "unknown_choice"]]}
    assert take() == 0


@pytest.mark.parametrize(
    ("by", "site", "reason"),
    [("assessor", "elsewhere", "no_right"), ("assessor", "", "no_site"), ("operator", "elsewhere", "no_right")],
)
def test_who_may_not_hand_in_there_is_set_aside_with_a_reason(send, make_site, by, site, reason):
    where = make_site("other") if site == "elsewhere" else ""
    send({"R-3": "not_met"}, by=by, site=where, **said())
    take()
    row = Submission.objects.get()
    assert (row.state, row.aside_reason, Determination.objects.count()) == ("aside", reason, 0)


def test_a_fault_that_comes_again_and_again_hinders_no_other_and_is_tried_ever_more_seldom(send, monkeypatch):
    from ladder.field.services import taking  # noqa: PLC0415 - what is broken is some submissions, not the module

    for number in range(7):
        send({"R-1": "met"}, instance=f"uuid:{number}", **said())
    original, tried, clock = taking.record_findings, [], [1000.0]

    def broken(submission, **options):
        tried.append(submission.instance_id)
        if submission.instance_id != "uuid:6":
            raise OSError("it may pass by")
        return original(submission, **options)

    monkeypatch.setattr(taking, "record_findings", broken)
    monkeypatch.setattr(taking.time, "monotonic", lambda: clock[0])
    assert taking.take_waiting(on=TODAY, limit=3) == 1
    assert sorted(tried) == [f"uuid:{number}" for number in range(7)]
    rounds = []
    for _ in range(20):
        tried.clear()
        clock[0] += 20.0
        taking.take_waiting(on=TODAY, limit=3)
        rounds.append(len(tried))
    assert rounds[0] == 6
    assert sum(number > 0 for number in rounds) < 6


def test_a_photo_that_is_lost_hides_no_answer(send, monkeypatch):
    send({"R-3": {"state": "not_met", "photo": "a.jpg"}}, photos={"a.jpg": b"a photo"}, **said())
    evidence_store().path_of(SubmissionFile.objects.get().sha256).unlink()
    assert take() == 1
    assert states() == [("R-3", "not_met")]
    assert Submission.objects.get().state == "aside"


def test_one_that_cannot_be_taken_hinders_no_other(send, monkeypatch):
    send({"R-1": "met"}, **said())
    send({"R-2": "met"}, instance="uuid:2", **said())
    from ladder.field.services import taking  # noqa: PLC0415 - what is broken is one submission, not the module

    original = taking.record_findings

    def broken(submission, **options):
        if submission.instance_id == "uuid:1":
            raise KeyError("odd")
        return original(submission, **options)

    monkeypatch.setattr(taking, "record_findings", broken)
    assert take() == 2
    assert states() == [("R-2", "met")]
    row = Submission.objects.get(instance_id="uuid:1")
    assert (row.state, row.aside_reason) == ("aside", "failed")


def test_what_the_site_says_of_itself_is_grade_d_and_frees_it_from_nothing(send):
    send({"R-1": {"state": "met", "methods": "d o"}}, by="operator", conditions={"underground": "no"}, **said())
    take()
    assert [row[2] for row in counting()] == ["D"]
    assert Assessment.objects.get().kind == "self"
    assert Circumstance.objects.get().reason == ""


@pytest.mark.parametrize(
    ("day", "on", "flag"),
    [(DAY, DAY, None), (date(2037, 1, 1), TODAY, "clock_ahead"), (date(2019, 1, 1), TODAY, "clock_before_form")],
)
def test_a_clock_that_is_years_off_dates_nothing(send, day, on, flag):
    send({"R-1": "met"}, **said(day))
    take()
    row = Submission.objects.get()
    assert ([found[3] for found in counting()], row.state) == ([on], "taken")
    assert flag is None or flag in row.flags


def test_an_unknown_version_of_a_known_form_is_taken_and_flagged(send, form):
    form.form_version = "older"
    send({"R-1": "met"}, on=form, **said())
    take()
    assert states() == [("R-1", "met")]
    assert "unknown_version" in Submission.objects.get().flags


def test_a_day_sheet_and_its_incident(field_site, field_people, day_form, version):
    from ladder.assessment.models import DaySheet, Incident  # noqa: PLC0415
    from ladder.field.storing import hand_in  # noqa: PLC0415

    values = {
        "today": DAY.isoformat(), "sheet/site": field_site.public_id, "sheet/day": DAY.isoformat(), "sheet/n_people": "31",
        "sheet/n_under_18": "0", "incident/happened": "yes", "incident/kind": "collapse", "incident/people_hurt": "2",
    }  # fmt: skip

    def tell(instance, more, corrects=""):
        body = instance_xml(day_form, instance, {**values, **more}, corrects)
        assert hand_in(body=body, files=[], person=field_people["monitor"], device=None).status == 201
        take()

    tell("uuid:d1", {})
    sheet, incident = DaySheet.objects.get(), Incident.objects.get()
    assert (sheet.day, sheet.counts, sheet.site) == (DAY, {"people": 31, "under_18": 0}, field_site)
    assert (incident.kind, incident.people_hurt, incident.channel) == ("collapse", 2, "monitor")
    tell("uuid:d2", {"sheet/n_people": "30"}, corrects="uuid:d1")
    assert DaySheet.objects.get(source_key="uuid:d2").replaces_key == "uuid:d1"
    assert Incident.objects.count() == 1
    assert set(Submission.objects.values_list("state", flat=True)) == {"taken", "replaced"}


def test_a_number_that_nobody_can_have_counted_sets_the_sheet_aside(field_site, field_people, day_form):
    from ladder.field.storing import hand_in  # noqa: PLC0415

    values = {"sheet/site": field_site.public_id, "sheet/day": DAY.isoformat(), "sheet/n_people": "900000"}
    hand_in(body=instance_xml(day_form, "uuid:d", values), files=[], person=field_people["monitor"], device=None)
    take()
    row = Submission.objects.get()
    assert (row.state, row.aside_reason) == ("aside", "faults")


def test_forms_of_both_kinds_may_share_a_version(version):
    assert make_small_form(version).form_id != make_small_form(version, kind=FieldForm.Kind.DAY_SHEET).form_id
