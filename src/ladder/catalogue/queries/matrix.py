"""The framework at a glance: principles by levels, and the requirements of any part of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ladder.packfiles.model import Pack, Reading, Requirement


@dataclass(frozen=True, slots=True)
class LevelHead:
    """A level as a column of the matrix."""

    rank: int
    name: Reading
    summary: Reading
    has_working_name: bool
    requirements: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many requirements stand at a principle and level, and how many of them are gates."""

    principle: int
    level: LevelHead
    requirements: int
    stops: int
    caps: int


@dataclass(frozen=True, slots=True)
class Row:
    """A principle with its cells, lowest level first."""

    number: int
    name: Reading
    summary: Reading
    cells: tuple[Cell, ...]
    requirements: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """All principles by all levels."""

    levels: tuple[LevelHead, ...]
    rows: tuple[Row, ...]
    requirements: int
    stops: int
    caps: int

    @property
    def name_readings(self) -> list[Reading]:
        """Every text of the matrix, to tell their states."""
        rows = [text for row in self.rows for text in (row.name, row.summary)]
        return rows + [text for level in self.levels for text in (level.name, level.summary)]


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement as one line of a list."""

    key: str
    title: Reading
    principle: int
    principle_name: Reading
    level: int
    level_name: Reading
    gate: str
    gate_name: str
    condition: str
    cost: str


@dataclass(frozen=True, slots=True)
class Part:
    """Which requirements a list shows; None or "" leaves that side open."""

    principle: int | None = None
    level: int | None = None
    gate: str = ""


def build_matrix(pack: Pack, language: str) -> Matrix:
    """The matrix of a version, with its words in a language."""
    levels = tuple(head_of(pack, rank, language) for rank in sorted(level.rank for level in pack.levels))
    rows = tuple(row_of(pack, principle.number, levels, language) for principle in pack.principles)
    gates = Counter(requirement.gate for requirement in pack.requirements)
    return Matrix(levels, rows, len(pack.requirements), gates["stop"], gates["cap"])


def head_of(pack: Pack, rank: int, language: str) -> LevelHead:
    """A level by its rank."""
    level = next(level for level in pack.levels if level.rank == rank)
    return LevelHead(
        rank=rank,
        name=pack.read("levels", level.key, "name", language),
        summary=pack.read("levels", level.key, "summary", language),
        has_working_name=level.working_name,
        requirements=sum(requirement.level == rank for requirement in pack.requirements),
    )


def row_of(pack: Pack, number: int, levels: Iterable[LevelHead], language: str) -> Row:
    """A principle by its number."""
    mine = [requirement for requirement in pack.requirements if requirement.principle == number]
    cells = tuple(cell_of([one for one in mine if one.level == level.rank], number, level) for level in levels)
    key = principle_key(pack, number)
    summary = pack.read("principles", key, "summary", language)
    return Row(number, pack.read("principles", key, "name", language), summary, cells, len(mine))


def cell_of(requirements: list[Requirement], principle: int, level: LevelHead) -> Cell:
    """The counts of one cell."""
    gates = Counter(requirement.gate for requirement in requirements)
    return Cell(principle, level, len(requirements), gates["stop"], gates["cap"])


def principle_key(pack: Pack, number: int) -> str:
    """The key under which a principle's words stand."""
    return next(principle.key for principle in pack.principles if principle.number == number)


def level_key(pack: Pack, rank: int) -> str:
    """The key under which a level's words stand."""
    return next(level.key for level in pack.levels if level.rank == rank)


def list_lines(pack: Pack, language: str, part: Part) -> list[Line]:
    """The requirements of a part of the framework, by principle, level and key."""
    chosen = [
        one for one in pack.requirements
        if part.principle in {None, one.principle} and part.level in {None, one.level} and part.gate in {"", one.gate}
    ]  # fmt: skip
    return [line_of(pack, one, language) for one in sorted(chosen, key=lambda one: (one.principle, one.level))]


def line_of(pack: Pack, one: Requirement, language: str) -> Line:
    """A requirement as a line."""
    return Line(
        key=one.id,
        title=pack.read("requirements", one.id, "title", language),
        principle=one.principle,
        principle_name=pack.read("principles", principle_key(pack, one.principle), "name", language),
        level=one.level,
        level_name=pack.read("levels", level_key(pack, one.level), "name", language),
        gate=one.gate,
        gate_name="" if one.gate == "none" else pack.say("gates", one.gate, "name", language),
        condition=one.condition,
        cost=pack.say("cost_classes", one.cost, "name", language),
    )
