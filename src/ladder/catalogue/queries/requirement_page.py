"""Everything that the page of one requirement shows."""

from dataclasses import dataclass

from django.db.models import Q

from ladder.catalogue.models import FrameworkVersion, Migration, RequirementVersion
from ladder.catalogue.queries.matrix import level_key, principle_key
from ladder.packfiles.model import Item, Mapping, Pack, Reading, System
from ladder.packfiles.sections import item_key


@dataclass(frozen=True, slots=True)
class Relation:
    """A crosswalk entry of the requirement."""

    reference: str
    title: Reading
    relation: str
    confidence: str
    item_confidence: str
    basis: str
    source: str
    source_address: str


@dataclass(frozen=True, slots=True)
class SystemRelations:
    """What is established between the requirement and one other system; no relations means not established."""

    key: str
    name: Reading
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One requirement of one version, in a language."""

    key: str
    title: Reading
    text: Reading
    evidence: Reading
    open_question: Reading
    principle: int
    principle_name: Reading
    level: int
    level_name: Reading
    gate: str
    gate_name: Reading | None
    gate_summary: Reading | None
    evidence_kind: Reading
    valid_days: int | None
    has_printed_date: bool
    methods: tuple[Reading, ...]
    condition: Reading | None
    condition_help: Reading | None
    cost: Reading
    cost_summary: Reading
    systems: tuple[SystemRelations, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the requirement between two versions."""

    kind: str
    from_version: str
    to_version: str
    to_address: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """A version that holds the requirement."""

    version: str
    address: str
    status: str
    published_on: str
    content_hash: str


def build_page(pack: Pack, key: str, language: str) -> RequirementPage:
    """The page of a requirement that the pack holds.

    Raises:
        KeyError: it does not.
    """
    one = pack.requirement_by_id[key]
    kind = pack.evidence_kind_by_key[one.evidence_kind]
    return RequirementPage(
        key=key,
        title=pack.read("requirements", key, "title", language),
        text=pack.read("requirements", key, "text", language),
        evidence=pack.read("requirements", key, "evidence", language),
        open_question=pack.read("requirements", key, "open_question", language),
        principle=one.principle,
        principle_name=pack.read("principles", principle_key(pack, one.principle), "name", language),
        level=one.level,
        level_name=pack.read("levels", level_key(pack, one.level), "name", language),
        gate=one.gate,
        gate_name=None if one.gate == "none" else pack.read("gates", one.gate, "name", language),
        gate_summary=None if one.gate == "none" else pack.read("gates", one.gate, "summary", language),
        evidence_kind=pack.read("evidence_kinds", kind.key, "name", language),
        valid_days=kind.valid_days,
        has_printed_date=kind.printed_date,
        methods=tuple(pack.read("evidence_methods", method, "name", language) for method in one.evidence_methods),
        condition=pack.read("conditions", one.condition, "question", language) if one.condition else None,
        condition_help=pack.read("conditions", one.condition, "help", language) if one.condition else None,
        cost=pack.read("cost_classes", one.cost, "name", language),
        cost_summary=pack.read("cost_classes", one.cost, "summary", language),
        systems=tuple(relations_of(pack, system, key, language) for system in pack.systems),
    )


def relations_of(pack: Pack, system: System, key: str, language: str) -> SystemRelations:
    """The entries of one requirement in one system."""
    items = {item.key: item for item in system.items}
    mine = [one for one in pack.mappings if one.requirement == key and one.system == system.key]
    relations = tuple(relation_of(pack, one, items[one.item], language) for one in mine)
    return SystemRelations(system.key, pack.read("systems", system.key, "name", language), relations)


def relation_of(pack: Pack, one: Mapping, item: Item, language: str) -> Relation:
    """One entry with its words and where it was read."""
    source = next((source for source in pack.sources if source.key == one.source), None)
    return Relation(
        reference=item.reference,
        title=pack.read("items", item_key(one.system, item.key), "title", language),
        relation=one.relation,
        confidence=one.confidence,
        item_confidence=item.confidence,
        basis=pack.say("bases", one.basis, "text", language),
        source=source.citation if source else "",
        source_address=source.address if source else "",
    )


def list_appearances(version: FrameworkVersion, key: str) -> list[Appearance]:
    """Every version of the same framework that is not a draft and holds the requirement, oldest first."""
    rows = RequirementVersion.objects.filter(requirement__framework=version.framework_id, key=key)
    shown = rows.exclude(version__status=FrameworkVersion.Status.DRAFT) | rows.filter(version=version)
    return [
        Appearance(
            row.version.version, row.version.address, row.version.status,
            row.version.published_on.isoformat() if row.version.published_on else "", row.content_hash,
        )
        for row in shown.select_related("version").order_by("version__position")
    ]  # fmt: skip


def list_changes(version: FrameworkVersion, key: str) -> list[Change]:
    """The steps between versions that touched the requirement, oldest first, without those that changed nothing."""
    rows = Migration.objects.filter(Q(source__key=key) | Q(target__key=key), to_version__framework=version.framework_id)
    public = rows.filter(~Q(to_version__status=FrameworkVersion.Status.DRAFT) | Q(to_version=version))
    told = public.exclude(kind="same").select_related("from_version", "to_version", "source", "target")
    return [
        Change(
            row.kind, row.from_version.version, row.to_version.version, row.to_version.address,
            row.source.key if row.source else "", row.target.key if row.target else "",
        )
        for row in told.order_by("to_version__position", "id")
    ]  # fmt: skip


def find_holder(framework_id: int, key: str) -> FrameworkVersion | None:
    """The newest version that is not a draft and holds the requirement."""
    rows = RequirementVersion.objects.filter(requirement__framework=framework_id, key=key)
    public = rows.exclude(version__status=FrameworkVersion.Status.DRAFT).select_related("version")
    newest = public.order_by("-version__position").first()
    return newest.version if newest else None
