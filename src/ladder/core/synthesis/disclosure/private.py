"""What protection starts from and keeps: real counts, which never leave the room but as a protected release."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from ladder.core.synthesis.disclosure.documents import document_of_tables, tables_of_document
from ladder.core.synthesis.disclosure.published import ALL, JOIN, PublishedTables
from ladder.core.synthesis.evidence import GroupFrame

# effective and real voices that differ by less are equal but for the last bits of a sum
DISCOUNT = 1e-9


class EvidenceFaultError(ValueError):
    """Counts that cannot be: the message names the item and the group."""


class ReleaseRefusedError(ValueError):
    """A release that must not be made; `reasons` are sentences."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class CellCount:
    """What one group said on one item.

    `agree` (with and without a change), `disagree` and `passed` are people; the `*_effective` counts, `effective` (all)
    and `independent` those of `Counts`, None where no open show of hands is among them. `changed[k]` is how many
    people's positions were added, changed or withdrawn here since release k + 1 was frozen.
    """

    item: str
    group: str
    agree: int
    disagree: int
    passed: int
    with_change: int = 0
    agree_effective: float | None = None
    disagree_effective: float | None = None
    effective: float | None = None
    independent: float | None = None
    changed: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        counts = (self.agree, self.disagree, self.passed, self.with_change, *self.changed)
        if min(counts) < 0 or self.with_change > self.agree:
            raise EvidenceFaultError(f"{self.item}, {self.group}: the counts {counts} cannot be")

    @property
    def voices(self) -> int:
        """How many people were asked and answered."""
        return self.agree + self.disagree + self.passed

    @property
    def is_discounted(self) -> bool:
        """Whether open shows of hands are among the voices."""
        return self.effective is not None and abs(self.effective - self.voices) > DISCOUNT


@dataclass(frozen=True, slots=True)
class PeopleCount:
    """How many took part, by kind, group (empty: any) and gender (empty: all); `changed` as in `CellCount`."""

    kind: str
    group: str
    gender: str
    count: int
    changed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivateEvidence:
    """Everything a release is made from.

    `divergent` is the permutation test run on the public groups of each item (see `public_groups`); an item left out
    was not tested. `people_changed` is how many people gave, changed or withdrew anything since the last release.
    """

    items: tuple[str, ...]
    groups: tuple[GroupFrame, ...]
    cells: tuple[CellCount, ...]
    people: tuple[PeopleCount, ...] = ()
    divergent: Mapping[str, bool] = field(default_factory=dict)
    people_changed: int = 0

    def __post_init__(self) -> None:
        known = {each.key for each in self.groups}
        for key in known:
            if JOIN in key or key in {"", ALL}:
                raise EvidenceFaultError(f"the group {key!r}: a key may not be empty or {ALL}, or hold {JOIN}")
        seen: set[tuple[str, str]] = set()
        for cell in self.cells:
            where = (cell.item, cell.group)
            if where in seen or cell.group not in known or cell.item not in self.items:
                raise EvidenceFaultError(f"{cell.item}, {cell.group}: this cell is not known, or stands twice")
            seen.add(where)


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """The real counts behind a shown row at the moment it was shown: people, and effective counts."""

    item: str
    group: str
    agree: int
    disagree: int
    passed: int
    with_change: int
    agree_effective: float
    disagree_effective: float
    effective: float
    independent: float

    @property
    def voices(self) -> int:
        """How many people were asked and answered."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class ProtectedRelease:
    """A release: `tables` for everybody, `frozen` for making the next release and for nobody else."""

    tables: PublishedTables
    frozen: tuple[FrozenRow, ...]

    def as_private_document(self) -> dict[str, object]:
        """All of it as JSON; never to be published."""
        return {"tables": document_of_tables(self.tables), "frozen": [asdict(row) for row in self.frozen]}

    @classmethod
    def from_private_document(cls, document: Mapping[str, Any]) -> Self:
        """A release as `as_private_document` wrote it."""
        return cls(tables_of_document(document["tables"]), tuple(FrozenRow(**row) for row in document["frozen"]))
