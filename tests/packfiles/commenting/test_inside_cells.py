"""What word processors put into cells: tracked changes, notes, fields, links, lists, controls; all kept or named."""

import pytest

from ladder.packfiles.commenting.docx_reading import read_docx
from tests.packfiles.commenting.raw_docx import HEADINGS, document, form, p, part, r, row, tbl, tc, tr

BEFORE, AFTER = ["CD", "", "3.1", "", "te"], ["", ""]


def read(inner, **options):
    """The file of one row whose comment is this."""
    return read_docx("f.docx", form(tr(*BEFORE, tc(inner), *AFTER), **options))


def words(inner, **options):
    file = read(inner, **options)
    assert file.form is not None, file.faults
    return file.form.cell(file.form.rows[0], "comments")


def test_lines_tabs_and_signs_stay():
    assert (
        words(p(r("one")) + p() + p("<w:r><w:t>two</w:t><w:br/><w:t>three</w:t><w:tab/><w:t>four</w:t></w:r>"))
        == "one\n\ntwo\nthree\tfour"
    )
    assert (
        words(p('<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:sym w:char="00B5"/></w:r>'))
        == "co\u2011op\u00adµ"
    )


def test_inserted_words_count_and_deleted_words_do_not():
    inner = p(
        r("Keep ") + f'<w:ins w:id="1" w:author="A">{r("this ")}</w:ins>'
        + '<w:del w:id="2" w:author="A"><w:r><w:delText>not this </w:delText></w:r></w:del>' + r("end.")
    )  # fmt: skip
    assert words(inner) == "Keep this end."
    assert [(fault.code, str(fault.place)) for fault in read(inner).warnings] == [("docx.tracked", "f.docx:Table 1!A2")]


def test_moved_words_stand_where_they_were_moved_to():
    inner = p(f"<w:moveFrom>{r('second ')}</w:moveFrom>{r('first ')}<w:moveTo>{r('second')}</w:moveTo>")
    assert words(inner) == "first second"


def test_a_deleted_end_of_a_line_joins_two_lines():
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert words(p(r("one "), deleted) + p(r("two"))) == "one two"
    assert words(p("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", deleted) + p(r("left"))) == "left"


def test_a_deleted_row_is_left_out_and_an_inserted_one_is_named():
    gone, new = row("gone"), tr(*BEFORE, tc("new"), *AFTER, properties="<w:ins w:id='3'/>")
    gone = gone.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='4'/></w:trPr>", 1)
    file = read_docx("f.docx", form(gone, new))
    assert [file.form.cell(one, "comments") for one in file.form.rows] == ["new"]
    assert [(fault.code, fault.place.line) for fault in file.warnings] == [("docx.tracked", 3)]


def test_footnotes_and_margin_comments_stand_below_the_words():
    notes = part("footnotes", f"<w:footnote w:id='2'>{p(r('See ILO 182.'))}</w:footnote>")
    margin = part("comments", f"<w:comment w:id='0' w:author='Somebody'>{p(r('Ask the women.'))}</w:comment>")
    inner = p(
        r("Why") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" so") + '<w:r><w:commentReference w:id="0"/></w:r>'
    )
    options = {
        "parts": {"word/footnotes.xml": notes, "word/comments.xml": margin},
        "links": [("a", "footnotes", "footnotes.xml", False), ("b", "comments", "comments.xml", False)],
    }
    assert words(inner, **options) == "Why[1] so[2]\n[1] See ILO 182.\n[2] Ask the women."
    assert [fault.code for fault in read(inner, **options).warnings] == ["docx.notes"]


def test_fields_show_their_result_and_links_their_address():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + r("Table 4")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'
    assert words(p(r("see ") + field + r(", page ") + simple)) == "see Table 4, page 7"
    links = [("l", "hyperlink", "https://example.org/law", True), ("j", "hyperlink", "javascript:alert(1)", True)]
    assert (
        words(p(f'<w:hyperlink r:id="l">{r("the law")}</w:hyperlink>'), links=links)
        == "the law <https://example.org/law>"
    )
    shown = f'<w:hyperlink r:id="l">{r("https://example.org/law")}</w:hyperlink>'
    assert words(p(shown), links=links) == "https://example.org/law"
    assert words(p(f'<w:hyperlink r:id="j">{r("press")}</w:hyperlink>'), links=links) == "press"


