"""Reads what an online meeting leaves behind: its chat with consent row by row, or the counts of its polls.

Only the columns named here are read. Names, addresses and times that such exports carry are left where they are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ladder.packfiles.delimited import TableRow, read_delimited
from ladder.packfiles.faults import Fault, Place

TEXT, LANGUAGE, CONSENT, KIND, GROUP, REQUIREMENT = "text", "language", "consent", "kind", "group", "requirement"
COUNTS = ("as_written", "with_change", "cannot", "unclear")
SECRET = "secret"  # noqa: S105 - a column: whether nobody saw who chose what
CHAT_COLUMNS, POLL_COLUMNS = (TEXT, LANGUAGE, CONSENT), (REQUIREMENT, *COUNTS)
KINDS = ("comment", "question")
LONGEST_TEXT, MOST_ROWS, LARGEST_COUNT = 10_000, 5_000, 100_000
YES_NO = {"": False, "no": False, "yes": True}


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may name: languages, consents, groups and requirements, each by key."""

    languages: frozenset[str]
    consents: frozenset[str]
    groups: frozenset[str]
    requirements: frozenset[str]


@dataclass(frozen=True, slots=True)
class ChatLine:
    """Something that was written in the chat, with consent."""

    kind: str
    language: str
    text: str
    consent: str
    group: str = ""
    requirement: str = ""


@dataclass(frozen=True, slots=True)
class PollLine:
    """How many chose what on one requirement, in one group or, without one, in a mixed room."""

    requirement: str
    group: str
    counts: tuple[int, int, int, int]
    is_secret: bool


@dataclass(frozen=True, slots=True)
class DialogueTable:
    """What a table held, or the faults that keep all of it out."""

    lines: tuple[ChatLine | PollLine, ...]
    faults: tuple[Fault, ...]


def read_dialogue_table(name: str, content: bytes, known: Known) -> DialogueTable:
    """A chat (with the column `text`) or polls (with `as_written`), as CSV. `name` is what faults call the file."""
    faults: list[Fault] = []
    rows = read_delimited(name, content, faults)
    if faults or not rows:
        wanted = (("wanted", ", ".join(CHAT_COLUMNS)),)
        return DialogueTable((), tuple(faults) or (Fault(Place(name), "table.no_rows", values=wanted),))
    heading = [cell.lower() for cell in rows[0].cells]
    wanted_columns = POLL_COLUMNS if COUNTS[0] in heading else CHAT_COLUMNS
    faults += faults_of_heading(Place(name, rows[0].number), heading, wanted_columns)
    if len(rows) - 1 > MOST_ROWS:
        faults.append(Fault(Place(name), "dialogue.too_many", values=(("limit", str(MOST_ROWS)),)))
    if faults:
        return DialogueTable((), tuple(faults))
    return read_lines(name, heading, rows[1:], known)


def read_lines(name: str, heading: list[str], rows: Sequence[TableRow], known: Known) -> DialogueTable:
    """The lines below a heading."""
    faults: list[Fault] = []
    lines: list[ChatLine | PollLine] = []
    for row in rows:
        if len(row.cells) != len(heading):
            values = (("found", str(len(row.cells))), ("wanted", str(len(heading))))
            faults.append(Fault(Place(name, row.number), "table.cells", values=values))
            continue
        line = Line(name, row.number, dict(zip(heading, row.cells, strict=True)), heading)
        found = list(line.faults(known))
        faults += found
        if not found:
            lines.append(line.build())
    return DialogueTable(() if faults else tuple(lines), tuple(faults))


def faults_of_heading(place: Place, heading: list[str], wanted: Sequence[str]) -> Iterator[Fault]:
    """Columns that are missing or stand twice."""
    for column in wanted:
        if column not in heading:
            yield Fault(place, "table.no_column", values=(("name", column),))
    for column in sorted({one for one in heading if one and heading.count(one) > 1}):
        yield Fault(place, "book.duplicate_column", values=(("name", column),))


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its cells by column."""

    file: str
    number: int
    cells: Mapping[str, str]
    heading: list[str]

    @property
    def is_poll(self) -> bool:
        """Whether the row counts hands instead of quoting words."""
        return COUNTS[0] in self.heading

    def faults(self, known: Known) -> Iterator[Fault]:
        """Everything wrong with the row."""
        lists = {GROUP: known.groups, REQUIREMENT: known.requirements}
        if self.is_poll:
            yield from self.faults_of_counts()
        else:
            yield from self.faults_of_words()
            lists |= {LANGUAGE: known.languages, CONSENT: known.consents, KIND: frozenset(KINDS)}
        needed = (REQUIREMENT,) if self.is_poll else CHAT_COLUMNS
        for column, allowed in lists.items():
            value = self.cells.get(column, "")
            if value and value not in allowed:
                yield self.fault(column, "dialogue.unknown", value=value, column=column)
            elif not value and column in needed:
                yield self.fault(column, "form.empty")

    def faults_of_words(self) -> Iterator[Fault]:
        """No words, or too many."""
        if not self.cells[TEXT]:
            yield self.fault(TEXT, "form.empty")
        elif len(self.cells[TEXT]) > LONGEST_TEXT:
            yield self.fault(TEXT, "form.too_long", wanted=f"at most {LONGEST_TEXT} characters")

    def faults_of_counts(self) -> Iterator[Fault]:
        """Numbers that are none."""
        for column in COUNTS:
            value = self.cells[column]
            if value and (not value.isascii() or not value.isdigit() or int(value[:9]) > LARGEST_COUNT):
                yield self.fault(column, "dialogue.count", value=value)
        if self.cells.get(SECRET, "").lower() not in YES_NO:
            yield self.fault(SECRET, "dialogue.unknown", value=self.cells[SECRET], column=SECRET)

    def build(self) -> ChatLine | PollLine:
        """What a faultless row says."""
        cells = self.cells
        group, requirement = cells.get(GROUP, ""), cells.get(REQUIREMENT, "")
        if self.is_poll:
            as_written, with_change, cannot, unclear = (int(cells[column] or 0) for column in COUNTS)
            counts = (as_written, with_change, cannot, unclear)
            return PollLine(requirement, group, counts, YES_NO[cells.get(SECRET, "").lower()])
        kind = cells.get(KIND, "") or KINDS[0]
        return ChatLine(kind, cells[LANGUAGE], cells[TEXT], cells[CONSENT], group, requirement)

    def fault(self, column: str, code: str, /, **values: str) -> Fault:
        """A fault in a cell of this row."""
        at = self.heading.index(column) + 1 if column in self.heading else 1
        return Fault(Place(self.file, self.number, at), code, column, tuple(values.items()))
