"""PDF and DOCX of the report: whole, alike on every run, with links that lead somewhere."""

import io
import re
from zipfile import ZipFile

import pytest
from docx import Document

from ladder.synthesis.report.build import build_report
from ladder.synthesis.report.docx import write_docx
from ladder.synthesis.report.pdf import write_pdf
from ladder.synthesis.report.tree import anchors_of
from tests.synthesis.report.invented import make_source

LANGUAGES = ("en", "fr", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_gives_the_same_bytes(language):
    report = build_report(make_source(), language)
    assert write_pdf(report) == write_pdf(report)
    assert write_docx(report) == write_docx(report)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_names_its_language_its_tags_and_no_moment(language):
    pdf = write_pdf(build_report(make_source(), language))
    assert pdf.startswith(b"%PDF-1.")
    assert b"/StructTreeRoot" in pdf
    assert f"/Lang({language}".encode() in pdf.replace(b"/Lang (", b"/Lang(")
    assert b"/CreationDate" not in pdf


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_has_every_place_as_a_link_target(language):
    report = build_report(make_source(), language)
    pdf = write_pdf(report)
    assert pdf.count(b"/Subtype/Link") + pdf.count(b"/Subtype /Link") >= len(anchors_of(report.sections))


def test_words_that_look_like_markup_stay_words():
    document = Document(io.BytesIO(write_docx(build_report(make_source(), "en"))))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Tupeni kazi nyepesi <kwanza> & #strong[*x*]" in text
    assert write_pdf(build_report(make_source(), "en"))  # the setter does not read it as its own language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_the_docx_has_its_bookmark(language):
    content = write_docx(build_report(make_source(), language))
    xml = ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    links, marks = (
        set(re.findall(r'w:anchor="([^"]+)"', xml)),
        re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml),
    )
    assert links <= set(marks)
    assert len(marks) == len(set(marks))
    assert len(set(re.findall(r'w:bookmarkStart [^>]*w:id="(\d+)"', xml))) == len(marks)


def test_the_docx_has_one_table_for_each_of_the_tree():
    document = Document(io.BytesIO(write_docx(build_report(make_source(), "fr"))))
    # two of participation, one for each of two requirements told one by one, signs, one for each of two principles
    assert len(document.tables) == 2 + 2 + 1 + 2
    assert document.tables[0].rows[0].cells[2].text != ""
