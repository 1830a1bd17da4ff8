"""Files that go with a form: the sites that a person works on, and no other."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ladder.accounts.models import User
from ladder.field.models import FieldForm
from ladder.registry.access import mandates_of
from ladder.registry.models import Mandate, Site, SiteOperator

SITES = "sites.csv"
MOST_SITES = 500
PARTS = {
    Mandate.Role.ASSESSOR.value: SiteOperator.Part.ASSESSOR,
    Mandate.Role.OPERATOR.value: SiteOperator.Part.OPERATOR,
    Mandate.Role.MONITOR.value: SiteOperator.Part.MONITOR,
}


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """A file beside a form."""

    name: str
    content: bytes


def manifest_of(form: FieldForm, person: User) -> tuple[ManifestFile, ...]:
    """The files of a form for one person; the list of sites differs from person to person."""
    parts = (SiteOperator.Part.MONITOR,) if form.kind == FieldForm.Kind.DAY_SHEET else tuple(PARTS.values())
    return (ManifestFile(SITES, write_sites(sites_of(person, parts))),)


def sites_of(person: User, parts: tuple[str, ...] = tuple(PARTS.values())) -> QuerySet[Site]:
    """The sites at which one of the person's organisations plays one of these parts today.

    The secretariat gets demonstration sites and those that anybody works on; nobody more than `MOST_SITES`.
    """
    day = timezone.localdate()
    held = mandates_of(person)
    running = SiteOperator.objects.filter(site=OuterRef("pk"), part__in=parts, starts_on__lte=day)
    running = running.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    if any(role == Mandate.Role.SECRETARIAT for role, _ in held):
        chosen = Q(is_demonstration=True) | Q(Exists(running))
    else:
        chosen = Q(Exists(running.filter(own_parts(held, parts))))
    sites = Site.objects.filter(chosen).only("public_id", "name", "name_folded", "code")
    return sites.order_by("name_folded", "code")[:MOST_SITES]


def own_parts(held: Iterable[tuple[str, int]], parts: tuple[str, ...]) -> Q:
    """The parts that a person's organisations play, each in the role that the person has there."""
    mine = Q(pk__in=[])
    for role, organisation in held:
        if PARTS.get(role) in parts:
            mine |= Q(part=PARTS[role], organisation=organisation)
    return mine


def write_sites(sites: QuerySet[Site]) -> bytes:
    """One line a site: its public id and its name. The same sites give the same bytes; no position, no village."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["name", "label"])
    table.writerows([str(site.public_id), label_of(site)] for site in sites)
    return text.getvalue().encode()


def label_of(site: Site) -> str:
    """How a site is told from others of the same name."""
    return f"{site.name} ({site.code})" if site.code else site.name
