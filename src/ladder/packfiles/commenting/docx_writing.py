"""Writes a commenting form as a Word document: one table whose headings repeat on every page, A4 landscape.

The same form always gives the same bytes. A document of this form has so few kinds of elements that they are written
directly: a thousand rows take a fraction of a second, and every cell is read back as it was.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from ladder.packfiles.archive_writing import write_archive
from ladder.packfiles.commenting.model import (
    CLAUSE,
    COMMENTS,
    LINE,
    MEMBER,
    OBSERVATIONS,
    PART,
    PROPOSED,
    TYPE,
    Column,
    CommentForm,
)
from ladder.packfiles.commenting.words import FormWords

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TEXT_WIDTH = 15_100  # twentieths of a point between the margins of A4 landscape
SHARES = {MEMBER: 5, LINE: 4, CLAUSE: 8, PART: 8, TYPE: 5, COMMENTS: 28, PROPOSED: 26, OBSERVATIONS: 16}
OTHER_SHARE = 8

CONTENT_TYPES = f"""{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/></Types>"""  # noqa: E501
PACKAGE_RELS = f"""{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""  # noqa: E501
DOCUMENT_RELS = f"""{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>"""  # noqa: E501
STYLES = f"""{DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="SimSun"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style><w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>"""  # noqa: E501
TABLE_LOOK = '<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'  # noqa: E501
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
PAGE = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" w:bottom="850" w:left="850" w:header="425" w:footer="425" w:gutter="0"/></w:sectPr>'  # noqa: E501


def write_docx(form: CommentForm, words: FormWords) -> bytes:
    """The form as a Word document."""
    head = [[f"{words.labels[key]}: {value}" for key, value in form.head]]
    widths = widths_of(form.columns)
    body = "".join([
        paragraph(words.title, style="Heading1"),
        table(head, [TEXT_WIDTH // len(form.head)] * len(form.head)),
        paragraph(""),
        table([row.cells for row in form.rows], widths, [column.heading for column in form.columns]),
        *(paragraph(line) for line in words.legend),
    ])  # fmt: skip
    document = f'{DECLARATION}<w:document xmlns:w="{NAMESPACE}"><w:body>{body}{PAGE}</w:body></w:document>'
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/styles.xml": STYLES,
    }
    return write_archive({name: content.encode("utf-8") for name, content in parts.items()})


def widths_of(columns: Sequence[Column]) -> list[int]:
    """The width of each column by how much is written in it."""
    shares = [SHARES.get(column.key, OTHER_SHARE) for column in columns]
    return [TEXT_WIDTH * share // sum(shares) for share in shares]


def table(rows: Iterable[Sequence[str]], widths: Sequence[int], heading: Sequence[str] = ()) -> str:
    """A table with lines; its heading, if it has one, repeats on every page."""
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in SIDES)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    parts = ["<w:tbl>", TABLE_LOOK.format(width=sum(widths), borders=borders), f"<w:tblGrid>{grid}</w:tblGrid>"]
    if heading:
        cells = "".join(cell(text, width, "Strong") for text, width in zip(heading, widths, strict=True))
        parts.append(f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>")
    for row in rows:
        cells = "".join(cell(text, width) for text, width in zip(row, widths, strict=True))
        parts.append(f"<w:tr>{cells}</w:tr>")
    return "".join([*parts, "</w:tbl>"])


def cell(text: str, width: int, look: str = "") -> str:
    """A cell, one paragraph a line."""
    lines = "".join(paragraph(line, look=look) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{lines}</w:tc>'


def paragraph(line: str, *, style: str = "", look: str = "") -> str:
    """One line of text, from right to left where its first letter is."""
    is_leftward = runs_leftward(line)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = named + ("<w:bidi/>" if is_leftward else "")
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(line, look, is_leftward)}</w:p>"


def run(line: str, look: str, is_leftward: bool) -> str:  # noqa: FBT001 - drawn together with its paragraph
    """The words of a line; nothing for an empty one."""
    if not line:
        return ""
    properties = (f'<w:rStyle w:val="{look}"/>' if look else "") + ("<w:rtl/>" if is_leftward else "")
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words}</w:r>"


def runs_leftward(line: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for sign in line:
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
