"""The demonstration between visits: once, and the sites stand where their stories leave them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from ladder.assessment.incident_queries import case_of
from ladder.assessment.models import DaySheet, Incident, SiteLevel
from ladder.assessment.services.demonstration import load_demonstration_levels
from ladder.assessment.services.demonstration_monitoring import load_demonstration_monitoring
from ladder.catalogue.services import load_pack, publish_version
from ladder.packfiles.reading import read_pack
from ladder.registry.services.demonstration import load_demonstration_sites

TODAY = timezone.localdate()


def headlines():
    return {one.site.code: (one.level, one.status) for one in SiteLevel.objects.select_related("site")}


@pytest.mark.django_db
def test_one_is_overdue_one_has_a_plan_and_no_level_changes(people):
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=TODAY)
    version = publish_version(version=loaded, actor=None, on=TODAY)
    places = load_demonstration_sites()
    sites = [places.sites[code] for code in sorted(places.sites)]
    load_demonstration_levels(sites=sites, version=version, on=TODAY)
    before = headlines()
    given = {"counted": sites[2], "planned": sites[1], "version": version, "on": TODAY}
    staff = {"monitor": people["stranger"], "assessor": people["assessor"]}
    assert load_demonstration_monitoring(**given, **staff) == DaySheet.objects.count() == 12
    assert load_demonstration_monitoring(**given, **staff) == 0
    assert headlines() == before
    late, planned = (case_of(one, timezone.now()) for one in Incident.objects.order_by("pk"))
    assert late.clocks.is_overdue
    assert (late.incident.site, late.gate_class, late.incident.occurred_on) == (
        sites[2],
        "stop",
        TODAY - timedelta(days=3),
    )
    assert (planned.incident.site, planned.gate_class, planned.clocks.is_overdue) == (sites[1], "cap", False)
    assert [clock.step for clock in planned.clocks.running] == ["closed"]
