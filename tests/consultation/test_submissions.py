"""Written submissions: seen first, taken in whole and once, given out again cell by cell, taken back without a trace."""

import base64
import io
import re

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.consultation.models import Contribution, Participant, Submission, SubmissionRow, Withdrawal
from ladder.consultation.queries import submissions as queries
from ladder.consultation.services.rounds import close_round
from ladder.consultation.services.submissions import (
    SubmissionPlan,
    read_submission,
    take_back_submission,
    take_in_submission,
)
from ladder.packfiles.commenting.docx_writing import write_docx
from ladder.packfiles.commenting.reading import read_form
from ladder.packfiles.commenting.words import words_for
from ladder.packfiles.commenting.xlsx_writing import write_xlsx
from tests.conftest import ROLES
from tests.packfiles.commenting.filled import form_of, row_with
from tests.packfiles.commenting.raw_docx import form as raw_form
from tests.packfiles.commenting.raw_docx import row as raw_row
from tests.packfiles.commenting.raw_docx import tr
from tests.packfiles.commenting.test_round_trips import thousand

pytestmark = pytest.mark.django_db
ENGLISH = words_for("en")
HARD = "=1+1\nمرحبا 尊重 👩🏿‍🏭 <script>alert(1)</script>"
FORM = form_of(
    row_with(comments=HARD, clause="P2-L2-01"),
    row_with(comments="All of it.", clause="General", type="ge", proposed=""),
    row_with(comments="Where?", clause="3.1", type="urgent"),
    row_with(comments="", proposed="", type="ed", clause="P4-L1-01"),
)
DATA = write_docx(FORM, ENGLISH)
TODAY = timezone.localdate()


@pytest.fixture
def organisation(people):
    return people["buyer"].mandates.get().organisation


@pytest.fixture
def plan(running_round, organisation):
    group = running_round.groups.select_related("group").get(group__key="cooperatives")
    return SubmissionPlan(group, organisation, "en", "quote_with_role")


@pytest.fixture
def take(running_round, plan, people):
    def take_in(data=DATA, name="form.docx", using=None):
        return take_in_submission(
            in_round=running_round, name=name, content=data, plan=using or plan, actor=people["secretariat"], on=TODAY
        )

    return take_in


def test_each_row_that_says_something_becomes_a_comment(take, organisation):
    submission, is_new = take()
    assert is_new
    found = [
        (
            one.contribution
            and (
                one.contribution.item and one.contribution.item.key,
                one.contribution.comment_type,
                one.contribution.text,
            )
        )
        for one in submission.rows.select_related("contribution__item")
    ]
    assert found == [
        ("P2-L2-01", "technical", HARD),
        (None, "general", "All of it."),
        (None, "general", "Where?"),
        None,
    ]
    comment = Contribution.objects.get(text=HARD)
    assert (comment.kind, comment.channel, comment.consent, comment.organisation, comment.group.group.key, comment.received_on) == (
        "comment", "submission", "quote_with_role", organisation, "cooperatives", TODAY,
    )  # fmt: skip
    assert comment.proposed == "Say “where possible”."
    assert (comment.participant.channel, comment.participant.speaks_for_organisation) == ("submission", True)
    assert Entry.objects.get(action="consultation.submission_taken").detail["comments"] == 3


def test_the_same_file_again_is_the_same_submission(take):
    first, _ = take()
    again, is_new = take(name="another name.docx")
    assert (again, is_new) == (first, False)
    assert (Submission.objects.count(), Contribution.objects.count(), SubmissionRow.objects.count()) == (1, 3, 4)


def test_two_files_of_one_organisation_speak_with_one_voice_and_files_without_one_with_two(take, plan):
    take()
    take(write_docx(form_of(row_with(comments="More.")), ENGLISH))
    assert Participant.objects.filter(organisation=plan.organisation).count() == 1
    without = SubmissionPlan(plan.group, None, "sw", "paraphrase")
    take(write_docx(form_of(row_with(comments="One.")), ENGLISH), using=without)
    take(write_docx(form_of(row_with(comments="Two.")), ENGLISH), using=without)
    assert Participant.objects.filter(organisation=None, speaks_for_organisation=False).count() == 2


@pytest.mark.parametrize("data", [b"", DATA[:500], raw_form(raw_row("fine"), tr("too", "few"))])
def test_a_file_at_fault_writes_nothing(take, data):
    with pytest.raises(ValidationError):
        take(data)
    assert not Submission.objects.exists()
    assert not Contribution.objects.exists()


