"""What a content pack says: frozen records, and texts that fall back to the authoritative language."""

from collections.abc import Mapping as MappingOf
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, NamedTuple

from ladder.core.catalogue import ladder as core

SOURCE, DRAFT, REVIEWED, STALE = "source", "draft", "reviewed", "stale"
TEXT_STATES = (DRAFT, REVIEWED)
RELATIONS = ("equal", "equivalent", "superset", "subset", "intersects")
CONFIDENCES = ("sure", "likely")
ESTABLISHED = ("none", "partial", "complete")
MIGRATION_KINDS = ("same", "reworded", "stricter", "split", "merged", "new", "withdrawn")
STATUSES = ("draft", "published", "withdrawn")
GATES = ("none", "cap", "stop")


class TextKey(NamedTuple):
    """Where a text belongs: `("requirements", "P1-L1-01", "title")`."""

    section: str
    key: str
    field: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language; a translation also says its state and the fingerprint of what it translates."""

    text: str
    state: str = SOURCE
    of: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a reader gets it: `language` is what it is written in, `state` how far it can be relied on."""

    text: str
    language: str
    state: str


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which licence the content stands, and whose it is."""

    name: str
    holder: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A step of the ladder; `working_name` says that its real name is not known."""

    rank: int
    key: str
    working_name: bool = False


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the subjects that a site is judged on."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Gate:
    """A class of requirements that no average hides, with the days until a plan and until its result."""

    key: str
    plan_days: int
    result_days: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence: days it stays valid, and whether a date printed on it counts instead."""

    key: str
    valid_days: int | None = None
    printed_date: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceMethod:
    """How evidence is looked at, by its letter."""

    key: str


@dataclass(frozen=True, slots=True)
class CostClass:
    """Cost per site: above `over` up to `up_to` (None: no upper bound) in `currency`."""

    key: str
    over: int
    up_to: int | None
    currency: str

    def place(self) -> tuple[int, bool, int]:
        """Sorts cost classes from the cheapest to the dearest; one without an upper bound is last of its beginning."""
        return self.over, self.up_to is None, self.up_to or 0


@dataclass(frozen=True, slots=True)
class Condition:
    """A question whose evidenced answer decides whether requirements apply."""

    key: str


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers of the level rules: days, level ranks, and a share between 0 and 1."""

    grace_days: int
    cap_without_plan: int
    cap_with_plan: int
    na_review_share: float
    gate_validity_days: int = 90
    exemption_days: int = 365
    ordinary_result_days: int = 180


@dataclass(frozen=True, slots=True)
class Cell:
    """A principle at a level that holds no requirement on purpose."""

    principle: int
    level: int


@dataclass(frozen=True, slots=True)
class Question:
    """A frequently asked question; its words stand among the texts."""

    number: int
    key: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement without its words; `gate` is `none`, `cap` or `stop`."""

    id: str
    principle: int
    level: int
    gate: str
    evidence_kind: str
    evidence_methods: tuple[str, ...]
    cost: str
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement about another system was read."""

    key: str
    citation: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A part of another system; `reference` is how that system numbers or names it."""

    key: str
    reference: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class System:
    """A standard, guidance or law; `established` says how far its list of items is known: none, partial, complete."""

    key: str
    publisher: str
    edition: str
    licence: str
    established: str
    address: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a requirement relates to an item: the requirement is equal to, a superset of ... the item."""

    requirement: str
    system: str
    item: str
    relation: str
    confidence: str
    basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Basis:
    """A ground on which relations were chosen; its words stand among the texts."""

    key: str


@dataclass(frozen=True, slots=True)
class Step:
    """What became of requirements between two versions; a new one has no `before`, a withdrawn one no `after`."""

    key: str
    kind: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Migration:
    """The way from an earlier version to this one."""

    from_version: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Pack:
    """One version of a framework, whole. Lists stand in canonical order whatever the order in the files."""

    key: str
    urn: str
    version: str
    status: str
    illustrative: bool
    provider: str
    licence: Licence
    authoritative_language: str
    languages: tuple[str, ...]
    effective_from: str | None
    levels: tuple[Level, ...]
    principles: tuple[Principle, ...]
    gates: tuple[Gate, ...]
    evidence_kinds: tuple[EvidenceKind, ...]
    evidence_methods: tuple[EvidenceMethod, ...]
    cost_classes: tuple[CostClass, ...]
    conditions: tuple[Condition, ...]
    thresholds: Thresholds
    empty_cells: tuple[Cell, ...]
    faq: tuple[Question, ...]
    requirements: tuple[Requirement, ...]
    sources: tuple[Source, ...]
    bases: tuple[Basis, ...]
    systems: tuple[System, ...]
    mappings: tuple[Mapping, ...]
    migration: Migration | None
    texts: MappingOf[str, MappingOf[TextKey, Text]]
    about: str

    @cached_property
    def requirement_by_id(self) -> dict[str, Requirement]:
        """Requirements by their id."""
        return {requirement.id: requirement for requirement in self.requirements}

    @cached_property
    def evidence_kind_by_key(self) -> dict[str, EvidenceKind]:
        """Kinds of evidence by their key."""
        return {kind.key: kind for kind in self.evidence_kinds}

    def ladder(self) -> core.Ladder:
        """What the level rules need of this version."""
        late = {gate.key: gate.plan_days if gate.result_days is None else gate.result_days for gate in self.gates}
        numbers: dict[str, Any] = asdict(self.thresholds)
        named = {"stop": "stop_result_days", "cap": "plan_result_days"}
        numbers |= {named[gate]: days for gate, days in late.items()}
        return core.Ladder(
            principles=tuple(str(principle.number) for principle in self.principles),
            levels=tuple(level.rank for level in self.levels),
            requirements=tuple(self.rule(requirement) for requirement in self.requirements),
            empty_cells=frozenset((str(cell.principle), cell.level) for cell in self.empty_cells),
            costs=tuple(each.key for each in sorted(self.cost_classes, key=CostClass.place)),
            **numbers,
        )

    def rule(self, requirement: "Requirement") -> core.Requirement:
        """One requirement as the level rules see it."""
        return core.Requirement(
            key=requirement.id,
            principle=str(requirement.principle),
            level=requirement.level,
            gate=requirement.gate,
            condition=requirement.condition or None,
            validity_days=self.evidence_kind_by_key[requirement.evidence_kind].valid_days,
            cost_class=requirement.cost,
        )

    def source_text(self, section: str, key: str, field: str) -> str:
        """The authoritative words, or the empty string where there are none."""
        found = self.texts[self.authoritative_language].get(TextKey(section, key, field))
        return found.text if found else ""

    def read(self, section: str, key: str, field: str, language: str) -> Reading:
        """The words in a language, or the authoritative ones where there is no translation."""
        place = TextKey(section, key, field)
        source = self.source_text(*place)
        found = self.texts.get(language, {}).get(place)
        if found is None or language == self.authoritative_language:
            return Reading(source, self.authoritative_language, SOURCE)
        return Reading(found.text, language, found.state if found.of == fingerprint(source) else STALE)

    def say(self, section: str, key: str, field: str, language: str) -> str:
        """Just the words of `read`."""
        return self.read(section, key, field, language).text


def fingerprint(text: str) -> str:
    """What a translation names its source by: the first 12 hexadecimal digits of the SHA-256 of its UTF-8 bytes."""
    return sha256(text.encode("utf-8")).hexdigest()[:12]
