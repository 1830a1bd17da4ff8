"""The plan as PDF: one row a measure, with its picture; typst sets it, with a font that has Chinese."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import cvttf_NotoSansCJK_Regular as noto
import typst
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.core.catalogue.ladder import NO_GATE
from ladder.improvement.pictograms import DRAWINGS
from ladder.improvement.queries.plans import PlanView
from ladder.improvement.reading import Told, group, tell_all
from ladder.improvement.words import STATE_WORDS
from ladder.webkit.shapes import GATE_WORDS

TEMPLATE = Path(__file__).resolve().parent / "plan.typ"
FONTS = Path(noto.__file__).parent
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="#17212b" stroke-width="2.6" '
    'stroke-linecap="round" stroke-linejoin="round">{}</svg>'
)


def write_plan(view: PlanView, version: FrameworkVersion, language: str, today: date) -> bytes:
    """The plan in a language, whose interface must be speaking it; the same bytes for the same plan and day."""
    document = json.dumps(as_document(view, version, language, today), ensure_ascii=False, sort_keys=True)
    pdf = typst.compile(
        str(TEMPLATE), font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs={"plan": document}, format="pdf"
    )
    return bytes(pdf)


def as_document(view: PlanView, version: FrameworkVersion, language: str, today: date) -> dict[str, Any]:
    """Everything the sheet says, as plain values."""
    pack = pack_of(version)
    told = tell_all(view.standings, pack, ladder_of(version), language)
    site = view.plan.site if view.plan else None
    marks = [gettext("Demonstration: invented data.")] if site and site.is_demonstration else []
    if pack.illustrative:
        marks.append(gettext("Illustrative starter pack: not the official text."))
    return {
        "language": language,
        "title": gettext("Improvement plan"),
        "site": site.name if site else "",
        "facts": [
            gettext("Printed on %(day)s") % {"day": written(today)},
            gettext("Framework version %(version)s") % {"version": version.version},
        ],
        "marks": marks,
        "words": {
            "who": gettext("Who"),
            "until": gettext("Until when"),
            "cost": gettext("Cost"),
            "payer": gettext("Who pays"),
            "done": pgettext("box to tick on paper", "Done"),
            "late": gettext("Late"),
        },
        "groups": [
            {"name": str(STATE_WORDS[one.state]), "measures": [row_of(each) for each in one.measures]}
            for one in group(told) if one.state != "dropped"
        ],
    }  # fmt: skip


def row_of(told: Told) -> dict[str, Any]:
    """One measure as the sheet shows it."""
    return {
        "picture": SVG.format(DRAWINGS.get(told.standing.measure.picture, DRAWINGS["paper"])),
        "alt": told.picture_name,
        "words": told.words.text,
        "words_language": told.words.language,
        "title": told.title.text,
        "key": told.standing.measure.requirement,
        "gate": "" if told.gate == NO_GATE else str(GATE_WORDS[told.gate]),
        "owner": told.owner,
        "until": written(told.due_on),
        "is_late": told.standing.is_late,
        "cost": " · ".join(part for part in (told.cost, told.amount) if part),
        "payer": told.payer,
        "is_done": told.state == "done",
    }


def written(day: date) -> str:
    """A day as the language writes it."""
    return date_format(day, "DATE_FORMAT")
