"""What is published of a round: rows, items and numbers of people, as a release's tables hold them."""

from dataclasses import dataclass

from ladder.core.synthesis.disclosure.figures import ShareSpan, Span

SHOWN, MERGED, HIDDEN, FEW, SILENT = "shown", "merged", "hidden", "few", "silent"
WITHHELD = "withheld"
STATES = (SHOWN, MERGED, HIDDEN, FEW, SILENT, WITHHELD)
ENOUGH, SOME, LITTLE = "enough", "some", "little"
HEARD = (ENOUGH, SOME, LITTLE)
CHANGE_FEW, CHANGE_SOME, CHANGE_MOST = "few", "some", "most"
CHANGES = (CHANGE_FEW, CHANGE_SOME, CHANGE_MOST)
PEOPLE, ORGANISATIONS, GATHERINGS = "people", "organisations", "gatherings"
KINDS = (PEOPLE, ORGANISATIONS, GATHERINGS)
JOIN = "+"
ALL = "*"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a published row stands: a file of the bundle and a line of it, from 1; empty where it is not in a file."""

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.file else ""


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """What is said of one item and one group, or of several groups merged.

    `group` is the key of the group; of merged groups their keys in order, joined by `+`; `*` all groups together.
    `state`: `shown` or `merged` with figures, `hidden` (voices were heard, too few to show), `few` (one or two voices,
    which count as not heard) or `silent`; `withheld`, which no release of ours says, leaves open how many were heard.
    `gender` narrows the row, empty means everybody. `voices`, `agree`,
    `disagree` and `passed` are spans of people, `share` the share in support. `lean` is a word of `leaning.WORDS`,
    `heard` how far its effective voices go (`enough`, `some`, `little`), `with_change` how much of the support asks for
    a change (`few` below a third, `most` from two thirds). `is_discounted` marks open shows of hands. `since` is the
    release in which the row last changed, `first` the one in which it was first shown.
    """

    item: str
    group: str
    state: str
    voices: Span | None = None
    share: ShareSpan | None = None
    lean: str = ""
    heard: str = ""
    with_change: str = ""
    is_discounted: bool = False
    since: int = 1
    first: int = 1
    gender: str = ""
    agree: Span | None = None
    disagree: Span | None = None
    passed: Span | None = None
    place: Place = Place()

    @property
    def members(self) -> tuple[str, ...]:
        """The groups that the row stands for."""
        return tuple(self.group.split(JOIN))

    @property
    def has_figures(self) -> bool:
        """Whether the row is shown."""
        return self.state in {SHOWN, MERGED}

    @property
    def is_first(self) -> bool:
        """Whether it says what it said when it was first shown."""
        return self.since == self.first


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """What is said of one item over all its public rows.

    `equal_voice` is a span of the mean over shown rows of (A + 1/2) / (N + 1) in percent, `side` whether A counts those
    in `support` or, where every row refuses, those in `refusal`. `divergent` is the test on public groups, None where
    there was none, `tested_in` the release in which it last changed. `stable`: no class changes whichever shown row is
    left out. Objectors and not heard are keys of rows.
    """

    item: str
    classes: tuple[str, ...]
    equal_voice: ShareSpan | None
    side: str = "support"
    divergent: bool | None = None
    tested_in: int = 1
    is_stable: bool = False
    objectors: tuple[str, ...] = ()
    not_heard: tuple[str, ...] = ()
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class PublishedPeople:
    """How many took part, by kind (`people`, `organisations`, `gatherings`), group (empty: any), gender (empty: all).

    `count` is None where the number is below the threshold and hidden.
    """

    kind: str
    group: str
    gender: str
    count: Span | None
    since: int = 1
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class PublishedGroup:
    """A declared group: `invited` is how many of its people were invited, where that was said at opening."""

    key: str
    invited: int | None = None
    is_vulnerable: bool = False


@dataclass(frozen=True, slots=True)
class PublishedTables:
    """All tables of one release, each in a fixed order."""

    number: int
    groups: tuple[PublishedGroup, ...]
    rows: tuple[PublishedRow, ...]
    items: tuple[PublishedItem, ...]
    people: tuple[PublishedPeople, ...] = ()