def test_a_closed_round_takes_nothing(take, running_round):
    close_round(actor=None, round_=running_round, on=TODAY, reason="The time is over.")
    with pytest.raises(ValidationError):
        take()
    assert not Submission.objects.exists()


def test_reading_writes_nothing_and_tells_what_it_would_do(running_round):
    read = read_submission(in_round=running_round, name="form.docx", content=DATA)
    assert [(one.meant.key, one.meant.trouble, one.is_comment) for one in read.rows] == [
        ("P2-L2-01", "", True), ("", "", True), ("", "unknown", True), ("P4-L1-01", "", False),
    ]  # fmt: skip
    assert not Submission.objects.exists()


def test_a_thousand_comments_go_in_and_come_out_cell_by_cell(take, django_assert_max_num_queries):
    form = thousand()
    with django_assert_max_num_queries(40):
        submission, _ = take(write_docx(form, ENGLISH))
    out = read_form("f.xlsx", write_xlsx(queries.form_of(submission), ENGLISH)).form
    assert out == form
    assert out == read_form("f.docx", write_docx(queries.form_of(submission), ENGLISH)).form


def test_taking_back_leaves_marks_without_words_and_the_file_may_come_again(take, people, running_round):
    submission, _ = take()
    numbers = set(Contribution.objects.values_list("number", flat=True))
    assert take_back_submission(submission=submission, actor=people["secretariat"], on=TODAY) == 3
    assert set(Withdrawal.objects.values_list("number", flat=True)) == numbers
    assert [model.objects.count() for model in (Contribution, SubmissionRow, Submission)] == [0, 0, 0]
    assert take()[1]


def test_words_that_are_taken_back_leave_the_journal_too(take, people, monkeypatch, django_capture_on_commit_callbacks):
    submission, _ = take()
    forgotten = []
    monkeypatch.setattr("ladder.consultation.services.withdrawal.forget_traces", lambda: forgotten.append(True))
    with django_capture_on_commit_callbacks(execute=True):
        take_back_submission(submission=submission, actor=people["secretariat"], on=TODAY)
    assert forgotten == [True]


def form_data(**changed):
    upload = SimpleUploadedFile(changed.pop("name", "form.docx"), changed.pop("data", DATA))
    return {"file": upload, "group": "cooperatives", "language": "en", "consent": "paraphrase", **changed}


HAND_IN, TAKE_IN = "/consultation/running/submissions/hand-in/", "/consultation/running/submissions/take-in/"


def test_the_secretariat_checks_a_file_and_takes_it_in(running_round, client_of, organisation):
    keeper = client_of("secretariat")
    assert keeper.get(HAND_IN).status_code == 200
    preview = keeper.post(HAND_IN, form_data(organisation=str(organisation.public_id)))
    assert preview.status_code == 200
    assert not Submission.objects.exists()
    assert "&lt;script&gt;" in preview.text
    assert "<script>alert" not in preview.text
    assert "table 2, row 4" in preview.text
    assert "“3.1”" in preview.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', preview.text))
    assert base64.b64decode(hidden["content"]) == DATA
    taken = keeper.post(TAKE_IN, hidden, follow=True)
    assert "The file was taken in" in taken.text
    assert Submission.objects.get().organisation == organisation
    assert Contribution.objects.filter(consent="paraphrase").count() == 3
    again = keeper.post(HAND_IN, form_data(), follow=True)
    assert "already" in again.text
    assert "already" in keeper.post(TAKE_IN, hidden, follow=True).text
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"data": raw_form(raw_row("a"), tr("x"), raw_row("b"), tr("x", "y"))}, "table 1, row 5, column A"),
        ({"data": b"\xd0\xcf\x11\xe0" + b"x" * 99, "name": "old.doc"}, "old .doc file"),
        ({"data": b"PK\x03\x04" + b"x" * 3_000_001}, "larger than 3 MB"),
        ({"data": b"x"}, "cannot be read as a commenting form"),
        ({"consent": ""}, "required"),
        ({"group": "nobody"}, "Select a valid choice"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_a_bad_file_or_form_says_what_is_wrong_and_writes_nothing(running_round, client_of, changed, sentence):
    answer = client_of("secretariat").post(HAND_IN, form_data(**changed))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Submission.objects.exists()


@pytest.mark.parametrize("content", ["%%%", "", base64.b64encode(b"nothing").decode()])
def test_a_page_changed_on_its_way_is_refused(running_round, client_of, content):
    data = {"name": "form.docx", "content": content, "group": "cooperatives", "language": "en", "consent": "paraphrase"}
    assert client_of("secretariat").post(TAKE_IN, data).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "csv"])
