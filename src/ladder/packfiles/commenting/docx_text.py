"""The words of one cell of a Word document, with tracked changes accepted and notes put below.

Accepted reading: what was inserted counts, what was deleted does not, what was moved stands where it was moved to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from ladder.packfiles.commenting.docx_numbering import Numbering
from ladder.packfiles.commenting.docx_tree import Element

TRACKED, NOTES, NESTED, PICTURE, EMBEDDED = "tracked", "notes", "nested", "picture", "embedded"
SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
INSERTED, DELETED = ("ins", "moveTo"), ("del", "moveFrom")
NOTE_KINDS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes", "commentReference": "comments"}
PICTURES = ("drawing", "pict", "object")
MARKED = {"cellIns", "cellDel", "cellMerge"}
SHOWN_LINKS = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Sources:
    """What words refer to outside of the table: lists, notes by kind and id, addresses of links by id."""

    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    addresses: dict[str, str]


@dataclass(slots=True)
class CellText:
    """Reads one cell; `remarks` says what was found in it beside words."""

    sources: Sources
    remarks: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def read(self, cell: Element) -> str:
        """The words of the cell, one line a paragraph, notes below."""
        return "".join([self.read_blocks(cell), *(f"\n[{at}] {note}" for at, note in enumerate(self.notes, start=1))])

    def read_blocks(self, container: Element) -> str:
        """The paragraphs of a container, one a line."""
        lines = ["", *self.lines_of(container)]
        return "".join(lines).removesuffix("\n")

    def lines_of(self, container: Element) -> list[str]:
        """The words of each paragraph with the end of its line, unless that end was deleted."""
        lines: list[str] = []
        for child in container.children:
            if child.name == "p":
                lines.append(self.read_paragraph(child))
            elif child.name == "tbl":
                self.remarks.add(NESTED)
            elif child.name == "altChunk":
                self.remarks.add(EMBEDDED)
            elif child.name in DELETED:
                self.remarks.add(TRACKED)
            elif child.name == "sdt":
                lines += self.lines_of(content_of(child))
            elif child.name in {"customXml", "smartTag", *INSERTED}:
                lines += self.lines_of(child)
        return lines

    def read_paragraph(self, paragraph: Element) -> str:
        """One paragraph with its number and the end of its line."""
        self.words = []
        self.read_inline(paragraph)
        words, is_joined = "".join(self.words), False
        for name in (*INSERTED, *DELETED):
            if paragraph.child("pPr", "rPr", name) is not None:
                self.remarks.add(TRACKED)
                is_joined = is_joined or name in DELETED
        label = self.sources.numbering.label_of(paragraph) if words or not is_joined else ""
        return label + words + ("" if is_joined else "\n")

    def read_inline(self, container: Element) -> None:
        """The words of runs and of everything that wraps runs."""
        for child in container.children:
            self.read_one(child)

    def read_one(self, child: Element) -> None:
        """One element of a line."""
        if child.name == "t":
            self.words.append(child.text)
        elif child.name in SIGNS:
            self.words.append(SIGNS[child.name])
        elif child.name in DELETED:
            self.remarks.add(TRACKED)
        elif child.name in PICTURES:
            self.remarks.add(PICTURE)
        elif child.name in NOTE_KINDS:
            self.take_note(child)
        else:
            self.read_wrapper(child)

    def read_wrapper(self, child: Element) -> None:
        """What holds words inside: insertions, links, fields, controls, alternatives."""
        readers: dict[str, Callable[[Element], None]] = {
            "hyperlink": self.read_link,
            "sdt": lambda one: self.read_inline(content_of(one)),
            "AlternateContent": lambda one: self.read_inline(one.child("Choice") or one.child("Fallback") or one),
            "sym": lambda one: self.words.append(symbol_of(one)),
            "pPr": lambda _: None,
            "rPr": lambda _: None,
        }
        if child.name in INSERTED:
            self.remarks.add(TRACKED)
        readers.get(child.name, self.read_inline)(child)

    def read_link(self, link: Element) -> None:
        """The words of a link, and its address where the words do not say it."""
        before = len(self.words)
        self.read_inline(link)
        shown = "".join(self.words[before:])
        address = self.sources.addresses.get(link.attributes.get("id", ""), "")
        if address.startswith(SHOWN_LINKS) and address.removeprefix("mailto:").rstrip("/") not in shown:
            self.words.append(f" <{address}>")

    def take_note(self, reference: Element) -> None:
        """A footnote, endnote or margin comment: a number here, its words below the cell's."""
        note = self.sources.notes.get((NOTE_KINDS[reference.name], reference.attributes.get("id", "")))
        if note is None:
            return
        inner = CellText(Sources(self.sources.numbering, {}, self.sources.addresses))
        self.notes.append(inner.read_blocks(note).strip())
        self.remarks |= {NOTES, *inner.remarks}
        self.words.append(f"[{len(self.notes)}]")


def content_of(control: Element) -> Element:
    """What a content control holds; nothing where it only shows its prompt."""
    nothing = Element("sdtContent", {})
    if control.child("sdtPr", "showingPlcHdr") is not None:
        return nothing
    return control.child("sdtContent") or nothing


def symbol_of(element: Element) -> str:
    """A sign named by its number in a font."""
    try:
        return chr(int(element.attributes.get("char", "FFFD"), 16))
    except (ValueError, OverflowError):
        return "\ufffd"
