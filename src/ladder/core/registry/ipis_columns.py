"""The two layouts of the IPIS table of mine visits, and what is wrong with a header that is neither."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

GROUP_COLUMNS = (
    "armed_group{n}",
    "type_armed_group{n}",
    "frequency_armed_group{n}",
    "taxation_armed_group{n}",
    "commerce_taxation_armed_group{n}",
    "entrance_taxation_armed_group{n}",
    "monopoly_armed_group{n}",
    "buying_minerals_armed_group{n}",
    "digging_armed_group{n}",
    "forced_labour_armed_group{n}",
    "pillaging_armed_group{n}",
    "pit_ownership_armed_group{n}",
)
PLACE_COLUMNS = (
    "FID",
    "vid",
    "cid",
    "id",
    "source",
    "project",
    "pcode",
    "name",
    "visit_date",
    "visit_onsite",
    "visit_onsite_novisitreason",
    "geom",
    "longitude",
    "latitude",
    "location_origin",
    "province",
    "province_old",
    "territoire",
    "collectivite",
    "groupement",
    "village",
    "workers_numb",
    "access_dry",
    "access_wet",
    "is_3t_mine",
    "is_gold_mine",
)
MINERAL_COLUMNS = ("mineral{n}", "selling_points_mineral{n}", "final_destination_mineral{n}")
END_COLUMNS = (
    "mechanisation",
    "state_service1",
    "state_service2",
    "state_service3",
    "state_service4",
    "traceability",
    "qualification",
    "childunder15",
    "childunder15work",
    "women",
    "womenwork",
)


def numbered(columns: Sequence[str], number: int) -> tuple[str, ...]:
    """Column names with their number filled in."""
    return tuple(column.format(n=number) for column in columns)


CURRENT_COLUMNS = (
    *PLACE_COLUMNS,
    *(name for n in (1, 2, 3) for name in numbered(MINERAL_COLUMNS, n)),
    "mercury",
    "presence",
    "interference",
    *(name for n in (1, 2, 3) for name in numbered(GROUP_COLUMNS, n)),
    *END_COLUMNS,
)
THIRD_GROUP = frozenset(numbered(GROUP_COLUMNS, 3))
OLDER_MARK = "itsci"
FEWEST_KNOWN = 10


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a file: `rule` has a sentence on the pages; row 1 is the header; columns by name."""

    rule: str
    row: int | None = None
    column: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A header that was understood: `key` is `current` or `older`."""

    key: str
    columns: tuple[str, ...]

    @property
    def has_third_group(self) -> bool:
        """Whether the third armed group was recorded at all."""
        return self.key == "current"


def read_header(header: Sequence[str]) -> tuple[Layout | None, tuple[Trouble, ...]]:
    """The layout of a header, or every fault of it: missing, unknown, doubled and moved columns."""
    names = [name.strip().removeprefix("\ufeff") for name in header]
    known = set(CURRENT_COLUMNS) | {OLDER_MARK}
    if len(known.intersection(names)) < FEWEST_KNOWN:
        return None, (Trouble("not_this_table", 1, seen=", ".join(names[:3])[:80]),)
    is_older = OLDER_MARK in names
    expected = [name for name in CURRENT_COLUMNS if not (is_older and name in THIRD_GROUP)]
    optional = {"traceability"} if is_older else set()
    troubles = [
        *(Trouble("column_missing", 1, name) for name in expected if name not in names and name not in optional),
        *(
            Trouble("column_unknown", 1, name[:60], str(at))
            for at, name in enumerate(names, 1)
            if name not in expected and not (is_older and name == OLDER_MARK)
        ),
        *(Trouble("column_twice", 1, name[:60]) for name, count in Counter(names).items() if count > 1),
        *find_moved(names, expected),
    ]
    if troubles:
        return None, tuple(troubles)
    return Layout("older" if is_older else "current", tuple(names)), ()


def find_moved(names: Sequence[str], expected: Sequence[str]) -> list[Trouble]:
    """Columns that left their place: those outside the longest run that kept the expected order."""
    order = {name: place for place, name in enumerate(expected)}
    present = [(at, name) for at, name in enumerate(names, 1) if name in order]
    kept = longest_rising([order[name] for _, name in present])
    return [Trouble("column_moved", 1, name, str(at)) for index, (at, name) in enumerate(present) if index not in kept]


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Indices of a longest strictly rising subsequence (patience sorting)."""
    tops: list[int] = []
    top_index: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(top_index[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        top_index[pile : pile + 1] = [index]
    kept: set[int] = set()
    index = top_index[-1] if top_index else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept
