"""Word documents written by hand, for what word processors write and for what no word processor should."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REL = "http://schemas.openxmlformats.org/package/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
TOP = f'<Relationships xmlns="{REL}"><Relationship Id="r" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
HEADINGS = (
    "MB/NC1", "Line number (e.g. 17)", "Clause/ Subclause (e.g. 3.1)", "Paragraph/ Figure/Table (e.g. Table 1)",
    "Type of com-ment2", "Comments", "Proposed change", "Observations of the secretariat",
)  # fmt: skip


def p(inner="", properties=""):
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def r(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(inner="", properties=""):
    inner = inner if inner.startswith("<w:") else p(r(inner)) if inner else p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells, properties=""):
    cells = [cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells]
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(comments="Unclear.", clause="3.1", kind="te", proposed="", member="CD"):
    return tr(member, "", clause, "", kind, comments, proposed, "")


def document(*blocks, parts=None, links=(), types=TYPES, main="document"):
    """A document of these blocks; `parts` are further files, `links` are (id, kind, target, is_external)."""
    rels = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for key, kind, target, outside in links
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", TOP.replace("document.xml", f"{main}.xml"))
        archive.writestr(f"word/{main}.xml", part("document", f"<w:body>{''.join(blocks)}</w:body>"))
        archive.writestr(f"word/_rels/{main}.xml.rels", f'<Relationships xmlns="{REL}">{rels}</Relationships>')
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def part(name, inner):
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}">{inner}</w:{name}>'


def form(*rows, **options):
    return document(tbl(tr(*HEADINGS), *rows), **options)