def test_numbers_of_lists_are_shown_as_they_are_counted():
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    )
    bullets = '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>'
    numbering = part("numbering", (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:abstractNum w:abstractNumId="1">{bullets}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
    ))  # fmt: skip
    options = {"parts": {"word/numbering.xml": numbering}, "links": [("n", "numbering", "numbering.xml", False)]}

    def item(text, depth=0, key=5):
        return p(r(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>')

    inner = item("one") + item("sub", 1) + item("sub", 1) + item("two") + item("sub", 1) + item("dot", key=6)
    assert words(inner, **options) == "1. one\n1.a) sub\n1.b) sub\n2. two\n2.a) sub\n• dot"


def test_controls_keep_their_choice_but_not_their_prompt():
    chosen = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('te')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Choose an item.')}</w:sdtContent></w:sdt>"
    assert words(p(chosen + prompt)) == "te"
    around_a_row = f"<w:sdt><w:sdtPr/><w:sdtContent>{row('wrapped row')}</w:sdtContent></w:sdt>"
    assert read_docx("f.docx", form(around_a_row)).form.rows[0].cells[5] == "wrapped row"
    around_a_cell = (
        "<w:tr>"
        + "".join(tc(one) for one in BEFORE)
        + f"<w:sdt><w:sdtContent>{tc('wrapped cell')}</w:sdtContent></w:sdt>"
        + tc()
        + tc()
        + "</w:tr>"
    )
    assert read_docx("f.docx", form(around_a_cell)).form.rows[0].cells[5] == "wrapped cell"


def test_an_alternative_is_read_once():
    inner = p(
        f"<mc:AlternateContent><mc:Choice>{r('new')}</mc:Choice><mc:Fallback>{r('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert words(inner) == "new"


@pytest.mark.parametrize(
    ("inner", "code"),
    [
        (tbl(tr("inner")) + p(), "docx.nested"),
        (p("<w:r><w:drawing/></w:r>"), "docx.picture"),
        (p("<w:r><w:pict/></w:r>"), "docx.picture"),
        (p("<w:r><w:object/></w:r>"), "docx.picture"),
        ('<w:altChunk r:id="x"/>', "docx.embedded"),
    ],
)
def test_what_cannot_be_kept_is_a_fault_with_table_row_and_column(inner, code):
    file = read(p(r("words")) + inner)
    assert file.form is None
    assert [(fault.code, str(fault.place)) for fault in file.errors] == [(code, "f.docx:Table 1!F2")]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (tr("CD", "", tc("3.1", '<w:gridSpan w:val="2"/>'), "te", "x", "", ""), "docx.merged"),
        (tr("CD", "", tc("", "<w:vMerge/>"), "", "te", "x", "", ""), "docx.merged"),
        (tr("CD", "", tc("3.1", "<w:cellIns/>"), "", "te", "x", "", ""), "docx.merged"),
        (tr("CD", "3.1", "te", "x"), "docx.cells"),
        (tr("CD", "", "3.1", "", "te", "x", "", "", "too many"), "docx.cells"),
    ],
)
def test_merged_and_broken_rows_are_named(bad, code):
    file = read_docx("f.docx", form(row("fine"), bad))
    assert file.form is None
    assert [(fault.code, fault.place.sheet, fault.place.line) for fault in file.errors] == [(code, "Table 1", 3)]


def test_every_fault_is_told_at_once():
    file = read_docx(
        "f.docx", form(tr("CD"), row("fine"), tr("CD", "3.1"), tr(*BEFORE, tc(tbl(tr("in")) + p(r("x"))), *AFTER))
    )
    assert [(fault.code, fault.place.line) for fault in file.errors] == [
        ("docx.cells", 2),
        ("docx.cells", 4),
        ("docx.nested", 5),
    ]


def test_the_main_part_may_have_any_name():
    file = read_docx("f.docx", document(tbl(tr(*HEADINGS), row("here")), main="document2"))
    assert file.form.rows[0].cells[5] == "here"
