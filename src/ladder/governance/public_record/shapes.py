"""The public record in the words of Popolo, as this instance gives it.

Names of fields are Popolo's where it has one: Organization, Post, Membership, Person, Motion, VoteEvent, Event. Its
schemas (JSON Schema draft 3) cannot say quorum in each chamber, objections with their answers, or recusals: those
fields are our own, and say so. Our `names` and `texts` hold texts by language; `name`, `label` and `text` hold one.
"""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

Texts = dict[str, str]


class Organization(Schema):
    """A body, one of its chambers (`parent_id` is the body), or an organisation that holds a seat."""

    id: str
    name: str
    names: Annotated[Texts, Field(description="own field: the name by language")]
    classification: Annotated[str, Field(description="kind of body; chamber; or the stakeholder group of a holder")]
    parent_id: str | None
    founding_date: date | None
    dissolution_date: date | None


class Post(Schema):
    """A seat, whoever holds it. `role` is voting or observer."""

    id: str
    label: str
    names: Annotated[Texts, Field(description="own field: the name by language")]
    role: str
    organization_id: str
    group_id: Annotated[str | None, Field(description="own field: the chamber")]
    start_date: date
    end_date: date | None
    reserved_for_id: Annotated[str | None, Field(description="own field: the organisation it is reserved for")]
    reserved_group: Annotated[str | None, Field(description="own field: the stakeholder group it is reserved for")]


class Membership(Schema):
    """Who sits on a post, for which organisation. Without a public name there is no person."""

    id: str
    role: Annotated[str, Field(description="holder, or alternate")]
    organization_id: str
    post_id: str
    person_id: str | None
    on_behalf_of_id: str
    start_date: date
    end_date: date | None
    is_interim: Annotated[bool, Field(description="own field: until the one it is reserved for takes it over")]


class Person(Schema):
    """Somebody who agreed to be named."""

    id: str
    name: str


class Attended(Schema):
    """Own shape: how a post was taken in a meeting: holder, alternate, excused, absent or not_recorded."""

    post_id: str
    role: str


class Event(Schema):
    """A meeting that was held. `classification` is room, online or written."""

    id: str
    name: str
    names: Annotated[Texts, Field(description="own field: the title by language")]
    classification: str
    organization_id: str
    start_date: date
    location: str | None
    status: str
    attendances: Annotated[
        list[Attended], Field(description="own field: by post, not by person; empty of a site committee")
    ]
    seats_taken: Annotated[int, Field(description="own field: how many posts were taken")]


class OptionOut(Schema):
    """Own shape: an option as it was put to the body."""

    key: str
    names: Texts
    texts: Texts


class EffectOut(Schema):
    """Own shape: one thing that a decision does; `digest` is the SHA-256 of its content."""

    kind: str
    subject: str
    digest: str
    state: str
    taken_on: date | None


class ChallengeOut(Schema):
    """Own shape: an objection to a decision, or an appeal."""

    kind: str
    state: str
    filed_on: date


class DecisionOut(Schema):
    """Own shape: the decision that followed, with its days and effects."""

    id: str
    identifier: str
    decided_on: date
    objections_until: date | None
    appeals_until: date | None
    effects: list[EffectOut]
    challenges: list[ChallengeOut]


class Motion(Schema):
    """A proposal that was decided. `requirement` is what the rules asked, `result` the outcome of the last count."""

    id: str
    identifier: str
    organization_id: str
    legislative_session_id: Annotated[str | None, Field(description="the meeting, if it was one")]
    text: str
    texts: Annotated[Texts, Field(description="own field: the question by language")]
    classification: str
    date: datetime | None
    requirement: str
    result: str
    options: Annotated[list[OptionOut], Field(description="own field")]
    decision: Annotated[DecisionOut, Field(description="own field")]


class GroupResult(Schema):
    """What a chamber's count says: no_quorum, `support:<option>` where more were for it than against it, or divided."""

    group_id: str
    result: str


class VoteCount(Schema):
    """How many seats of a chamber said one thing: `support:<option>`, stand_aside, object, recused or not_heard."""

    option: str
    value: int
    group_id: str


class Vote(Schema):
    """What one seat said, in the words of a count. `voter_id` is the organisation that held it."""

    voter_id: str
    post_id: Annotated[str, Field(description="own field")]
    group_id: str
    option: str


class Quorum(Schema):
    """Own shape: who was heard in a chamber, in seats; of a site committee only whether that was enough."""

    group_id: str
    seats: int | None
    recused: int | None
    heard: int | None
    needed: int | None
    has_quorum: bool


class Objection(Schema):
    """Own shape: an objection, to one option or to all (null), with its reasons and the answer in writing.

    Of a site committee neither post nor option: the words alone.
    """

    post_id: str | None
    option: str | None
    reasons: Texts
    answer: Texts


class Dissent(Schema):
    """Own shape: a written dissent in full; of a site committee without the post."""

    post_id: str | None
    texts: Texts


class Recusal(Schema):
    """Own shape: a seat that might not take a position, and why."""

    post_id: str
    reason: str


class RulesOut(Schema):
    """Own shape: the rules that a count followed."""

    number: int
    digest: str
    content: dict[str, str | int]


class MethodOut(Schema):
    """Own shape: which method counted; each has a page in the documentation."""

    name: str
    version: str


class VoteEvent(Schema):
    """One count of a proposal. `digest` is the SHA-256 of its whole record; without quorum nothing was decided.

    Of a site committee the public learns no position and no number of seats: those lists are empty.
    """

    id: str
    identifier: str
    motion_id: str
    organization_id: str
    start_date: datetime | None
    end_date: datetime
    result: str
    group_results: list[GroupResult]
    counts: list[VoteCount]
    votes: list[Vote]
    quorums: Annotated[list[Quorum], Field(description="own field")]
    objections: Annotated[list[Objection], Field(description="own field")]
    dissents: Annotated[list[Dissent], Field(description="own field")]
    recusals: Annotated[list[Recusal], Field(description="own field")]
    rules: Annotated[RulesOut, Field(description="own field")]
    method: Annotated[MethodOut, Field(description="own field")]
    digest: Annotated[str, Field(description="own field")]


class PublicRecord(Schema):
    """Everything on record of a body and year, or of all."""

    organizations: list[Organization]
    posts: list[Post]
    memberships: list[Membership]
    persons: list[Person]
    events: list[Event]
    motions: list[Motion]
    vote_events: list[VoteEvent]
