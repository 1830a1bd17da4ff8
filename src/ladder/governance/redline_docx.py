"""The redline as a Word document with tracked changes, which Word, LibreOffice and others show, accept and refuse."""

import io
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ladder.catalogue.labels import label
from ladder.catalogue.word import set_language
from ladder.catalogue.words import Piece
from ladder.governance.models import NextVersion
from ladder.governance.queries.redline import RedLine, RedPart
from ladder.webkit.languages import speaking

MARKS = {"added": ("w:ins", "w:t"), "removed": ("w:del", "w:delText")}
AUTHOR = "Cobalt Ladder"


def write_redline(row: NextVersion, parts: Sequence[RedPart], language: str) -> bytes:
    """The redline in one language. No change carries a name or a moment."""
    with speaking(language):
        document = Document()
        set_language(document, language)
        title = _("From version %(before)s to %(after)s") % {"before": row.base.version, "after": row.version}
        document.core_properties.title, document.core_properties.author = title, AUTHOR
        document.add_heading(title, level=0)
        numbers = count(1)
        for part in parts:
            document.add_heading(f"{part.number} {part.name.text}", level=1)
            for line in part.lines:
                write_line(document, line, numbers)
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def write_line(document: WordDocument, line: RedLine, numbers: Iterator[int]) -> None:
    """One requirement: its number and title as a heading, then its texts and what else turned."""
    ends = " → ".join(dict.fromkeys(key for key in (line.before, line.after) if key))
    document.add_heading(f"{ends} · {label('change', line.kind)}", level=2)
    for text in line.texts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label('field', text.field)}: ").bold = True
        write_pieces(paragraph, text.pieces, numbers)
    for turn in line.turns:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{label('field', turn.field)}: ").bold = True
        write_pieces(paragraph, (Piece("removed", turn.before), Piece("added", f" {turn.after}")), numbers)


def write_pieces(paragraph: Paragraph, pieces: Sequence[Piece], numbers: Iterator[int]) -> None:
    """Runs of words, those that come and go marked as tracked changes."""
    for piece in pieces:
        if piece.kind == "same":
            paragraph.add_run(piece.text)
        else:
            paragraph._p.append(tracked(piece, next(numbers)))  # noqa: SLF001 - the library has no tracked changes


def tracked(piece: Piece, number: int) -> Any:
    """One insertion or deletion."""
    outer, inner = MARKS[piece.kind]
    mark, run, words = OxmlElement(outer), OxmlElement("w:r"), OxmlElement(inner)
    mark.set(qn("w:id"), str(number))
    mark.set(qn("w:author"), AUTHOR)
    words.set(qn("xml:space"), "preserve")
    words.text = piece.text
    run.append(words)
    mark.append(run)
    return mark
