"""The numbers that a word processor shows before numbered paragraphs, which stand nowhere in the text itself."""

import re
from dataclasses import dataclass, field

from ladder.packfiles.commenting.docx_tree import Element

BULLET = "•"
LEVELS = 9
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `pattern` such as `%1.%2` or `(%1)`."""

    start: int = 1
    form: str = "decimal"
    pattern: str = "%1."


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    of_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counted: dict[str, list[int]] = field(default_factory=dict)

    def label_of(self, paragraph: Element) -> str:
        """What is shown before this paragraph: a number, a letter or a bullet, then a blank; "" for most."""
        key, depth = self.place_of(paragraph)
        levels = self.lists.get(key)
        if levels is None or not 0 <= depth < LEVELS:
            return ""
        counts = self.counted.setdefault(key, [0] * LEVELS)
        level = levels.get(depth, Level())
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (LEVELS - depth - 1)
        if level.form in {"bullet", "none"}:
            return f"{BULLET} " if level.form == "bullet" else ""

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            inner = levels.get(at, Level())
            return write_number(counts[at] or inner.start, inner.form)

        return re.sub(r"%([1-9])", number, level.pattern) + " "

    def place_of(self, paragraph: Element) -> tuple[str, int]:
        """The list and level that a paragraph or its style names; ("", 0) for none."""
        own = paragraph.child("pPr", "numPr")
        style = self.of_style.get(paragraph.value("pPr", "pStyle") or "", ("", 0))
        if own is None:
            return style
        depth = own.value("ilvl") or ""
        return own.value("numId") or style[0], int(depth) if depth.isdecimal() and len(depth) == 1 else style[1]


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of a document from its parts `numbering` and `styles`, either of which may be missing."""
    found = Numbering()
    patterns = {}
    for one in numbering.children if numbering else ():
        if one.name == "abstractNum":
            patterns[one.attributes.get("abstractNumId", "")] = read_levels(one)
        elif one.name == "num":
            found.lists[one.attributes.get("numId", "")] = patterns.get(one.value("abstractNumId") or "", {})
    for style in styles.children if styles else ():
        key, depth = style.value("pPr", "numPr", "numId"), style.value("pPr", "numPr", "ilvl") or "0"
        if style.name == "style" and key:
            found.of_style[style.attributes.get("styleId", "")] = (key, int(depth) if depth.isdecimal() else 0)
    return found


def read_levels(pattern: Element) -> dict[int, Level]:
    """The levels of one kind of list."""
    levels = {}
    for one in pattern.children:
        depth, start = one.attributes.get("ilvl", ""), one.value("start") or "1"
        if one.name == "lvl" and depth.isdecimal() and len(depth) == 1:
            count = int(start) if start.isdecimal() and len(start) < LEVELS else 1
            levels[int(depth)] = Level(count, one.value("numFmt") or "decimal", one.value("lvlText") or "")
    return levels


def write_number(count: int, form: str) -> str:
    """A number as a list shows it; forms of other scripts are shown as digits."""
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"}:
        roman = write_roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def write_roman(count: int) -> str:
    """A number in small Roman letters; beyond 3999 in digits."""
    if not 0 < count < 4000:  # noqa: PLR2004 - where Roman numbers end
        return str(count)
    written = ""
    for value, letters in ROMAN:
        times, count = divmod(count, value)
        written += letters * times
    return written
