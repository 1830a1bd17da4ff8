"""Gathers the faults of a long table, but never more than anybody would read."""

from dataclasses import dataclass, field

from ladder.packfiles.faults import Fault, Place

MOST_FAULTS = 200
LONGEST_NAME, LONGEST_SHOWN = 200, 60


@dataclass(slots=True)
class Findings:
    """The first faults of the file `name`, and how many there were beyond them.

    `columns` tells where the wanted columns stand, from 1; known once the heading has been read.
    """

    name: str
    columns: dict[str, int] = field(default_factory=dict)
    kept: list[Fault] = field(default_factory=list)
    more: int = 0

    def add(self, fault: Fault) -> None:
        """Note one fault."""
        if len(self.kept) < MOST_FAULTS:
            self.kept.append(fault)
        else:
            self.more += 1

    def at(self, line: int, column: str) -> Place:
        """The place of a cell."""
        return Place(self.name, line, self.columns[column])

    def check_name(self, line: int, column: str, cell: str) -> bool:
        """Whether a cell names somebody or something; a fault is added where it does not."""
        if not cell:
            self.add(Fault(self.at(line, column), "form.empty", column))
        elif len(cell) > LONGEST_NAME:
            values = (("wanted", f"at most {LONGEST_NAME} characters"),)
            self.add(Fault(self.at(line, column), "form.too_long", column, values))
        return 0 < len(cell) <= LONGEST_NAME

    def all(self) -> tuple[Fault, ...]:
        """The faults in the order of the table; a last one tells how many are not listed."""
        found = sorted(self.kept)
        if self.more:
            found.append(Fault(Place(self.name), "table.more_faults", values=(("number", str(self.more)),)))
        return tuple(found)


def shown(value: str) -> str:
    """A cell as a fault quotes it: in one line and not too long."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN] + "…"
