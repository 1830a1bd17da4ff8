"""The matrix cut by principle, with the words of the framework."""

from dataclasses import dataclass
from itertools import groupby

from ladder.catalogue.queries.matrix import principle_key
from ladder.packfiles.model import Pack, Reading
from ladder.synthesis.queries.matrix import Cell, Heard


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One requirement of a section with its title."""

    key: str
    title: Reading
    classes: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One principle with its requirements."""

    number: int
    name: Reading
    groups: tuple[str, ...]
    lines: tuple[SectionLine, ...]


def sections_of(heard: Heard, pack: Pack, language: str) -> tuple[Section, ...]:
    """The matrix by principle."""
    return tuple(
        Section(
            number=number,
            name=name_of(pack, number, language),
            groups=heard.groups,
            lines=tuple(
                SectionLine(line.key, pack.read("requirements", line.key, "title", language), line.classes, line.cells)
                for line in lines
            ),
        )
        for number, lines in groupby(heard.lines, key=lambda line: line.principle)
    )


def principles_of(heard: Heard, pack: Pack, language: str) -> dict[int, Reading]:
    """The principles of the matrix with their names, in order."""
    return {number: name_of(pack, number, language) for number in dict.fromkeys(line.principle for line in heard.lines)}


def name_of(pack: Pack, principle: int, language: str) -> Reading:
    """The name of a principle."""
    return pack.read("principles", principle_key(pack, principle), "name", language)
