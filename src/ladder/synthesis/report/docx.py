"""The report as DOCX for people who work in Word: headings, tables, bookmarks, and links from sentences to evidence."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from ladder.catalogue.word import WORD_LANGUAGES
from ladder.packfiles.archive_writing import write_archive
from ladder.synthesis.report.tree import Evidence, Quote, Report, Section, Sentence, Table

BLUE, QUIET = RGBColor(0x0B, 0x3A, 0x6B), RGBColor(0x3F, 0x4B, 0x57)
SMALL = Pt(8.5)
STILL = datetime(2000, 1, 1, tzinfo=UTC)
DEEPEST_HEADING = 3
LONGEST_BOOKMARK = 40
FIRST_PART = "[Content_Types].xml"  # readers look for it at the head of the file


def write_docx(report: Report) -> bytes:
    """The report as DOCX; the same bytes for the same report."""
    document = Document()
    set_up(document, report)
    for section in report.sections:
        add_section(document, section, 1)
    stream = io.BytesIO()
    document.save(stream)
    return without_moments(stream.getvalue())


def set_up(document: DocumentType, report: Report) -> None:
    """Title page, language and quiet metadata."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    properties = style.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), WORD_LANGUAGES[report.language])
    language.set(qn("w:eastAsia"), WORD_LANGUAGES["zh"])
    properties.append(language)
    core = document.core_properties
    core.title, core.author, core.language = report.title, "Cobalt Ladder", WORD_LANGUAGES[report.language]
    core.created = core.modified = STILL.replace(tzinfo=None)
    document.add_heading(report.title, level=0)
    document.add_paragraph(report.subtitle)
    for mark in report.marks:
        document.add_paragraph(mark, style="Intense Quote")
    for name, value in report.facts:
        line = document.add_paragraph()
        line.add_run(f"{name}  ").bold = True
        line.add_run(value)


def add_section(document: DocumentType, section: Section, level: int) -> None:
    """A heading with what stands under it."""
    heading = document.add_heading(f"{section.number} {section.title}".strip(), level=min(level, DEEPEST_HEADING))
    mark_place(heading, section.anchor)
    for block in section.blocks:
        if isinstance(block, Sentence):
            add_sentence(document, block)
        elif isinstance(block, Quote):
            add_quote(document, block)
        else:
            add_table(document, block)
    for each in section.sections:
        add_section(document, each, level + 1)


def add_sentence(document: DocumentType, sentence: Sentence) -> None:
    """A paragraph followed by links to its evidence."""
    paragraph = document.add_paragraph(sentence.text)
    add_evidence(paragraph, sentence.evidence)


def add_quote(document: DocumentType, quote: Quote) -> None:
    """Somebody's words and who said them, as far as may be told."""
    paragraph = document.add_paragraph(style="Quote")
    paragraph.add_run(quote.text)
    if quote.original:
        paragraph.add_run(f"\n{quote.original}").font.size = SMALL
    by = paragraph.add_run(f"\n{quote.by}" + (f" · {quote.label}" if quote.label else ""))
    by.font.size, by.font.color.rgb = SMALL, QUIET
    add_evidence(paragraph, quote.evidence)


def add_table(document: DocumentType, table: Table) -> None:
    """Caption, head row that repeats on every page, rows, note."""
    caption = document.add_paragraph(table.caption, style="Caption")
    mark_place(caption, table.anchor)
    grid = document.add_table(rows=1, cols=len(table.head), style="Light Grid Accent 1")
    for cell, word in zip(grid.rows[0].cells, table.head, strict=True):
        cell.text = word
    repeat = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - python-docx offers no other way
    for anchor, row in table.labelled:
        cells = grid.add_row().cells
        for cell, (each, _heading) in zip(cells, row, strict=True):
            cell.text = each.bar.words if each.bar else each.text
        if anchor:
            mark_place(cells[0].paragraphs[0], anchor)
    if table.note:
        document.add_paragraph(table.note).runs[0].font.size = SMALL


def add_evidence(paragraph: Paragraph, evidence: tuple[Evidence, ...]) -> None:
    """Links inside the document to the places where the numbers stand."""
    for each in evidence:
        paragraph.add_run(" ")
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark_name(each.anchor))
        run = paragraph.add_run(f"[{each.label}]")
        run.font.size, run.font.color.rgb = SMALL, BLUE
        link.append(run._r)  # noqa: SLF001 - a run is moved into the link
        paragraph._p.append(link)  # noqa: SLF001 - python-docx has no links inside a document


def mark_place(paragraph: Paragraph, anchor: str) -> None:
    """A bookmark around a paragraph, for evidence to point to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    number = str(sum(ord(sign) * (place + 1) for place, sign in enumerate(anchor)))
    for mark in (start, end):
        mark.set(qn("w:id"), number)
    start.set(qn("w:name"), bookmark_name(anchor))
    paragraph._p.insert(0, start)  # noqa: SLF001 - python-docx has no bookmarks
    paragraph._p.append(end)  # noqa: SLF001


def bookmark_name(anchor: str) -> str:
    """An anchor as Word wants a bookmark: a letter first, no hyphens, at most 40 signs."""
    return ("r_" + anchor.replace("-", "_"))[:LONGEST_BOOKMARK]


def without_moments(content: bytes) -> bytes:
    """The same file with every part dated alike, so that the same report gives the same bytes."""
    with ZipFile(io.BytesIO(content)) as source:
        names = sorted(source.namelist(), key=lambda each: (each != FIRST_PART, each))
        return write_archive({name: source.read(name) for name in names})
