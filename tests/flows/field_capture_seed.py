"""What the story of the web capture needs in a database; as a program, in the one that the environment names."""

import os
import sys
from datetime import date

import django
from django.conf import settings
from django.core.management import call_command

NAME, PASSWORD = "field-monitor", "a long word of passage 7"
TARGET_LEVEL = 2


def seed() -> None:
    """The starter framework with its forms, a site, and a monitor who works on it."""
    from django.utils import timezone  # noqa: PLC0415

    from ladder.accounts.models import User  # noqa: PLC0415
    from ladder.catalogue.services import load_pack, publish_version  # noqa: PLC0415
    from ladder.field.services.forms import make_day_sheet_form, make_visit_form  # noqa: PLC0415
    from ladder.packfiles.reading import read_pack  # noqa: PLC0415
    from ladder.registry.models import (  # noqa: PLC0415
        Mandate,
        Organisation,
        Site,
        SiteOperator,
        Source,
        StakeholderGroup,
    )
    from ladder.registry.services import assign_organisation, create_site  # noqa: PLC0415
    from ladder.registry.services.seeding import seed_registry  # noqa: PLC0415

    seed_registry()
    today, begun = timezone.localdate(), date(2026, 1, 5)
    pack = read_pack(settings.PACKS_ROOT / "starter")
    version = publish_version(version=load_pack(pack, actor=None, on=begun), actor=None, on=begun)
    make_visit_form(version=version, target_level=TARGET_LEVEL, actor=None, on=today)
    make_day_sheet_form(version=version, actor=None, on=today)
    source = Source.objects.get(key="secretariat")
    site = create_site(actor=None, site=Site(code="w-1", name="Mashimo", province="Lualaba", source=source))
    person = User(username=NAME)
    person.set_password(PASSWORD)
    person.save()
    house = Organisation.objects.create(
        name="House of monitors", group=StakeholderGroup.objects.first(), country="CD", created_at=timezone.now()
    )
    Mandate.objects.create(
        user=person, organisation=house, role=Mandate.Role.MONITOR, starts_on=begun, created_at=timezone.now()
    )
    assign_organisation(
        actor=None, site=site, organisation=house, part=SiteOperator.Part.MONITOR, starts_on=begun, source=source
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ladder.config.settings")
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    seed()
    sys.exit(0)
