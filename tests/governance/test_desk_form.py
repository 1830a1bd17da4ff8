"""The desk as a commenting form: out with dispositions, back in as drafts, whole or not at all."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ladder.governance.disposition_words import Observation, read_observation, write_observation
from ladder.governance.models import Disposition, Resolution
from ladder.governance.services.issues import bundle_comments
from ladder.packfiles.commenting.csv_files import write_csv
from ladder.packfiles.commenting.docx_writing import write_docx
from ladder.packfiles.commenting.model import OBSERVATIONS, CommentForm, FormRow
from ladder.packfiles.commenting.reading import read_form
from ladder.packfiles.commenting.words import WORDS
from ladder.packfiles.commenting.xlsx_writing import write_xlsx
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
DESK = "/governance/desk/small/"
WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "csv": write_csv}
KINDS = sorted(WRITERS)


@pytest.fixture
def place(make_place):
    return make_place()


@pytest.fixture
def desk(client_of):
    return client_of("secretariat")


@pytest.fixture
def fill(place, keeper):
    def fill(number):
        for at, person in enumerate(place.people("diggers", number)):
            place.comment(person, f"=cell {at}\nand a second line", item=at % 4, comment_type="technical")
        return bundle_comments(round_=place.round, actor=keeper, on=DAY)

    return fill


def sent(desk, kind, path="", **headers) -> CommentForm:
    content = desk.get(f"{DESK}{path}form.{kind}", **headers).content
    read = read_form(f"form.{kind}", content)
    assert read.errors == ()
    return read.form


def cell(form: CommentForm, row: int, name: str) -> str:
    return dict(zip([column.heading for column in form.columns], form.rows[row].cells, strict=True))[name]


def with_cells(form: CommentForm, changes: dict[int, dict[str, str]]) -> CommentForm:
    rows = []
    for at, row in enumerate(form.rows):
        given = changes.get(at, {})
        cells = [given.get(column.heading, one) for column, one in zip(form.columns, row.cells, strict=True)]
        rows.append(FormRow(tuple(cells)))
    return CommentForm(form.head, form.columns, tuple(rows))


def post(desk, form, kind="xlsx", language="en"):
    content = WRITERS[kind](form, WORDS[language])
    return desk.post(f"{DESK}import/", {"file": SimpleUploadedFile(f"form.{kind}", content)})


OBSERVED = "Observations of the secretariat"


@pytest.mark.parametrize("kind", KINDS)
def test_what_goes_out_comes_back_as_it_was_and_changes_nothing(fill, desk, keeper, kind):
    made = fill(6)
    draft_answer(made[0], keeper, "modified", reasons={"en": "Shorter:\n“pay”.", "fr": "Plus court.", "zh": "更短。"})
    draft_answer(made[1], keeper, "duplicate", duplicate_of=made[0], reasons={})
    form = sent(desk, kind)
    assert len(form.rows) == 6
    assert cell(form, 0, OBSERVED) == "Accepted with modification\nShorter:\n“pay”."
    assert cell(form, 0, "Reason (Français)") == "Plus court."
    assert cell(form, 1, OBSERVED) == "Duplicate 1"
    assert cell(form, 2, OBSERVED) == ""
    assert cell(form, 0, "Comments").endswith("and a second line")
    before = list(Resolution.objects.order_by("pk").values())
    assert post(desk, form, kind).status_code == 302
    assert list(Resolution.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("kind", KINDS)
def test_observations_that_were_written_in_the_form_become_drafts(fill, desk, kind):
    fill(3)
    form = with_cells(
        sent(desk, kind),
        {
            0: {OBSERVED: "Not accepted\nIt would cost too much.", "Reason (Français)": "Trop cher."},
            1: {OBSERVED: "duplicate: 1"},
        },
    )
    assert post(desk, form, kind).status_code == 302
    rows = {one.issue.number: one for one in Resolution.objects.select_related("issue", "duplicate_of")}
    assert sorted(rows) == [1, 2]
    assert rows[1].disposition == "not_accepted"
    assert rows[1].reasons == {"en": "It would cost too much.", "fr": "Trop cher."}
    assert rows[2].duplicate_of.number == 1


def test_every_faulty_row_is_named_once_and_nothing_is_written(fill, desk, keeper):
    made = fill(4)
    form = with_cells(
        sent(desk, "xlsx"),
        {
            0: {OBSERVED: "Noted"},
            1: {OBSERVED: "Perhaps"},
            2: {OBSERVED: "Noted", "Issue": "77"},
            3: {OBSERVED: "Noted"},
        },
    )
    draft_answer(made[3], keeper)
    response = post(desk, form)
    text = response.content.decode()
    assert response.status_code == 422
    assert "3 things to correct" in text
    for sentence in ("must be one of: Accepted,", "“77” in the column “Issue”", "Issue 4 changed since this form"):
        assert sentence in text
    assert Resolution.objects.count() == 1


def test_one_issue_has_one_answer(place, keeper, desk):
    for person in place.people("diggers", 2):
        place.comment(person, "The very same words.")
    bundle_comments(round_=place.round, actor=keeper, on=DAY)
    form = sent(desk, "csv")
    assert len(form.rows) == 2
    response = post(desk, with_cells(form, {0: {OBSERVED: "Noted"}, 1: {OBSERVED: "Accepted"}}), "csv")
    assert "Issue 1 is answered otherwise in a row above" in response.content.decode()
    assert post(desk, with_cells(form, {1: {OBSERVED: "Accepted"}}), "csv").status_code == 302
    assert Resolution.objects.get().disposition == "accepted"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04broken", b"a;b;c\n1;2;3\n"])
def test_a_file_that_is_no_form_is_refused_with_a_sentence(fill, desk, content):
    fill(1)
    response = desk.post(f"{DESK}import/", {"file": SimpleUploadedFile("form.csv", content)})
    assert response.status_code == 422
    assert "to correct" in response.content.decode()


def test_a_form_without_the_column_of_issues_is_refused(fill, desk):
    fill(1)
    form = sent(desk, "csv")
    cut = CommentForm(form.head, form.columns[:8], tuple(FormRow(row.cells[:8]) for row in form.rows))
    assert "has no column “Issue”" in post(desk, cut, "csv").content.decode()


@pytest.mark.parametrize("disposition", Disposition.values)
@pytest.mark.parametrize("language", ["en", "fr", "zh"])
def test_an_observation_is_read_as_it_was_written(disposition, language):
    number = 12 if disposition == "duplicate" else None
    for reason in ("", "One line.", "Two\nlines: 3"):
        written = write_observation(disposition, reason, number, language)
        assert read_observation(written) == Observation(disposition, number, reason)


@pytest.mark.parametrize("text", ["", "Perhaps", "Accepted perhaps", "Noted 12 times"])
def test_other_words_are_no_observation(text):
    assert read_observation(text) is None


def test_a_thousand_comments_go_out_and_come_back_without_loss(fill, place, desk, django_assert_max_num_queries):
    fill(1000)
    with django_assert_max_num_queries(30):
        response = desk.get(f"{DESK}form.xlsx")
    form = read_form("form.xlsx", response.content).form
    column = [one.key for one in form.columns].index(OBSERVATIONS)
    rows = [
        FormRow((*row.cells[:column], f"Noted\nSeen {at}.", *row.cells[column + 1 :]))
        for at, row in enumerate(form.rows)
    ]
    assert len(rows) == 1000
    numbers = [cell(form, at, "Issue") for at in range(1000)]
    assert post(desk, CommentForm(form.head, form.columns, tuple(rows))).status_code == 302
    kept = dict(Resolution.objects.values_list("issue__number", "reasons"))
    assert kept == {int(number): {"en": f"Seen {at}."} for at, number in enumerate(numbers)}
    assert BytesIO(response.content).read(2) == b"PK"
