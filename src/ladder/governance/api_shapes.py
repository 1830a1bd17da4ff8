"""What the interface for programs takes and gives; the record itself stands in `public_record.shapes`."""

from typing import Annotated

from ninja import Field, Schema

from ladder.governance.public_record.shapes import Event, Membership, Motion, Organization, Person, Post, VoteEvent
from ladder.governance.queries.record_filter import FIRST_YEAR, LAST_YEAR, RecordFilter


class RecordQuery(Schema):
    """Of which body, and which year; all where it is not said."""

    body: Annotated[str, Field(description="address of a body", max_length=60)] = ""
    year: Annotated[int | None, Field(ge=FIRST_YEAR, le=LAST_YEAR)] = None

    def as_filter(self) -> RecordFilter:
        """As queries take it."""
        return RecordFilter(self.body, self.year)


class PagedQuery(RecordQuery):
    """The same, a hundred rows a page."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class BodyRow(Organization):
    """A body in a list, with its address in /bodies/<address>."""

    address: str


class BodiesOut(Schema):
    """Bodies that stand or stood."""

    count: int
    next: int | None
    organizations: list[BodyRow]


class BodyOut(Schema):
    """A body, its chambers, and everybody who ever held a seat."""

    address: str
    organizations: list[Organization]
    posts: list[Post]
    memberships: list[Membership]
    persons: list[Person]


class MeetingsOut(Schema):
    """Meetings that were held, the oldest first."""

    count: int
    next: int | None
    events: list[Event]


class DecidedOut(Schema):
    """A proposal that was decided, and its counts, the one that decided last."""

    motion: Motion
    vote_events: list[VoteEvent]


class DecisionsOut(Schema):
    """Decisions, the newest first."""

    count: int
    next: int | None
    motions: list[Motion]
    vote_events: list[VoteEvent]
