"""The types of comment, as people write them in the form's column."""

import re

GENERAL, TECHNICAL, EDITORIAL, TRANSLATION = "general", "technical", "editorial", "translation"
ABBREVIATIONS = {GENERAL: "ge", TECHNICAL: "te", EDITORIAL: "ed", TRANSLATION: "tr"}
SPELLINGS = {
    GENERAL: ("g", "ge", "gen", "general", "général", "générale", "gé", "jumla", "总体", "一般", "通用"),
    TECHNICAL: ("t", "te", "tech", "technical", "technique", "kiufundi", "技术", "技術"),
    EDITORIAL: ("e", "ed", "edit", "editorial", "éditorial", "éd", "rédactionnel", "rédactionnelle", "uhariri", "编辑"),
    TRANSLATION: ("tr", "trans", "translation", "traduction", "tafsiri", "翻译"),
}
BY_SPELLING = {spelling: kind for kind, spellings in SPELLINGS.items() for spelling in spellings}


def read_type(written: str) -> str | None:
    """The type that a cell names: general, technical, editorial or translation; None where it names none or several."""
    words = [word for word in re.split(r"[\s/,;.()+&-]+", written.strip().lower()) if word]
    kinds = {BY_SPELLING.get(word, "") for word in words}
    return kinds.pop() or None if len(kinds) == 1 else None
