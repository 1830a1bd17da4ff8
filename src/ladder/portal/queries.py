"""What the first page tells, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count, Q

from ladder.assessment.models import SiteLevel
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, pack_of
from ladder.catalogue.queries.matrix import Matrix, build_matrix
from ladder.packfiles.model import Reading
from ladder.registry.models import Organisation, Site

SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """The framework version in force, in the reader's language."""

    version: FrameworkVersion
    name: Reading
    summary: Reading
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many sites hold a level."""

    rank: int
    name: str
    sites: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the mine sites stand. Those without an assessment are counted apart, never as level 0."""

    sites: int
    organisations: int
    levels: tuple[LevelCount, ...]
    without_level: int
    suspended: int
    not_assessed: int


def find_framework(language: str) -> FrameworkCard | None:
    """The version in force, or None before one is published."""
    version = current_version()
    if version is None:
        return None
    pack = pack_of(version)
    name, summary = (pack.read("framework", "framework", field, language) for field in ("name", "summary"))
    return FrameworkCard(version, name, summary, build_matrix(pack, language))


def count_standing(framework: FrameworkCard | None) -> Standing:
    """Counts of sites by level under the version in force. Three queries."""
    mines, organisations = Site.objects.filter(kind=Site.Kind.MINE).count(), Organisation.objects.count()
    if framework is None:
        return Standing(mines, organisations, (), 0, 0, mines)
    grouped = SiteLevel.objects.filter(version=framework.version).values("level").order_by("level")
    counted = grouped.annotate(all=Count("id"), stopped=Count("id", filter=Q(status=SUSPENDED)))
    rows = {row["level"]: row for row in counted}
    held = {level: row["all"] - row["stopped"] for level, row in rows.items()}
    levels = tuple(LevelCount(head.rank, head.name.text, held.get(head.rank, 0)) for head in framework.matrix.levels)
    assessed = sum(row["all"] for row in rows.values())
    stopped = sum(row["stopped"] for row in rows.values())
    return Standing(mines, organisations, levels, held.get(0, 0), stopped, max(mines - assessed, 0))
