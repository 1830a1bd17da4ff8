"""Stores sites and who works them."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.core.registry.names import fold_name
from ladder.core.registry.outlines import check_outline, middle_of
from ladder.core.registry.places import find_cells, is_in_country
from ladder.core.registry.words import MINERALS
from ladder.registry.models import Organisation, Site, SiteMineral, SiteOperator, Source
from ladder.registry.sentences import sentence_of, sentence_of_outline


@transaction.atomic
def create_site(*, actor: User | None, site: Site, minerals: Iterable[str] = ()) -> Site:
    """Add a site. `site` is filled but not saved; its cells, folded name and moment are set here.

    Raises:
        ValidationError: every field that is missing, malformed or implausible, with a sentence each.
    """
    site.name = " ".join(site.name.split())
    site.created_at = timezone.now()
    words = sorted(set(minerals))
    faults = find_place_faults(site)
    if unknown := [word for word in words if word not in MINERALS]:
        faults["minerals"] = [sentence_of("word_unknown") % {"seen": ", ".join(unknown)}]
    try:
        site.full_clean(exclude=["name_folded", *faults])
    except ValidationError as fault:
        faults = {**fault.message_dict, **faults}
    if faults:
        raise ValidationError(faults)
    fill_place(site)
    site.save()
    SiteMineral.objects.bulk_create([SiteMineral(site=site, mineral=word) for word in words])
    record(
        actor=actor,
        action="registry.site_created",
        target=f"site:{site.public_id}",
        detail={"is_demonstration": site.is_demonstration, "has_position": bool(site.cell_5)},
    )
    return site


def find_place_faults(site: Site) -> dict[str, list[str]]:
    """What is wrong with a position or an outline, by field."""
    faults: dict[str, list[str]] = {}
    if (site.latitude is None) != (site.longitude is None):
        faults["latitude" if site.latitude is None else "longitude"] = [sentence_of("half_a_position")]
    elif site.latitude is not None and site.longitude is not None and not is_in_country(site.latitude, site.longitude):
        faults["latitude"] = [sentence_of("outside_country")]
    if site.polygon is not None and (found := check_outline(site.polygon)):
        faults["polygon"] = [sentence_of_outline(fault) for fault in found]
    return faults


def fill_place(site: Site) -> None:
    """Set what follows from a checked place: the point of an outline, the cells, the folded name."""
    if site.polygon is not None and site.latitude is None and isinstance(site.polygon, Mapping):
        site.latitude, site.longitude = middle_of(site.polygon)
    site.cell_3, site.cell_4, site.cell_5, site.cell_6 = find_cells(site.latitude, site.longitude)
    site.name_folded = fold_name(site.name)


@transaction.atomic
def assign_organisation(  # noqa: PLR0913 - one argument a column
    *, actor: User | None, site: Site, organisation: Organisation, part: str, starts_on: date, source: Source,
    ends_on: date | None = None,
) -> SiteOperator:  # fmt: skip
    """Say that an organisation works a site, holds its title, or is to assess it, from a day on.

    Raises:
        ValidationError: the part is unknown, the dates contradict each other, or an organisation that runs the site
            would look at it as well.
    """
    same = SiteOperator.objects.filter(site=site, organisation=organisation, part=part, starts_on=starts_on).first()
    if same is not None:
        return same
    row = SiteOperator(
        site=site, organisation=organisation, part=part, starts_on=starts_on, ends_on=ends_on, source=source
    )
    row.full_clean()
    refuse_both_sides(row)
    row.save()
    record(
        actor=actor,
        action="registry.organisation_assigned",
        target=f"site:{site.public_id}",
        detail={"organisation": str(organisation.public_id), "part": part, "starts_on": starts_on.isoformat()},
    )
    return row


def refuse_both_sides(row: SiteOperator) -> None:
    """Raise ValidationError where an organisation would run a site and look at it on the same day."""
    part = SiteOperator.Part
    looking = (part.ASSESSOR, part.MONITOR)
    others = looking if row.part == part.OPERATOR else (part.OPERATOR,) if row.part in looking else ()
    held = SiteOperator.objects.filter(site=row.site, organisation=row.organisation, part__in=others)
    held = held.filter(Q(ends_on=None) | Q(ends_on__gte=row.starts_on))
    if row.ends_on is not None:
        held = held.filter(starts_on__lte=row.ends_on)
    if held.exists():
        raise ValidationError(gettext("An organisation that runs the site cannot assess or monitor it as well."))
