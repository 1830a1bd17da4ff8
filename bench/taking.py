"""From the last file's arrival to the level: one visit of 130 answers with 9 photos, handed in and taken."""

import io
import os
import tempfile
import time
from datetime import date, timedelta

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {"LADDER_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "ladder.config.settings", "LADDER_DEMO": "1"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from ladder.accounts.models import User  # noqa: E402
from ladder.assessment.models import Determination, SiteLevel  # noqa: E402
from ladder.assessment.storage import evidence_store  # noqa: E402
from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.field.arrivals import IncomingFile  # noqa: E402
from ladder.field.export_documents import build_document  # noqa: E402
from ladder.field.models import FieldForm  # noqa: E402
from ladder.field.outlines import outline_of  # noqa: E402
from ladder.field.services.forms import make_visit_form  # noqa: E402
from ladder.field.services.taking import take_waiting  # noqa: E402
from ladder.field.storing import hand_in  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402
from ladder.registry.models import Mandate, Organisation, Site, Source, StakeholderGroup  # noqa: E402
from ladder.registry.services import create_site  # noqa: E402
from ladder.registry.services.seeding import seed_registry  # noqa: E402

LIMIT_SECONDS = 1.0
PHOTOS, VISITS, TOP = 9, 5, 4


def main() -> None:
    """Print the figures beside the limit; the first visit also starts the process that looks at images."""
    call_command("migrate", verbosity=0)
    day = timezone.localdate() - timedelta(days=1)
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=day)
    version = publish_version(version=loaded, actor=None, on=day)
    form = make_visit_form(version=version, target_level=TOP, actor=None, on=day)
    person, site = make_person(day), make_place()
    for number in range(VISITS):
        time_visit(form, person, site, number, day)


def make_person(day: date) -> User:
    """Somebody who may hand in anywhere."""
    seed_registry()
    person = User.objects.create(username="bench")
    house = Organisation.objects.create(
        name="Bench", group=StakeholderGroup.objects.all()[0], country="CD", created_at=timezone.now()
    )
    Mandate.objects.create(
        user=person, organisation=house, role="secretariat", starts_on=day, created_at=timezone.now()
    )
    return person


def make_place() -> Site:
    """A site."""
    source = Source.objects.get(key="secretariat")
    site = Site(code="bench", name="Bench", province="Lualaba", latitude=-10.7, longitude=25.4, source=source)
    return create_site(actor=None, site=site)


def time_visit(form: FieldForm, person: User, site: Site, number: int, day: date) -> None:
    """One visit, from handing in its form with all files in the store to the level."""
    photos = [keep_photo(number * PHOTOS + place) for place in range(PHOTOS)]
    groups = [path.rpartition("/")[0] for path in outline_of(form).by_path if path.endswith("/state")]
    values = {"today": day.isoformat(), "start": f"{day}T08:00:00+02:00", "end": f"{day}T12:00:00+02:00",
              "visit/site": str(site.public_id), "visit/place": "-10.7 25.4 0 5"}  # fmt: skip
    for group in groups:
        values |= {f"{group}/state": "met", f"{group}/methods": "o d", f"{group}/reason": "seen on the visit"}
    values |= {f"{group}/photo": photo.name for group, photo in zip(groups, photos, strict=False)}
    body = build_document(outline_of(form), {"instance": f"uuid:bench-{number}"}, values)
    start = time.perf_counter()
    hand_in(body=body, files=photos, person=person, device=None)
    received = time.perf_counter() - start
    take_waiting(on=timezone.localdate())
    took = time.perf_counter() - start
    found = Determination.objects.filter(source_key=f"uuid:bench-{number}").count()
    level = SiteLevel.objects.get(site=site)
    beside = f"limit {LIMIT_SECONDS:.1f} s  ratio {took / LIMIT_SECONDS:.2f}"
    came = f"received {received * 1000:4.0f} ms"
    print(
        f"visit {number + 1}: {found} findings, {PHOTOS} photos, level {level.level}  {came} "
        f"  level after {took * 1000:5.0f} ms  {beside}"
    )


def keep_photo(number: int) -> IncomingFile:
    """A photo of about 250 kB, as many pixels as a form's largest."""
    picture = Image.effect_noise((1600, 1200), 20 + number % 5).convert("RGB")
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=22)
    kept = evidence_store().put(io.BytesIO(stream.getvalue()))
    return IncomingFile(f"{number}.jpg", kept.sha256, kept.size_bytes)


if __name__ == "__main__":
    main()
