"""Knows the form's headings however a template words them, in English, French or Chinese."""

import re
import unicodedata
from collections.abc import Sequence

from ladder.packfiles.commenting.model import (
    CLAUSE,
    COMMENTS,
    HEAD_KEYS,
    KEYS,
    LINE,
    MEMBER,
    OBSERVATIONS,
    PART,
    PROPOSED,
    TYPE,
    Column,
)

FEWEST_KNOWN = 3
PATTERNS = (
    ("", re.compile(r"iso ?/ ?cs\b.*|.*\biso ?/ ?cs")),
    (TYPE, re.compile(r"type (of|de|du) comment(s|aires?)?( .*)?|类型|(评论|意见)类型|aina ya maoni")),
    (OBSERVATIONS, re.compile(r".*(secretariat|secretaire).*|observations?|秘书处(意见|处理意见|的意见)|处理意见")),
    (
        PROPOSED,
        re.compile(
            r"propos(ed|als?|itions?)\b.*|(changement|modification|texte)s? propose.*|"
            r".*proposed (changes?|text|wording).*|"
            r"(修改建议|建议修改|建议的修改)"
        ),
    ),
    (
        MEMBER,
        re.compile(
            r"(mb|nc|cm|cn|nb)( ?/ ?(mb|nc|cm|cn|nb))*|member body.*|comite (membre|national).*|成员体|国家成员体"
        ),
    ),
    (LINE, re.compile(r"lines?( no| number)?s?|(numero de )?lignes?|n[o°]? ?de ligne|行号")),
    (
        CLAUSE,
        re.compile(
            r"(sub ?)?clauses?( no| number)?\b.*|article\b.*|chapitre\b.*|section\b.*|requirement\b.*|exigence\b.*|"
            r"(章条|条款|章节)(号|编号)?(/子条款)?"
        ),
    ),
    (
        PART,
        re.compile(
            r"(paragraphe?|alinea)s?( ?/ ?(figure|table|tableau|note|equation)s?)*|(figure|table|tableau|annex)\b.*|"
            r"段落?(/图/表)?|段/图/表"
        ),
    ),
    (COMMENTS, re.compile(r"comments?( by .*| from .*)?|commentaires?( d.*)?|意见|评论|意见内容|maoni")),
)
LEGEND = re.compile(r"\b(mb|nc|cm|cn)\)? ?=|\bge ?= ?|type of comment ?:|type de commentaire ?:|compulsory columns?")
LABELS = re.compile(r"\s*(date|document|project|projet|日期|文件|项目)\s*[:：]\s*(.*)", re.IGNORECASE | re.DOTALL)
LABEL_KEYS = {"projet": "project", "日期": "date", "文件": "document", "项目": "project"}


def fold(text: str) -> str:
    """A heading without accents, footnote marks, examples in brackets, hyphens at line ends and spare blanks."""
    plain = unicodedata.normalize("NFKD", text.replace("\u00ad", "")).lower()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = re.sub(r"\([^)]*\)|（[^）]*）", " ", plain)
    plain = re.sub(r"[-‐‑]\s*\n?\s*|[\d*.:]+", lambda match: "" if match[0][0] in "-‐‑" else " ", plain)
    return " ".join(re.sub(r"\s*/\s*", "/", plain).split())


def key_of(heading: str) -> str:
    """The form's column that a heading means, "" where it means none."""
    folded = fold(heading)
    return next((key for key, pattern in PATTERNS if pattern.fullmatch(folded)), "")


def recognise(cells: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns that a row of headings names; None where the row is no heading of the form."""
    keys = [key_of(cell) for cell in cells]
    known = {key for key in keys if key in KEYS}
    if COMMENTS not in known or len(known) < FEWEST_KNOWN:
        return None
    return tuple(Column(key, cell.strip()) for key, cell in zip(keys, cells, strict=True))


def is_legend(cells: Sequence[str]) -> bool:
    """Whether a row explains the form (what MB and ge mean, in its first cell alone) or numbers all its columns."""
    texts = [cell.strip() for cell in cells]
    if len(texts) >= FEWEST_KNOWN and all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in texts):
        return [int(text.strip("()")) for text in texts] == list(range(1, len(texts) + 1))
    return bool(texts) and not any(texts[1:]) and LEGEND.search(fold_legend(texts[0])) is not None


def fold_legend(text: str) -> str:
    """Text in small letters without accents, one blank between words."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def read_labels(cells: Sequence[str]) -> dict[str, str]:
    """What a row says at the head of a form: `Date: ...`, or the label in one cell and the value in the next."""
    found: dict[str, str] = {}
    waiting = ""
    for cell in (cell for cell in cells if cell.strip()):
        fields = split_labels(cell)
        if not fields and waiting:
            found[waiting] = cell.strip()
        waiting = ""
        for key, value in fields:
            found.setdefault(key, value)
            waiting = key if not value else ""
    return {key: found[key] for key in HEAD_KEYS if key in found}


def split_labels(cell: str) -> list[tuple[str, str]]:
    """The labelled values of one cell; lines without a label belong to the label before them."""
    fields: list[tuple[str, list[str]]] = []
    for line in cell.strip().split("\n"):
        match = LABELS.fullmatch(line)
        if match:
            label = match[1].lower()
            fields.append((LABEL_KEYS.get(label, label), [match[2]]))
        elif fields:
            fields[-1][1].append(line)
        else:
            return []
    return [(key, "\n".join(lines).strip()) for key, lines in fields]
