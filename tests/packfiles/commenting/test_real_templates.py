"""Templates as committees send them: headings worded otherwise, in page headers, merged, repeated, in French."""

import pytest

from ladder.packfiles.commenting.docx_reading import read_docx
from ladder.packfiles.commenting.headings import key_of
from ladder.packfiles.commenting.model import KEYS
from tests.packfiles.commenting.filled import codes
from tests.packfiles.commenting.raw_docx import HEADINGS, document, form, p, part, r, row, tbl, tc, tr


def read(data):
    return read_docx("f.docx", data)


def comments_of(file):
    assert file.form is not None, file.faults
    return [file.form.cell(one, "comments") for one in file.form.rows]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        *zip(HEADINGS, KEYS, strict=True),
        ("MB", "member"), ("NC", "member"), ("Member body", "member"), ("CM/CN", "member"), ("NB", "member"),
        ("Line No", "line"), ("Numéro de ligne", "line"), ("Ligne", "line"),
        ("Clause No./ Subclause No./ Annex (e.g. 3.1)", "clause"), ("Article/ Paragraphe", "clause"), ("Sub-clause", "clause"),
        ("Paragraph/ Figure/Table/Note (e.g. Table 1)", "part"), ("Paragraphe/Figure/Tableau", "part"),
        ("Type of comment2", "type"), ("Type de commentaire", "type"),
        ("Comment (justification for change) by the MB", "comments"), ("Commentaires", "comments"),
        ("Commentaire (justification du changement)", "comments"), ("COMMENTS\n", "comments"),
        ("Proposed change by the MB", "proposed"), ("Changement proposé", "proposed"), ("Modification proposée", "proposed"),
        ("Secretariat observations on each comment submitted", "observations"), ("Observations du secrétariat", "observations"),
        ("ISO/CS", ""), ("ISO/CS comments", ""), ("Name", ""), ("", ""), ("Comment ID", ""), ("国家成员体", "member"), ("修改建议", "proposed"),
    ],
)  # fmt: skip
def test_headings_are_known_however_they_are_worded(heading, key):
    assert key_of(heading) == key


def test_a_template_with_its_head_its_legend_and_empty_rows():
    head = tbl(tr("Template for comments", "Date: 2021-05-10", "Document: ISO/CD 1", "Project:"))
    legend = tr(tc("1 MB = Member body (enter the ISO 3166 two-letter country code)", '<w:gridSpan w:val="8"/>'))
    data = document(
        head, p(), tbl(tr(*HEADINGS), row("First."), row("", "", "", "", ""), row("Second."), legend), p(r("page"))
    )
    file = read(data)
    assert comments_of(file) == ["First.", "Second."]
    assert dict(file.form.head) == {"date": "2021-05-10", "document": "ISO/CD 1", "project": ""}
    assert [one.place.line for one in file.form.rows] == [2, 4]


def test_headings_in_the_page_header_count_for_tables_without_any():
    numbers = tr("1", "2", "(3)", "4", "5", "(6)", "(7)")
    older = tr(
        "MB1", "Clause No.", "Paragraph", "Type of com-ment2", "Comment (justification)", "Proposed change by the MB",
        "Secretariat observations",
    )  # fmt: skip
    header = part(
        "hdr", tbl(tr(tc("Template for comments"), tc("Date: 2004-01-01"), tc("Document: CD 2"))) + tbl(numbers, older)
    )
    data = document(
        tbl(tr("FR", "4", "", "ge", "Trop long.", "", "")),
        parts={"word/header1.xml": header},
        links=[("h", "header", "header1.xml", False)],
    )
    file = read(data)
    assert comments_of(file) == ["Trop long."]
    assert dict(file.form.head)["date"] == "2004-01-01"
    assert "line" not in {column.key for column in file.form.columns}


