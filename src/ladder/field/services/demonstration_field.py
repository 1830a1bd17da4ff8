"""Invented visits for the demonstration: one whole and then corrected, one that waits for a photo, one day sheet."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PIL import ExifTags, Image, ImageDraw

from ladder.accounts.models import User
from ladder.assessment.queries import result_on
from ladder.assessment.storage import evidence_store
from ladder.catalogue.models import FrameworkVersion
from ladder.core.assessment.facts import MET
from ladder.core.assessment.result import SiteResult
from ladder.field.arrivals import IncomingFile
from ladder.field.export_documents import build_document
from ladder.field.models import FieldForm, Submission
from ladder.field.outlines import outline_of
from ladder.field.services.taking import take_waiting
from ladder.field.storing import hand_in
from ladder.registry.models import Site

SOURCE = "demonstration"
VISIT, CORRECTION, WAITING, SHEET = (
    f"uuid:demonstration-{name}" for name in ("visit", "correction", "waiting", "sheet")
)
COLOURS = {"first.jpg": (92, 122, 110), "second.jpg": (140, 104, 76)}
COUNTS = {"people": 34, "women": 6, "pits": 4, "under_18": 0, "hurt": 0, "deaths": 0}
ANSWERED = 4
GOOD = "good_standing"


def load_demonstration_visits(
    *, sites: Sequence[Site], version: FrameworkVersion, people: Mapping[str, User], on: date
) -> int:
    """Hand in what an assessor and a monitor might have sent, and take from it. Again: no change. Returns how many.

    The visits say again what is known of a site in good standing, so that no level of the demonstration moves.
    Nothing happens before the forms and these two accounts are there.
    """
    forms = {form.kind: form for form in FieldForm.objects.filter(version=version).order_by("pk")}
    found = next(((site, result) for site in sites if (result := result_on(site, version, on)).status == GOOD), None)
    if (
        Submission.objects.filter(instance_id=VISIT).exists()
        or found is None
        or len(forms) < len(FieldForm.Kind.values)
    ):
        return 0
    if not {"assessor", "monitor"} <= people.keys():
        return 0
    site, result = found
    told = Teller(site, on - timedelta(days=1), forms[FieldForm.Kind.VISIT])
    groups = groups_of(told.form, result)
    assessor = people["assessor"]
    photos = keep_photos(told.day)
    told.visit(VISIT, groups, assessor, photos, reason="Demonstration: seen on the visit.")
    told.visit(CORRECTION, groups, assessor, [], reason="Demonstration: seen, and asked again.", corrects=VISIT)
    told.visit(WAITING, groups[:1], assessor, [], reason="Demonstration: the photo follows.")
    told.sheet(forms[FieldForm.Kind.DAY_SHEET], people["monitor"])
    take_waiting(on=on)
    return Submission.objects.filter(source=SOURCE).count()


def groups_of(form: FieldForm, result: SiteResult) -> list[str]:
    """Paths of the groups of requirements that are met now, those that stay so longest first."""
    met = [each for each in result.standings.values() if each.state == MET and each.valid_until]
    latest = sorted(met, key=lambda each: (each.valid_until or date.min, each.requirement.key), reverse=True)
    names = {each["requirement"]: each["group"] for each in form.questions if each.get("requirement")}
    paths = {
        path.split("/")[-2]: path.rpartition("/")[0] for path in outline_of(form).by_path if path.endswith("/state")
    }
    known = [paths[names[each.requirement.key]] for each in latest if names.get(each.requirement.key) in paths]
    return known[:ANSWERED]


class Teller:
    """Writes forms as a phone would on one day at one site."""

    def __init__(self, site: Site, day: date, form: FieldForm) -> None:
        self.site, self.day, self.form = site, day, form

    def visit(
        self, instance: str, groups: Sequence[str], person: User, photos: Sequence[IncomingFile], reason: str,
        corrects: str = "",
    ) -> None:  # fmt: skip
        """One visit that finds these requirements met, with a photo for the first two."""
        values = {**self.times(), "visit/site": str(self.site.public_id)}
        for group, photo in zip(groups, [*COLOURS, *[""] * len(groups)], strict=False):
            values |= {
                f"{group}/state": MET,
                f"{group}/methods": "o d",
                f"{group}/reason": reason,
                f"{group}/photo": photo,
            }
        self.send(self.form, {"instance": instance, "deprecated": corrects}, values, person, photos)

    def sheet(self, form: FieldForm, person: User) -> None:
        """One day sheet on which nothing happened."""
        values = {**self.times(), "sheet/site": str(self.site.public_id), "sheet/day": self.day.isoformat()}
        values |= {f"sheet/n_{key}": str(number) for key, number in COUNTS.items()} | {"incident/happened": "no"}
        self.send(form, {"instance": SHEET}, values, person, [])

    def times(self) -> dict[str, str]:
        """The morning of the day."""
        return {
            "start": f"{self.day}T08:10:00+02:00",
            "end": f"{self.day}T10:40:00+02:00",
            "today": self.day.isoformat(),
        }

    def send(
        self, form: FieldForm, meta: dict[str, str], values: dict[str, str], person: User,
        photos: Sequence[IncomingFile],
    ) -> None:  # fmt: skip
        """Hand it in as the door does."""
        body = build_document(outline_of(form), meta, values)
        hand_in(body=body, files=photos, person=person, device=None, source=SOURCE)


def keep_photos(day: date) -> list[IncomingFile]:
    """Two plain drawings that say what they are."""
    kept = []
    for name, colour in COLOURS.items():
        file = evidence_store().put(io.BytesIO(draw(colour, day)))
        kept.append(IncomingFile(name, file.sha256, file.size_bytes))
    return kept


def draw(colour: tuple[int, int, int], day: date) -> bytes:
    """A coloured picture with the word on it, from the day of the visit."""
    picture = Image.new("RGB", (1200, 900), colour)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((40, 40, 1160, 860), outline=(255, 255, 255), width=6)
    pen.text((90, 400), "DEMONSTRATION", fill=(255, 255, 255), font_size=110)
    exif = Image.Exif()
    taken = exif.get_ifd(ExifTags.IFD.Exif)
    taken[ExifTags.Base.DateTimeOriginal] = f"{day:%Y:%m:%d} 09:00:00"
    taken[ExifTags.Base.OffsetTimeOriginal] = "+02:00"
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=70, exif=exif)
    return stream.getvalue()
