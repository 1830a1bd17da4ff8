"""Reads a table of votes: who said what on which statement, each pair once, or every fault with its row and column.

A vote is 1 (agree), 0 (pass) or -1 (disagree). The same row again is let pass; two votes of one participant on one
statement are a fault that names both rows, for nobody can tell which of them was meant.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ladder.packfiles.faults import Fault
from ladder.packfiles.votes.findings import LONGEST_NAME, Findings, shown
from ladder.packfiles.votes.long_table import LARGEST_TABLE_BYTES, read_long_table
from ladder.packfiles.votes.plain import read_plain

PARTICIPANT, STATEMENT, VOTE = "participant", "statement", "vote"
COLUMNS = (PARTICIPANT, STATEMENT, VOTE)
VOTE_OF = {"1": 1, "0": 0, "-1": -1}
CHOICES = 3

Ints: TypeAlias = NDArray[np.int64]
Codes: TypeAlias = NDArray[np.int32]
Votes: TypeAlias = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class VotesFile:
    """What a table held, or the faults that keep all of it out.

    `participant` and `statement` are places in `participants` and `statements`, one entry a vote, in that order. Both
    lists are sorted, statements that are all numbers by number, so that the order of rows leaves no trace.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    participant: Codes
    statement: Codes
    vote: Votes
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows as they came: names in the order of their first row, one entry a row in the arrays.

    `line` is where each row begins; a plain file leaves it empty.
    """

    participants: list[str]
    participant: Codes
    statements: list[str]
    statement: Codes
    vote: Votes
    line: Codes


def read_votes(name: str, content: bytes) -> VotesFile:
    """The votes of a CSV file; `name` is what faults call it. A plain file is read fast, with the same result."""
    plain = read_plain(content) if len(content) <= LARGEST_TABLE_BYTES else None
    found = settle(Rows(*plain, np.zeros(0, dtype=np.int32))) if plain else None
    if found is not None:
        return found
    findings = Findings(name)
    rows = read_rows(content, findings)
    found = settle(rows)
    if found is None:
        add_contradictions(rows, findings)
    if found is None or findings.kept:
        none = np.zeros(0, dtype=np.int32)
        return VotesFile((), (), none, none, none.astype(np.int8), findings.all())
    return found


def read_rows(content: bytes, findings: Findings) -> Rows:
    """Every faultless row; faults are added to `findings`."""
    people: dict[str, int] = {}
    statements: dict[str, int] = {}
    participant, said_on, votes, lines = array("i"), array("i"), array("b"), array("i")
    for line, (person, statement, vote) in read_long_table(content, COLUMNS, findings):
        value = VOTE_OF.get(vote)
        if value is None or not 0 < len(person) <= LONGEST_NAME or not 0 < len(statement) <= LONGEST_NAME:
            note(findings, line, (person, statement, vote))
            continue
        participant.append(people.setdefault(person, len(people)))
        said_on.append(statements.setdefault(statement, len(statements)))
        votes.append(value)
        lines.append(line)
    whole, small = np.dtype(np.int32), np.dtype(np.int8)
    return Rows(
        list(people),
        np.array(participant, dtype=whole),
        list(statements),
        np.array(said_on, dtype=whole),
        np.array(votes, dtype=small),
        np.array(lines, dtype=whole),
    )


def note(findings: Findings, line: int, cells: Sequence[str]) -> None:
    """Add every fault of one row."""
    person, statement, vote = cells
    findings.check_name(line, PARTICIPANT, person)
    findings.check_name(line, STATEMENT, statement)
    if vote not in VOTE_OF and findings.check_name(line, VOTE, vote):
        values = (("value", shown(vote)), ("wanted", ", ".join(VOTE_OF)))
        findings.add(Fault(findings.at(line, VOTE), "form.choice", VOTE, values))


def settle(rows: Rows) -> VotesFile | None:
    """Each pair of participant and statement once, in order; None where one has two votes."""
    people, of_person = in_order(rows.participants)
    statements, of_statement = in_order(rows.statements)
    # one number a row, worked on in place: a long table is held as few times as can be
    packed = of_person[rows.participant]
    packed *= max(len(statements), 1)
    packed += of_statement[rows.statement]
    packed *= CHOICES
    packed += rows.vote + 1
    packed.sort()
    packed = packed[np.diff(packed, prepend=-1) > 0]
    vote = (packed % CHOICES - 1).astype(np.int8)
    packed //= CHOICES
    if (packed[1:] == packed[:-1]).any():
        return None
    participant = (packed // max(len(statements), 1)).astype(np.int32)
    packed %= max(len(statements), 1)
    return VotesFile(people, statements, participant, packed.astype(np.int32), vote, ())


def in_order(names: list[str]) -> tuple[tuple[str, ...], Ints]:
    """The names sorted, all numbers by number, and the new place of every name."""
    by_number = all(name.isascii() and name.isdecimal() and (name == "0" or name[0] != "0") for name in names)
    keys = [(len(name) if by_number else 0, name) for name in names]
    order = sorted(range(len(names)), key=keys.__getitem__)
    places = np.empty(len(names), dtype=np.int64)
    places[order] = np.arange(len(names))
    return tuple(names[place] for place in order), places


def add_contradictions(rows: Rows, findings: Findings) -> None:
    """Add a fault for every row that contradicts the first row of its participant and statement."""
    cells = rows.participant.astype(np.int64) * max(len(rows.statements), 1) + rows.statement
    order = np.argsort(cells, kind="stable")
    first = order[np.searchsorted(cells[order], cells)]
    for row in np.flatnonzero(rows.vote != rows.vote[first]).tolist():
        values = (
            ("participant", shown(rows.participants[rows.participant[row]])),
            ("statement", shown(rows.statements[rows.statement[row]])),
            ("value", str(rows.vote[row])),
            ("other", str(rows.vote[first[row]])),
            ("row", str(rows.line[first[row]])),
        )
        findings.add(Fault(findings.at(int(rows.line[row]), VOTE), "votes.two", VOTE, values))
