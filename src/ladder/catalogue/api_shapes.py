"""Shapes of what the catalogue tells programs. Texts carry the language and state that they really have."""

from datetime import date

from ninja import Schema

from ladder.catalogue.models import FrameworkVersion


class Text(Schema):
    """Words with the language that they are in and how far they can be relied on."""

    text: str
    language: str
    state: str


class VersionOut(Schema):
    """A version. `address` names it in addresses; it never changes once it is published."""

    framework: str
    version: str
    address: str
    status: str
    content_hash: str
    is_illustrative: bool
    authoritative_language: str
    effective_from: date | None
    published_on: date | None
    withdrawn_on: date | None

    @staticmethod
    def resolve_framework(row: FrameworkVersion) -> str:
        """The key of the framework."""
        return row.framework.key


class LineOut(Schema):
    """A requirement in a list."""

    key: str
    title: Text
    principle: int
    level: int
    gate: str
    condition: str


class RelationOut(Schema):
    """A crosswalk entry: the requirement is `relation` the item."""

    reference: str
    title: Text
    relation: str
    confidence: str
    source: str


class SystemRelationsOut(Schema):
    """The entries of a requirement in one system; none means not established."""

    key: str
    name: Text
    relations: list[RelationOut]


class RequirementOut(Schema):
    """One requirement of one version."""

    key: str
    title: Text
    text: Text
    evidence: Text
    principle: int
    level: int
    gate: str
    evidence_kind: Text
    valid_days: int | None
    methods: list[Text]
    condition: Text | None
    cost: Text
    systems: list[SystemRelationsOut]


class SystemOut(Schema):
    """Another system with what is related to it."""

    key: str
    name: Text
    publisher: str
    edition: str
    established: str
    items: int
    items_met: int
    requirements: int
    requirements_met: int


class ItemRelationOut(Schema):
    """A requirement that relates to an item."""

    requirement: LineOut
    relation: str
    confidence: str


class ItemOut(Schema):
    """An item; without relations it is a gap of the framework."""

    reference: str
    title: Text
    confidence: str
    relations: list[ItemRelationOut]


class CoverageOut(Schema):
    """One system item by item, and the requirements that nothing in it is related to."""

    system: SystemOut
    items: list[ItemOut]
    unrelated: list[LineOut]


class PieceOut(Schema):
    """A run of words: same, added or removed."""

    kind: str
    text: str


class TextChangeOut(Schema):
    """One text word by word."""

    field: str
    language: str
    pieces: list[PieceOut]


class TurnOut(Schema):
    """A property before and after."""

    field: str
    before: str
    after: str


class DifferenceOut(Schema):
    """What became of a requirement."""

    kind: str
    before: str
    after: str
    title: Text
    texts: list[TextChangeOut]
    turns: list[TurnOut]


class ComparisonOut(Schema):
    """Two versions; `is_stated` says whether the migration was stated or read from the content."""

    is_stated: bool
    unchanged: int
    differences: list[DifferenceOut]


class HitOut(Schema):
    """A requirement that holds every word asked for."""

    key: str
    language: str
    title: str
    text: str
    state: str
    principle: int
    level: int
    gate: str
