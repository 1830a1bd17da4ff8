"""Shapes of what the consultation tells programs about rounds. While a round is open: coverage, never positions."""

from datetime import date
from typing import Any

from ninja import Field, Schema


class Words(Schema):
    """Words with the language that they are in."""

    text: str
    language: str


class EventOut(Schema):
    """What happened to a round: `opened`, `extended` or `closed`, on which day, with the last day from then on."""

    kind: str
    happened_on: date
    closes_on: date
    reason: str
    rules_digest: str


class RoundOut(Schema):
    """A round. `state` is `draft`, `open`, `over` (its last day has passed, it is not closed yet) or `closed`."""

    address: str
    title: Words
    version: str = Field(description="Address of the framework version it is about")
    state: str
    languages: list[str]
    opens_on: date
    closes_on: date
    has_open_link: bool
    rules_digest: str
    is_demonstration: bool


class GroupOut(Schema):
    """A group that should be heard, with those joined to it. `heard` is `not_yet`, `some` or `enough`."""

    key: str
    name: str
    joined: list[str]
    expected: int
    is_at_risk: bool
    heard: str


class QuestionOut(Schema):
    """A question of the round beside its requirements."""

    key: str
    text: Words


class RoundPageOut(RoundOut):
    """A round with its words, groups, questions and what happened to it."""

    overview: Words
    vision: Words
    groups: list[GroupOut]
    questions: list[QuestionOut]
    events: list[EventOut]


class ItemOut(Schema):
    """A requirement that the round asks about."""

    key: str
    principle: int
    level: int
    title: Words


class RulesOut(Schema):
    """The rules of a round. `digest` is the SHA-256 over `rules` in canonical JSON, "" before the round has opened."""

    digest: str
    rules: dict[str, Any]
