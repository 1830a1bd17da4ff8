"""The report as a tree of sentences, the same for page, PDF and DOCX. Every sentence names its evidence.

Texts are already in the report's language; `language` stands where a text is in another one (a quote in the original).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

WIDEST_AS_CARDS = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a sentence rests on: a label to read, and a place inside the report (`anchor`) where the numbers stand."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or short paragraph with what it rests on."""

    kind: ClassVar[str] = "sentence"

    text: str
    evidence: tuple[Evidence, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, with consent: who, as far as may be said, and how the words came into this language.

    `original` are the words as they were said, where `text` is a translation.
    """

    kind: ClassVar[str] = "quote"

    text: str
    language: str
    by: str
    label: str
    evidence: tuple[Evidence, ...]
    original: str = ""
    original_language: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share between two bounds in percent, drawn as a bar; `words` says the same to those who do not see it."""

    low: int
    high: int
    words: str

    @property
    def width(self) -> int:
        """How wide the bar is, at least one percent so that it is seen."""
        return max(self.high - self.low, 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: text, or a bar with its words. `words` says what a sign means to those who hear it.

    `language` stands where the text is in another language than the report.
    """

    text: str = ""
    bar: Bar | None = None
    words: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption. The first cell of every row names the row.

    `anchor` and, where there are any, `row_anchors` are where evidence links to.
    """

    kind: ClassVar[str] = "table"

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchor: str
    note: str = ""
    row_anchors: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether it has so many columns that a phone scrolls it rather than making cards of its rows."""
        return len(self.head) > WIDEST_AS_CARDS

    @property
    def labelled(self) -> list[tuple[str, list[tuple[Cell, str]]]]:
        """Every row with its anchor, and each cell with its heading, for tables that become cards on a phone."""
        anchors = self.row_anchors or ("",) * len(self.rows)
        return [
            (anchor, list(zip(row, self.head, strict=True))) for anchor, row in zip(anchors, self.rows, strict=True)
        ]


Block = Sentence | Quote | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading with what stands under it."""

    number: str
    title: str
    anchor: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report in one language. `marks` are the notes that stand on the title page and in every page's head."""

    language: str
    title: str
    subtitle: str
    marks: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    words: dict[str, str]


def sentences_of(sections: Sequence[Section]) -> list[Sentence]:
    """Every sentence, in reading order."""
    found: list[Sentence] = []
    for section in sections:
        found += [block for block in section.blocks if isinstance(block, Sentence)]
        found += sentences_of(section.sections)
    return found


def anchors_of(sections: Sequence[Section]) -> set[str]:
    """Every place that evidence may point to."""
    found = {section.anchor for section in sections}
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                found |= {block.anchor, *block.row_anchors}
        found |= anchors_of(section.sections)
    return found
