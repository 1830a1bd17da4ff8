"""What the tests of the door need in a database; as a program, in the one that the environment names."""

import os
import sys
from datetime import date, timedelta
from hashlib import md5, sha256

SECRET = "a-secret-of-a-phone-with-many-bits"
PASSWORD = "a long word of passage 7"
FORMS = (
    ("door-visit", "1", "visit", True),
    ("door-visit", "2", "visit", True),
    ("door-sheet", "1", "day_sheet", True),
    ("door-closed", "1", "visit", False),
)
PEOPLE = {"assessor": "assessor", "operator": "operator", "monitor": "monitor", "ended": "assessor", "gone": "assessor"}


def form_xml(form_id: str, version: str) -> bytes:
    """A form of one question, too long for one packet."""
    pits = "".join(f"<item><name>pit-{number}</name></item>" for number in range(100))
    return (
        '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
        f'<h:head><h:title>Été {form_id}</h:title><model><instance><data id="{form_id}" version="{version}"><a/></data>'
        f'</instance><instance id="pits"><root>{pits}</root></instance><bind nodeset="/data/a" type="string"/></model></h:head><h:body><input ref="/data/a"/></h:body></h:html>'
    ).encode()


def seed() -> None:
    """People with phones, and forms."""
    from django.utils import timezone  # noqa: PLC0415

    from ladder.accounts.models import User  # noqa: PLC0415
    from ladder.catalogue.services import load_pack  # noqa: PLC0415
    from ladder.field.models import FieldForm  # noqa: PLC0415
    from ladder.field.services.devices import create_device, revoke_device  # noqa: PLC0415
    from ladder.packfiles.document import from_document  # noqa: PLC0415
    from ladder.registry.models import Mandate, Organisation, StakeholderGroup  # noqa: PLC0415
    from tests.catalogue.versions import FIRST_DAY, first_document  # noqa: PLC0415

    now, today = timezone.now(), timezone.localdate()
    version = load_pack(from_document(first_document()), actor=None, on=FIRST_DAY)
    for form_id, form_version, kind, is_open in FORMS:
        xml = form_xml(form_id, form_version)
        FieldForm.objects.create(
            kind=kind,
            form_id=form_id,
            form_version=form_version,
            version=version,
            titles={"en": f"Form {form_id} & more", "fr": f"Formulaire {form_id}"},
            xlsform=b"",
            xml=xml,
            xml_md5=md5(xml).hexdigest(),
            xml_sha256=sha256(xml).hexdigest(),
            maker="tests",
            is_open=is_open,
            created_at=now - timedelta(days=30),
        )
    group, _ = StakeholderGroup.objects.get_or_create(key="tests", defaults={"position": 99, "names": {"en": "Tests"}})
    for name, role in PEOPLE.items():
        user = User(username=name, is_active=name != "gone")
        user.set_password(PASSWORD)
        user.save()
        house = Organisation.objects.create(name=f"House {name}", group=group, country="CD", created_at=now)
        ends_on = date(2021, 1, 1) if name == "ended" else None
        Mandate.objects.create(
            user=user, organisation=house, role=role, starts_on=date(2020, 1, 1), ends_on=ends_on, created_at=now
        )
        create_device(person=user, label="Phone", expires_on=today, actor=None, username=f"phone-{name}", secret=SECRET)
    revoked, _ = create_device(
        person=User.objects.get(username="assessor"),
        label="Lost",
        expires_on=today,
        actor=None,
        username="phone-lost",
        secret=SECRET,
    )
    revoke_device(device=revoked, actor=None)


def add_phones(name: str, count: int) -> None:
    """So many more assessors of one house, each with a phone of the same name as the person."""
    from django.utils import timezone  # noqa: PLC0415

    from ladder.accounts.models import User  # noqa: PLC0415
    from ladder.field.services.devices import create_device  # noqa: PLC0415
    from ladder.registry.models import Mandate  # noqa: PLC0415

    like = Mandate.objects.get(user__username="assessor")
    for number in range(count):
        person = User.objects.create(username=f"{name}-{number}")
        Mandate.objects.create(
            user=person,
            organisation=like.organisation,
            role=like.role,
            starts_on=like.starts_on,
            created_at=timezone.now(),
        )
        create_device(
            person=person, label="Phone", expires_on=timezone.localdate(), actor=None, username=person.username,
            secret=SECRET,
        )  # fmt: skip


def skip_static() -> None:
    """The door shows no pages: nothing need be compressed before the server starts."""
    from django.conf import settings  # noqa: PLC0415

    from ladder.cli.serve import fingerprint_of_static  # noqa: PLC0415

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.STATIC_ROOT / ".stamp").write_text(fingerprint_of_static())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ladder.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    seed()
    skip_static()
    sys.exit(0)