def test_everybody_downloads_the_form_with_the_requirements_of_the_round(running_round, client, kind):
    answer = client.get(f"/consultation/running/submissions/form.{kind}")
    assert answer.status_code == 200
    file = read_form(f"form.{kind}", answer.content)
    assert [fault.code for fault in file.faults] == ["commenting.no_rows"]
    filled = queries.empty_form(running_round, ENGLISH, "2026-01-01")
    assert len(filled.rows) == 130
    if kind == "docx":
        tables = docx.Document(io.BytesIO(answer.content)).tables
        assert tables[1].rows[1].cells[2].text.startswith("P1-L1-01\n")


def test_a_prefilled_form_counts_only_the_rows_that_were_filled_in(running_round, take):
    empty = queries.empty_form(running_round, ENGLISH, "2026-01-01")
    stream = io.BytesIO(write_docx(empty, ENGLISH))
    document = docx.Document(stream)
    cells = document.tables[1].rows[3].cells
    cells[4].text, cells[5].text = "te", "Too far."
    out = io.BytesIO()
    document.save(out)
    submission, _ = take(out.getvalue())
    assert submission.rows.count() == 1
    assert Contribution.objects.get().item.key == "P1-L1-03"


def test_the_committee_downloads_every_comment_and_learns_of_speakers_only_by_their_consent(
    take, plan, client_of, running_round
):
    take()
    for consent in ("quote_without_role", "paraphrase", "committee_only"):
        using = SubmissionPlan(plan.group, plan.organisation, "fr", consent)
        take(write_docx(form_of(row_with(comments=f"Said {consent}.")), ENGLISH), using=using)
    answer = client_of("committee").get("/consultation/running/submissions/comments.xlsx")
    form = read_form("c.xlsx", answer.content).form
    assert [column.heading for column in form.columns[-2:]] == ["Language", "Use of the words"]
    cells = {form.cell(row, "comments"): row.cells for row in form.rows}
    assert cells[HARD][0] == plan.organisation.name
    assert cells[HARD][1:5] == ("17", "P2-L2-01", "Table 1", "te")
    for consent in ("quote_without_role", "paraphrase", "committee_only"):
        assert cells[f"Said {consent}."][0] == ""
    assert cells["Said committee_only."][-1] == "Only for the committee's eyes"
    assert Entry.objects.filter(action="audit.record_read", target=f"round:{running_round.public_id}").count() == 1


def test_one_file_comes_out_as_it_went_in(take, client_of):
    submission, _ = take()
    keeper = client_of("secretariat")
    address = f"/consultation/running/submissions/{submission.public_id}/"
    assert "&lt;script&gt;" in keeper.get(address).text
    for kind in ("docx", "xlsx", "csv"):
        assert read_form(f"f.{kind}", keeper.get(f"{address}form.{kind}").content).form == FORM
    assert keeper.get(f"{address}form.pdf").status_code == 404
    gone = keeper.post(f"{address}take-back/", follow=True)
    assert "are gone" in gone.text


def test_who_gets_in(take, client_of, running_round):
    submission, _ = take()
    base = "/consultation/running/submissions/"
    rules = {
        base: {"", *ROLES},
        f"{base}form.docx": {"", *ROLES},
        f"{base}comments.csv": {"secretariat", "committee"},
        f"{base}hand-in/": {"secretariat"},
        f"{base}{submission.public_id}/": {"secretariat"},
        f"{base}{submission.public_id}/form.csv": {"secretariat"},
    }
    for address, allowed in rules.items():
        assert {role for role in ("", *ROLES) if client_of(role).get(address).status_code == 200} == allowed, address
    for part in ("take-in/", f"{submission.public_id}/take-back/"):
        assert client_of("committee").post(base + part).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_database_the_same_whatever_its_length(take, client_of, django_assert_num_queries, rows):
    for at in range(rows):
        take(write_docx(form_of(row_with(comments=f"Comment {at}.")), ENGLISH), name=f"file-{at}.docx")
    keeper = client_of("secretariat")
    keeper.get("/consultation/running/submissions/")
    with django_assert_num_queries(7):
        assert keeper.get("/consultation/running/submissions/").text.count(".docx</a>") == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_the_comments_ask_the_database_the_same_whatever_their_number(
    take, running_round, django_assert_num_queries, rows
):
    take(write_docx(form_of(*(row_with(comments=f"Comment {at}.") for at in range(rows))), ENGLISH))
    extra = queries.ExtraHeadings("Language", "Use")
    with django_assert_num_queries(1):
        assert len(queries.comments_form(running_round, ENGLISH, extra, "2026-01-01").rows) == rows
