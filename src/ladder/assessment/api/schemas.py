"""The shapes of what the endpoints of the assessment room take and give."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema

State = Literal["met", "partly", "not_met", "not_applicable", "not_assessed", "contested"]
Status = Literal["", "none", "good_standing", "lapsed", "capped", "suspended", "due"]


class EvidenceIn(Schema):
    """Evidence named with an answer."""

    kind: Annotated[str, Field(min_length=1, max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    method: Literal["D", "O", "I", "M"]
    observed_on: date
    valid_until: date | None = None


class AnswerIn(Schema):
    """The state of one requirement."""

    requirement: Annotated[str, Field(min_length=1, max_length=80)]
    state: State
    observed_on: date
    valid_until: date | None = None
    grade: Literal["A", "B", "C", "D", ""] = ""
    reason: Annotated[str, Field(max_length=2000)] = ""
    evidence: Annotated[list[EvidenceIn], Field(max_length=20)] = []


class VisitIn(Schema):
    """A whole visit. Sending it again changes nothing."""

    kind: Literal["self", "second", "third", "monitoring"]
    started_on: date
    note: Annotated[str, Field(max_length=2000)] = ""
    answers: Annotated[list[AnswerIn], Field(min_length=1, max_length=1000)]


class CircumstanceIn(Schema):
    """What bears on a level besides determinations. `subject` is a condition's key, else a requirement's.

    `holds` must be said of conditions (is it there?) and incidents (is the report credible?).
    """

    kind: Literal["condition", "approval", "plan", "contest", "incident"]
    subject: Annotated[str, Field(min_length=1, max_length=80)]
    starts_on: date
    ends_on: date | None = None
    holds: bool | None = None
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class EndIn(Schema):
    """How a plan, a contest or an incident ended."""

    closed_on: date
    reason: Annotated[str, Field(min_length=1, max_length=2000)]


class CircumstanceOut(Schema):
    """A circumstance as it was recorded."""

    circumstance: UUID
    known_on: date


class RecordedOut(Schema):
    """What a visit came to."""

    assessment: UUID | None
    new: int
    known: int
    level: dict[str, Any]


class LevelOut(Schema):
    """A site's present level, as lists show it. `status` is "due" where evidence ran out since it was computed."""

    site: UUID
    code: str | None
    name: str
    level: int
    status: str
    grade: str
    levels: dict[str, int]
    computed_on: date
    changes_on: date | None


class LevelsOut(Schema):
    """A page of levels."""

    version: str | None
    total: int
    items: list[LevelOut]


class DeterminationsOut(Schema):
    """Every determination at a site: `columns` name the values of each row, to keep the answer small."""

    version: str
    columns: list[str]
    rows: list[list[str | None]]
