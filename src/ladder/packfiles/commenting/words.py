"""The form's own words in the languages that it is offered in."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder.packfiles.commenting.model import (
    CLAUSE,
    COMMENTS,
    KEYS,
    LINE,
    MEMBER,
    OBSERVATIONS,
    PART,
    PROPOSED,
    TYPE,
    Column,
)


@dataclass(frozen=True, slots=True)
class FormWords:
    """Title, labels of the head, headings by key, and the legend below the table."""

    language: str
    title: str
    labels: Mapping[str, str]
    headings: Mapping[str, str]
    legend: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The eight columns of the form."""
        return tuple(Column(key, self.headings[key]) for key in KEYS)


WORDS = {
    "en": FormWords(
        "en",
        "Template for comments and secretariat observations",
        {"date": "Date", "document": "Document", "project": "Project"},
        {
            MEMBER: "MB/NC",
            LINE: "Line number",
            CLAUSE: "Clause/Subclause",
            PART: "Paragraph/Figure/Table",
            TYPE: "Type of comment",
            COMMENTS: "Comments",
            PROPOSED: "Proposed change",
            OBSERVATIONS: "Observations of the secretariat",
        },
        (
            "MB/NC = who comments: the organisation or its group",
            "Type of comment: ge = general, te = technical, ed = editorial, tr = translation",
        ),
    ),
    "fr": FormWords(
        "fr",
        "Modèle pour les commentaires et les observations du secrétariat",
        {"date": "Date", "document": "Document", "project": "Projet"},
        {
            MEMBER: "CM/CN",
            LINE: "Numéro de ligne",
            CLAUSE: "Article/Paragraphe",
            PART: "Alinéa/Figure/Tableau",
            TYPE: "Type de commentaire",
            COMMENTS: "Commentaires",
            PROPOSED: "Changement proposé",
            OBSERVATIONS: "Observations du secrétariat",
        },
        (
            "CM/CN = qui commente : l’organisation ou son groupe",
            "Type de commentaire : ge = général, te = technique, ed = rédactionnel, tr = traduction",
        ),
    ),
    "zh": FormWords(
        "zh",
        "意见与秘书处处理意见表",
        {"date": "日期", "document": "文件", "project": "项目"},
        {
            MEMBER: "成员体",
            LINE: "行号",
            CLAUSE: "章条号",
            PART: "段/图/表",
            TYPE: "意见类型",
            COMMENTS: "意见",
            PROPOSED: "修改建议",
            OBSERVATIONS: "秘书处意见",
        },
        (
            "成员体（MB/NC）= 提出意见的组织或其所属群体",
            "意见类型：ge = 一般，te = 技术，ed = 编辑，tr = 翻译",
        ),
    ),
}


def words_for(language: str) -> FormWords:
    """The form in this language; in English where it is not offered in it."""
    return WORDS.get(language, WORDS["en"])
