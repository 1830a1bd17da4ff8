"""Lists of sites: by province, mineral, words of the name, or cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from ladder.core.registry.names import fold_name
from ladder.core.registry.places import Place
from ladder.core.registry.words import MINERALS
from ladder.registry.access import public_place, without_position
from ladder.registry.models import Fact, Site, SiteMineral


@dataclass(frozen=True, slots=True)
class SiteFilter:
    """What a reader looks for; empty strings look for everything."""

    text: str = ""
    province: str = ""
    mineral: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as lists show it, with the place everybody may know and the last number of workers."""

    pk: int
    public_id: UUID
    code: str
    name: str
    kind: str
    place: Place
    minerals: tuple[str, ...]
    headcount: int | None
    headcount_on: date | None
    source_key: str
    credit: str
    is_demonstration: bool


def find_sites(wanted: SiteFilter) -> QuerySet[Site]:
    """Sites in order of their names; their exact position is not read."""
    sites = without_position(Site.objects.select_related("source")).order_by("name_folded", "id")
    if wanted.province:
        sites = sites.filter(province=wanted.province)
    if wanted.mineral:
        sites = sites.filter(pk__in=SiteMineral.objects.filter(mineral=wanted.mineral).values("site"))
    if wanted.cell:
        sites = sites.filter(Q(cell_5=wanted.cell) | Q(cell_4=wanted.cell) | Q(cell_3=wanted.cell))
    words = fold_name(wanted.text).split()
    for word in words:
        sites = sites.filter(name_folded__contains=word)
    if wanted.text and not words:
        sites = sites.none()
    return sites


def rows_of(sites: Sequence[Site]) -> list[SiteRow]:
    """Sites with minerals and last headcounts: two queries for any number of sites."""
    keys = [site.pk for site in sites]
    minerals, counts = minerals_of(keys), headcounts_of(keys)
    rows = []
    for site in sites:
        headcount, day = counts.get(site.pk, (None, None))
        rows.append(
            SiteRow(
                site.pk,
                site.public_id,
                site.code or "",
                site.name,
                site.kind,
                public_place(site),
                minerals.get(site.pk, ()),
                headcount,
                day,
                site.source.key,
                site.source.credit,
                site.is_demonstration,
            )
        )
    return rows


def minerals_of(keys: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Minerals by site."""
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = SiteMineral.objects.filter(site__in=keys).order_by("mineral").values_list("site_id", "mineral")
    for key, mineral in rows:
        found[key] = (*found[key], mineral)
    return found


def headcounts_of(keys: Sequence[int]) -> dict[int, tuple[int, date]]:
    """The last number of workers by site, and its day."""
    found: dict[int, tuple[int, date]] = {}
    facts = Fact.objects.filter(site__in=keys, kind="headcount", replaced_by=None).order_by("observed_on", "id")
    for key, value, day in facts.values_list("site_id", "value", "observed_on"):
        found[key] = (value, day)
    return found


def list_provinces() -> list[str]:
    """Provinces that have sites, in order."""
    return list(Site.objects.order_by("province").values_list("province", flat=True).distinct())


def list_minerals() -> tuple[str, ...]:
    """The minerals one can look for: cobalt first, then the rest in order of their keys."""
    return ("cobalt", *(mineral for mineral in MINERALS if mineral != "cobalt"))
