"""The framework as a Word document, for people who read and comment there."""

from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt

from ladder.catalogue.labels import label
from ladder.catalogue.queries.matrix import build_matrix
from ladder.catalogue.queries.requirement_page import RequirementPage, build_page
from ladder.packfiles.model import Pack, Reading
from ladder.webkit.languages import speaking

WORD_LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "zh": "zh-CN", "sw": "sw-KE"}
CHINESE_FONT = "SimSun"


def write_word(pack: Pack, language: str, content_hash: str) -> bytes:
    """The whole framework in one language as DOCX; each text that is not authoritative says so."""
    with speaking(language):
        document = Document()
        set_language(document, language)
        write_title(document, pack, language, content_hash)
        matrix = build_matrix(pack, language)
        document.add_heading(_("Levels"), level=1)
        for level in matrix.levels:
            document.add_heading(f"{level.rank} {level.name.text}", level=2)
            document.add_paragraph(said(level.summary, language))
        for row in matrix.rows:
            document.add_heading(f"{row.number} {row.name.text}", level=1)
            for head in matrix.levels:
                write_cell(document, pack, language, row.number, head.rank)
        stream = BytesIO()
        document.save(stream)
    return stream.getvalue()


def set_language(document: WordDocument, language: str) -> None:
    """Tell Word the language, so that it hyphenates and reads aloud as it should, and give Chinese a font."""
    normal = document.styles["Normal"]
    normal.font.size = Pt(11)
    properties = normal.element.get_or_add_rPr()
    mark = properties.makeelement(qn("w:lang"), {})
    mark.set(qn("w:eastAsia" if language == "zh" else "w:val"), WORD_LANGUAGES.get(language, language))
    properties.append(mark)
    if language == "zh":
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE_FONT)


def write_title(document: WordDocument, pack: Pack, language: str, content_hash: str) -> None:
    """Title, notice, licence, and what ties the paper to the version."""
    name = pack.say("framework", "framework", "name", language)
    document.core_properties.title = name
    document.core_properties.author = pack.provider
    document.core_properties.language = WORD_LANGUAGES.get(language, language)
    document.add_heading(name, level=0)
    document.add_paragraph(said(pack.read("framework", "framework", "summary", language), language))
    notice = pack.say("framework", "framework", "notice", language)
    if notice:
        document.add_paragraph(notice)
    elif pack.illustrative:
        document.add_paragraph(
            _("Illustrative: this framework is in our own words and not the official text of any body.")
        )
    facts = [
        (_("Version"), pack.version), (_("Provider"), pack.provider),
        (_("Licence"), f"{pack.licence.name} · {pack.licence.holder}"), (_("Content hash"), content_hash),
    ]  # fmt: skip
    write_facts(document, facts)


def write_cell(document: WordDocument, pack: Pack, language: str, principle: int, level: int) -> None:
    """The requirements of a principle at a level."""
    keys = [one.id for one in pack.requirements if (one.principle, one.level) == (principle, level)]
    if keys:
        page = build_page(pack, keys[0], language)
        document.add_heading(f"{level} {page.level_name.text}", level=2)
    for key in keys:
        write_requirement(document, build_page(pack, key, language), language)


def write_requirement(document: WordDocument, page: RequirementPage, language: str) -> None:
    """One requirement."""
    document.add_heading(f"{page.key} {page.title.text}", level=3)
    document.add_paragraph(said(page.text, language))
    facts = [(_("How it is shown"), said(page.evidence, language)), (_("Kind of evidence"), page.evidence_kind.text)]
    if page.gate_name is not None and page.gate_summary is not None:
        facts.append((_("Gate"), f"{page.gate_name.text}: {page.gate_summary.text}"))
    if page.condition is not None:
        facts.append((_("Applies only where the answer is yes"), page.condition.text))
    facts.append((_("Cost for a site"), page.cost.text))
    related = [
        f"{label('relation', one.relation)} {system.name.text}, {one.reference} ({label('confidence', one.confidence)})"
        for system in page.systems
        for one in system.relations
    ]
    facts.append((_("In other systems"), "; ".join(related) or _("not established")))
    write_facts(document, facts)


def write_facts(document: WordDocument, facts: list[tuple[str, str]]) -> None:
    """Names and values as one short paragraph each."""
    for name, value in facts:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)


def said(reading: Reading, language: str) -> str:
    """The words, with their state where they are not authoritative in this language."""
    if reading.language != language:
        return f"{reading.text} [{label('text_state', 'missing')}]" if reading.text else ""
    return reading.text if reading.state == "source" else f"{reading.text} [{label('text_state', reading.state)}]"