def test_headings_in_two_rows_with_merged_cells():
    upper = tr(
        tc("MB/NC", '<w:vMerge w:val="restart"/>'), tc("Where", '<w:gridSpan w:val="3"/>'),
        tc("Type of comment", '<w:vMerge w:val="restart"/>'), tc("Comments", '<w:vMerge w:val="restart"/>'),
        tc("Proposed change", '<w:vMerge w:val="restart"/>'), tc("Observations of the secretariat", '<w:vMerge w:val="restart"/>'),
    )  # fmt: skip
    down = tc("", "<w:vMerge/>")
    lower = tr(down, tc("Line"), tc("Clause"), tc("Paragraph"), down, down, down, down)
    file = read(document(tbl(upper, lower, row("Kept.", clause="P1-L1-01"))))
    assert comments_of(file) == ["Kept."]
    assert [column.key for column in file.form.columns] == list(KEYS)


def test_a_heading_whose_cells_span_the_grid_of_a_head_above_does_not_swallow_the_first_row():
    wide = '<w:gridSpan w:val="2"/>'
    heading = tr(*(tc(one, wide) for one in HEADINGS))
    first = tr(*(tc(one, wide) for one in ("", "", "", "", "", "Alone.", "", "")))
    assert comments_of(read(document(tbl(heading, first, row("Next."))))) == ["Alone.", "Next."]


def test_several_tables_and_headings_that_come_again():
    again = tbl(tr(*HEADINGS), row("Two."))
    going_on = tbl(row("Three."))
    data = document(tbl(tr(*HEADINGS), row("One."), tr(*HEADINGS), row("One and a half.")), p(), again, p(), going_on)
    file = read(data)
    assert comments_of(file) == ["One.", "One and a half.", "Two.", "Three."]
    assert [one.place.sheet for one in file.form.rows] == ["Table 1", "Table 1", "Table 2", "Table 3"]


def test_tables_with_their_columns_in_another_order_come_together_by_heading():
    other = tbl(tr("Comments", "Clause", "Type of comment"), tr("Turned.", "9", "ed"))
    file = read(document(tbl(tr(*HEADINGS), row("Straight.")), other))
    assert comments_of(file) == ["Straight.", "Turned."]
    assert file.form.cell(file.form.rows[1], "clause") == "9"


def test_a_table_that_is_none_of_the_form_is_named():
    file = read(document(tbl(tr("Name", "Phone"), tr("A", "B")), tbl(tr(*HEADINGS), row())))
    assert [(fault.code, str(fault.place)) for fault in file.warnings] == [("commenting.passed", "f.docx:Table 1!A1")]


def test_a_document_without_the_form_or_without_comments_says_so():
    assert codes(read(document(p(r("A letter."))))) == ["commenting.no_table"]
    assert codes(read(document(tbl(tr("Name", "Phone"), tr("A", "B"))))) == ["commenting.no_table", "commenting.passed"]
    assert codes(read(form(row("", "", "", "", "")))) == ["commenting.no_rows"]


def test_two_columns_of_one_meaning_are_named():
    file = read(document(tbl(tr("Clause", "Comments", "Comments", "Type of comment"), tr("1", "a", "b", "ge"))))
    assert [(fault.code, fault.place.column) for fault in file.errors] == [("commenting.duplicate", 3)]


def test_what_a_person_should_know_of_a_row_is_a_warning():
    file = read(form(row("a", kind="urgent"), row("b", kind=""), row("", proposed=""), row("c", kind="te/ed")))
    assert [(fault.code, fault.place.line) for fault in file.warnings] == [
        ("commenting.type", 2), ("commenting.no_type", 3), ("commenting.no_words", 4), ("commenting.type", 5),
    ]  # fmt: skip


def test_a_comment_alone_in_its_row_is_never_taken_for_a_legend():
    words = "The compulsory column must stay; ge = general is unclear. Type of comment: all."
    file = read(form(row(words, clause="", kind="", member=""), row("1", clause="", kind="", member="")))
    assert comments_of(file) == [words, "1"]


def test_rows_of_a_prefilled_form_that_nobody_filled_in_are_left_out():
    assert comments_of(read(form(row("", "P1-L1-01", ""), row("Here.", "P1-L1-02"), row("", "", "ge")))) == [
        "Here.",
        "",
    ]
