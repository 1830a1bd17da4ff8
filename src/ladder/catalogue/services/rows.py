"""Writes the rows of a version from its pack, a handful of statements whatever its size."""

from collections.abc import Iterator

from ladder.catalogue.models import (
    ExternalItem,
    ExternalSystem,
    FrameworkVersion,
    Mapping,
    Migration,
    Requirement,
    RequirementText,
    RequirementVersion,
)
from ladder.catalogue.queries import pack_of
from ladder.catalogue.words import fold
from ladder.packfiles.comparing import Change, compare
from ladder.packfiles.document import requirement_hash
from ladder.packfiles.model import DRAFT, REVIEWED, SOURCE, STALE, Pack

FIELDS = ("title", "text", "evidence")
WEAKEST_FIRST = (STALE, DRAFT, REVIEWED, SOURCE)
Rows = dict[str, RequirementVersion]


def write_rows(version: FrameworkVersion, pack: Pack, earlier: FrameworkVersion | None) -> None:
    """Write requirements, texts, crosswalks and migration of a new version."""
    rows = write_requirements(version, pack)
    RequirementText.objects.bulk_create(texts_of(pack, rows))
    Mapping.objects.bulk_create(mappings_of(pack, rows, write_items(pack, write_systems(version, pack))))
    if earlier is not None:
        write_migration(version, pack, earlier, rows)


def write_migration(version: FrameworkVersion, pack: Pack, earlier: FrameworkVersion, rows: Rows) -> None:
    """Write what became of every requirement of both versions, also of those that the migration does not name."""
    before = {row.key: row for row in earlier.requirements.all()}
    Migration.objects.bulk_create(
        Migration(
            from_version=earlier, to_version=version, step=change.step, kind=change.kind,
            source=before[old] if old else None, target=rows[new] if new else None,
        )
        for change in compare(pack_of(earlier), pack)
        for old, new in pairs_of(change)
    )  # fmt: skip


def write_requirements(version: FrameworkVersion, pack: Pack) -> Rows:
    """Write the requirements of the version; an identity that an earlier version had is used again."""
    wanted = [Requirement(framework=version.framework, key=requirement.id) for requirement in pack.requirements]
    Requirement.objects.bulk_create(wanted, ignore_conflicts=True)
    identities = {row.key: row for row in Requirement.objects.filter(framework=version.framework)}
    rows = RequirementVersion.objects.bulk_create(
        RequirementVersion(
            version=version, requirement=identities[one.id], key=one.id, principle=one.principle, level=one.level,
            gate="" if one.gate == "none" else one.gate, condition=one.condition, cost_class=one.cost,
            evidence_kind=one.evidence_kind, position=position, content_hash=requirement_hash(pack, one.id),
        )
        for position, one in enumerate(pack.requirements, start=1)
    )  # fmt: skip
    return {row.key: row for row in rows}


def texts_of(pack: Pack, rows: Rows) -> Iterator[RequirementText]:
    """One row for each requirement and language that has a title of its own."""
    for key, row in rows.items():
        for language in pack.languages:
            readings = {field: pack.read("requirements", key, field, language) for field in FIELDS}
            if readings["title"].language == language:
                words = {field: reading.text for field, reading in readings.items()}
                state = min((reading.state for reading in readings.values()), key=WEAKEST_FIRST.index)
                search = fold(" ".join([key, *words.values()]))
                yield RequirementText(requirement_version=row, language=language, state=state, search=search, **words)


def write_systems(version: FrameworkVersion, pack: Pack) -> dict[str, ExternalSystem]:
    """Write the other systems that the pack describes."""
    rows = ExternalSystem.objects.bulk_create(
        ExternalSystem(version=version, key=system.key, established=system.established, position=position)
        for position, system in enumerate(pack.systems, start=1)
    )
    return {row.key: row for row in rows}


def write_items(pack: Pack, systems: dict[str, ExternalSystem]) -> dict[tuple[str, str], ExternalItem]:
    """Write the items of the systems."""
    rows = ExternalItem.objects.bulk_create(
        ExternalItem(system=systems[system.key], key=item.key, reference=item.reference, position=position)
        for system in pack.systems
        for position, item in enumerate(system.items, start=1)
    )
    return {(row.system.key, row.key): row for row in rows}


def mappings_of(pack: Pack, rows: Rows, items: dict[tuple[str, str], ExternalItem]) -> Iterator[Mapping]:
    """The typed relations between requirements and items."""
    for one in pack.mappings:
        yield Mapping(
            requirement_version=rows[one.requirement], item=items[one.system, one.item], relation=one.relation,
            confidence=one.confidence, basis=one.basis, source=one.source,
        )  # fmt: skip


def pairs_of(change: Change) -> Iterator[tuple[str, str]]:
    """Each earlier requirement of a change with each later one; "" where there is none."""
    for old in change.before or ("",):
        for new in change.after or ("",):
            yield old, new
