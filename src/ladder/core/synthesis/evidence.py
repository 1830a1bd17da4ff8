"""What counts as a voice: one person's or organisation's position, a room's tally, and the groups that were invited."""

from dataclasses import dataclass

AGREE, DISAGREE, PASS = 1, -1, 0
VOTES = (DISAGREE, PASS, AGREE)
PERSON, ORGANISATION = "person", "organisation"
UNITS = (PERSON, ORGANISATION)
MIXED_ROOM = ""


class EvidenceError(ValueError):
    """Evidence that cannot be counted as it stands; the message names who and which statement."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The position of one person, or of one organisation answering as such, on one statement.

    `vote` is `AGREE` (as written, or with a change where `with_change`), `DISAGREE` (cannot support) or `PASS` (asked,
    but unclear). `organisation` is the one the person speaks from, or the one that answers. `gathering` is the room in
    which it was given, empty where it was given alone. Empty texts mean: not known, or none.
    """

    participant: str
    group: str
    statement: str
    vote: int
    organisation: str = ""
    gathering: str = ""
    facilitator: str = ""
    channel: str = ""
    with_change: bool = False
    unit: str = PERSON


@dataclass(frozen=True, slots=True)
class Tally:
    """Hands or ballots counted in one gathering on one statement, for one group; counts are people.

    `group` is empty where the room was mixed and not split: such a tally is shown and never attributed. With no count
    at all ("the room agreed") it is a remark. `with_change` of the `agree` support with a change. `counted_elsewhere`
    is how many of these people are known to have an individual position on the statement, which they keep.
    """

    gathering: str
    group: str
    statement: str
    agree: int
    disagree: int
    passed: int
    is_secret: bool
    with_change: int = 0
    facilitator: str = ""
    counted_elsewhere: int = 0

    @property
    def people(self) -> int:
        """How many people were counted."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class GroupFrame:
    """A stakeholder group declared before opening; `invited` is how many of its people were invited, if known."""

    key: str
    invited: int | None = None
    is_vulnerable: bool = False


def effective_people(people: float, rho: float) -> float:
    """Independent voices in an open show of hands, `m / (1 + (m - 1) rho)` (Kish's design effect).

    `rho` is how alike the hands of one room are: 0 independent, 1 all one voice. Never more than `1 / rho`, and never
    more than `people`.
    """
    return people / (1 + (people - 1) * rho) if people > 1 else people
