"""The report as PDF: typst sets the tree, with a font that has Chinese, tags for screen readers and no moment in it."""

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import cvttf_NotoSansCJK_Regular as noto
import typst

from ladder.synthesis.report.tree import Report, Section

TEMPLATE = Path(str(files("ladder.synthesis.report") / "report.typ"))
FONTS = Path(noto.__file__).parent
REGIONS = {"zh": "CN"}


def write_pdf(report: Report) -> bytes:
    """The report as a tagged PDF; the same bytes for the same report."""
    pdf = typst.compile(
        str(TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(as_document(report), ensure_ascii=False, sort_keys=True)},
        format="pdf",
    )
    return bytes(pdf)


def as_document(report: Report) -> dict[str, Any]:
    """The tree as plain values for the template."""
    return {
        "language": report.language,
        "region": REGIONS.get(report.language, ""),
        "title": report.title,
        "subtitle": report.subtitle,
        "marks": list(report.marks),
        "facts": [list(pair) for pair in report.facts],
        "words": report.words,
        "sections": [section_document(section) for section in report.sections],
    }


def section_document(section: Section) -> dict[str, Any]:
    """One section with everything under it."""
    return {
        "number": section.number,
        "title": section.title,
        "anchor": section.anchor,
        "blocks": [{"kind": block.kind, **asdict(block)} for block in section.blocks],
        "sections": [section_document(each) for each in section.sections],
    }
