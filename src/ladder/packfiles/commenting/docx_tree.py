"""The parts of a Word document as small trees: bounded in size and depth, without entities, looks left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ladder.packfiles.archive import Archive, BrokenArchiveError
from ladder.packfiles.sheets import local, parse

MOST_KEPT = 300_000  # a clean form of 5,000 rows has about 280,000
DEEPEST = 80
MAIN_TYPES = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
MACRO_TYPE = b"macroEnabled"
OFFICE_DOCUMENT = "/officeDocument"
# Looks, deleted words, instructions of fields and earlier looks: nothing of these is read.
IGNORED = frozenset(
    """rFonts sz szCs lang color b bCs i iCs u strike caps smallCaps vertAlign highlight noProof tcW tcBorders tcMar shd
    spacing ind jc keepNext keepLines tabs tblPr tblGrid tblPrEx trHeight tblHeader cantSplit vAlign proofErr
    bookmarkStart bookmarkEnd lastRenderedPageBreak sectPr instrText delText delInstrText pPrChange rPrChange
    tcPrChange trPrChange tblPrChange sectPrChange rtl cs bidi contextualSpacing widowControl noWrap""".split()  # noqa: SIM905 - a list to be read
)
# Blanks between elements are no words; these are the elements whose own words count.
WORDED = frozenset({"t"})


@dataclass(slots=True)
class Element:
    """An element by its local name."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def child(self, *way: str) -> "Element | None":
        """The first element down this way of names."""
        found: Element | None = self
        for name in way:
            found = next((one for one in found.children if one.name == name), None) if found else None
        return found

    def value(self, *way: str) -> str | None:
        """The `val` of the first element down this way; None where there is no such element."""
        found = self.child(*way)
        return None if found is None else found.attributes.get("val", "")

    def walk(self) -> Iterator["Element"]:
        """This element and everything in it, in order."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(found.children)


class Builder:
    """Collects the tree while the parser reads."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.open: list[Element] = []
        self.root: Element | None = None
        self.ignoring = 0
        self.kept = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element, unless it stands in something that is ignored."""
        name = local(tag)
        if self.ignoring or name in IGNORED:
            self.ignoring += 1
            return
        self.kept += 1
        if self.kept > MOST_KEPT:
            raise BrokenArchiveError("book.too_many_cells", limit=f"{MOST_KEPT:,}")
        if len(self.open) > DEEPEST:
            raise BrokenArchiveError("book.broken", name=self.part)
        element = Element(name, {local(key): value for key, value in attributes.items()})
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, tag: str) -> None:
        """End an element."""
        del tag
        if self.ignoring:
            self.ignoring -= 1
        else:
            self.open.pop()

    def characters(self, text: str) -> None:
        """Take the words of a text element."""
        if not self.ignoring and self.open and self.open[-1].name in WORDED:
            self.open[-1].text += text


def read_tree(archive: Archive, part: str) -> Element:
    """The tree of one part. Raises BrokenArchiveError where it is missing, damaged, too large or too deep."""
    builder = Builder(part)
    parse(archive.read(part), part, builder.start, builder.end, builder.characters)
    if builder.root is None:
        raise BrokenArchiveError("book.broken", name=part)
    return builder.root


def find_main_part(archive: Archive) -> str:
    """The name of the part that holds the text. Raises BrokenArchiveError where it is no document without macros."""
    types = archive.read("[Content_Types].xml")
    if MACRO_TYPE in types:
        raise BrokenArchiveError("book.macros", name="[Content_Types].xml")
    for found in read_tree(archive, "_rels/.rels").children:
        if found.attributes.get("Type", "").endswith(OFFICE_DOCUMENT) and any(one in types for one in MAIN_TYPES):
            return found.attributes.get("Target", "").lstrip("/")
    raise BrokenArchiveError("book.not_docx")


def read_links(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """The relations of a part: end of the kind, and target, by id. Parts of the document stand with their full name."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if rels not in archive.names():
        return {}
    links = {}
    for found in read_tree(archive, rels).children:
        target = found.attributes.get("Target", "")
        if found.attributes.get("TargetMode") != "External":
            target = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        links[found.attributes.get("Id", "")] = (found.attributes.get("Type", "").rpartition("/")[2], target)
    return links
