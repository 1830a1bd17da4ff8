"""Makes 500 photos as phones in the field make them, honest and tampered, from a seed.

What a photo is comes from how it was made, never from the rules that judge it: this file imports none of them. Honest
ones have the noise of real phones; tampered ones are made as somebody would make them who wants to be believed.
"""

import io
import math
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from PIL import ExifTags, Image, ImageDraw, ImageFilter

CAMERAS = (("TECNO", "KF6i"), ("itel", "A58"), ("samsung", "SM-A055F"), ("INFINIX", "X6511B"), ("HUAWEI", "DUB-LX1"))
FIRMWARE = ("", "", "MT6761", "A055FXXU3", "DUB-LX1 9.1.0.269", "HDR+ 1.0")
SIZES = ((800, 600), (800, 600), (600, 800), (800, 450), (640, 480))
"""Half of what phones are set to: only the shape matters here."""
LUALABA = timedelta(hours=2)
METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True)
class Place:
    """Degrees."""

    latitude: float
    longitude: float

    def moved(self, metres: float, bearing: float) -> "Place":
        """Some metres away, on a plane that is good enough for a few kilometres."""
        north, east = metres * math.cos(bearing), metres * math.sin(bearing)
        shrink = math.cos(math.radians(self.latitude))
        return Place(self.latitude + north / METRES_A_DEGREE, self.longitude + east / METRES_A_DEGREE / shrink)


@dataclass(frozen=True)
class Mine:
    """A site: its outline is a many-cornered shape of `radius_m` around its middle, or it has none."""

    key: int
    middle: Place
    radius_m: float
    outline: tuple[Place, ...] = ()
    origin: str = "gps"


@dataclass(frozen=True)
class Shot:
    """A photo as it was handed in, and how it was made."""

    made: str
    mine: Mine
    visit: int
    starts_at: datetime
    ends_at: datetime
    form_place: Place
    accuracy_m: float
    content: bytes
    is_exif_lost: bool = False
    hard: str = field(default="")

    @property
    def is_tampered(self) -> bool:
        """By how it was made."""
        return not self.made.startswith("honest")


@dataclass
class Exif:
    """What a camera writes."""

    camera: tuple[str, str]
    firmware: str
    taken_at: datetime
    has_offset: bool
    place: Place | None


def fraction(value: float) -> tuple[float, float, float]:
    """Degrees, minutes, seconds."""
    degrees = int(abs(value))
    minutes = int((abs(value) - degrees) * 60)
    return float(degrees), float(minutes), round((abs(value) - degrees) * 3600 - minutes * 60, 4)


def exif_bytes(told: Exif) -> bytes:
    """As Pillow writes it."""
    exif = Image.Exif()
    local = told.taken_at + LUALABA
    wall = local.strftime("%Y:%m:%d %H:%M:%S")
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Model] = told.camera
    exif[ExifTags.Base.DateTime] = wall
    if told.firmware:
        exif[ExifTags.Base.Software] = told.firmware
    photo = {ExifTags.Base.DateTimeOriginal: wall, ExifTags.Base.ExposureTime: 0.01}
    if told.has_offset:
        photo[ExifTags.Base.OffsetTimeOriginal] = "+02:00"
    exif._ifds[ExifTags.IFD.Exif] = photo
    if told.place:
        exif._ifds[ExifTags.IFD.GPSInfo] = {
            ExifTags.GPS.GPSLatitudeRef: "S" if told.place.latitude < 0 else "N",
            ExifTags.GPS.GPSLatitude: fraction(told.place.latitude),
            ExifTags.GPS.GPSLongitudeRef: "E" if told.place.longitude >= 0 else "W",
            ExifTags.GPS.GPSLongitude: fraction(told.place.longitude),
        }
    return exif.tobytes()


class Maker:
    """Draws scenes and writes them as phones do."""

    def __init__(self, seed: int) -> None:
        """One stream of chance for everything."""
        self.chance = random.Random(seed)
        self.grain = np.random.default_rng(seed).normal(0, 7, (1000, 1000, 3)).astype(np.float32)
        self.mines = [self.mine(key) for key in range(12)]

    def mine(self, key: int) -> Mine:
        """Sites some ten kilometres apart around Kolwezi; two in three have an outline."""
        middle = Place(-10.9 + (key // 4) * 0.15, 25.2 + (key % 4) * 0.18)
        radius = self.chance.uniform(200, 900)
        corners = tuple(
            middle.moved(radius * self.chance.uniform(0.75, 1.0), 2 * math.pi * corner / 9) for corner in range(9)
        )
        return Mine(key, middle, radius, corners if key % 3 else (), "gps" if key % 2 else "gps_approximate")

    def scene(self, size: tuple[int, int]) -> Image.Image:
        """Ground, sky, heaps, pits and grain: no two are alike."""
        chance, (width, height) = self.chance, size
        image = Image.new("RGB", size, tuple(chance.randrange(90, 220) for _ in range(3)))
        pen = ImageDraw.Draw(image)
        horizon = chance.uniform(0.15, 0.6) * height
        pen.rectangle((0, horizon, width, height), fill=tuple(chance.randrange(60, 190) for _ in range(3)))
        for _ in range(chance.randrange(8, 22)):
            x, y = chance.uniform(-0.1, 1) * width, chance.uniform(0, 1) * height
            wide, high = chance.uniform(0.05, 0.45) * width, chance.uniform(0.05, 0.4) * height
            colour = tuple(chance.randrange(10, 250) for _ in range(3))
            draw = chance.choice((pen.ellipse, pen.rectangle))
            draw((x, y, x + wide, y + high), fill=colour)
        small = image.resize((width // 4, height // 4)).filter(ImageFilter.GaussianBlur(1.5)).resize(size)
        top, left = chance.randrange(1000 - height), chance.randrange(1000 - width)
        grain = self.grain[top : top + height, left : left + width]
        return Image.fromarray(np.clip(np.asarray(small) + grain, 0, 255).astype(np.uint8))

    def visit(self, mine: Mine, number: int) -> Shot:
        """The form of one visit: an hour to six, its place measured once, somewhere on the site."""
        day = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=9 * number)
        starts = day + timedelta(hours=self.chance.uniform(5, 9))
        ends = starts + timedelta(hours=self.chance.uniform(1, 6))
        place, accuracy = self.measured(self.spot(mine))
        return Shot("", mine, number, starts, ends, place, accuracy, b"")

    def spot(self, mine: Mine) -> Place:
        """Somewhere within the site, more often than not near its edge, where pits are seen whole."""
        return mine.middle.moved(mine.radius_m * 0.75 * math.sqrt(self.chance.random()), self.chance.uniform(0, 6.283))

    def measured(self, place: Place) -> tuple[Place, float]:
        """As a phone tells it: off by an error of its accuracy (a Rayleigh distance), 5 to 60 metres."""
        accuracy = round(min(60.0, max(5.0, self.chance.lognormvariate(2.6, 0.6))), 1)
        error = accuracy / 1.51 * math.sqrt(-2 * math.log(1 - self.chance.random()))
        return place.moved(error, self.chance.uniform(0, 6.283)), accuracy

    def exif(self, form: Shot) -> Exif:
        """A phone's own: clock of the same phone as the form, so minutes off at most; one in four without its place.

        One place in eighty is the last one that the phone knew, kilometres away: an honest phone that looks guilty.
        """
        taken = form.starts_at + (form.ends_at - form.starts_at) * self.chance.random()
        taken += timedelta(minutes=self.chance.gauss(0, 4))
        place = self.measured(self.spot(form.mine))[0] if self.chance.random() > 0.25 else None
        if place and self.chance.random() < 0.012:  # the phone wrote its last fix: the camp, the town, the way
            place = place.moved(self.chance.lognormvariate(7.5, 1.0), self.chance.uniform(0, 6.283))
        camera = self.chance.choice(CAMERAS)
        return Exif(camera, self.chance.choice(FIRMWARE), taken, self.chance.random() < 0.6, place)

    def jpeg(self, image: Image.Image, told: Exif | None, quality: int = 82) -> bytes:
        """Encoded, with EXIF where there is any."""
        target = io.BytesIO()
        image.save(target, "JPEG", quality=quality, **({"exif": exif_bytes(told)} if told else {}))
        return target.getvalue()

    def honest(self, form: Shot) -> Shot:
        """Four ways: as the camera wrote it, made smaller by Collect, made smaller by a browser, one edge of the site."""
        told, image = self.exif(form), self.scene(self.chance.choice(SIZES))
        way = self.chance.random()
        if way < 0.15:  # a browser makes it smaller and keeps no EXIF; the server knows that app
            image.thumbnail((512, 512))
            return replace(form, made="honest_browser", content=self.jpeg(image, None, 75), is_exif_lost=True)
        if way < 0.5:  # Collect makes it smaller and copies EXIF
            image.thumbnail((512, 512))
            return replace(form, made="honest_smaller", content=self.jpeg(image, told, 75))
        if way < 0.6:  # some phones write a clock reset to 2000 or nothing at all as the time: nothing here
            return replace(form, made="honest_no_place", content=self.jpeg(image, replace(told, place=None)))
        return replace(form, made="honest_camera", content=self.jpeg(image, told))

    def tampered(self, kind: str, form: Shot, honest: list[Shot]) -> Shot:
        """One of six kinds; some of each are made with more care than others and are called hard."""
        return getattr(self, kind)(form, honest)

    def moved(self, form: Shot, _: list[Shot]) -> Shot:
        """Taken elsewhere, form filled in at the site; half of the time it is the form's place that was faked instead."""
        told, image = self.exif(form), self.scene(self.chance.choice(SIZES))
        is_hard = self.chance.random() < 0.15
        away = self.chance.uniform(1_500, 3_500) if is_hard else self.chance.lognormvariate(9.6, 0.9) + 4_000
        there = form.mine.middle.moved(form.mine.radius_m + away, self.chance.uniform(0, 6.283))
        if self.chance.random() < 0.5:
            told.place = there
        else:
            told.place = told.place or self.spot(form.mine)
            form = replace(form, form_place=there)
        return replace(form, made="moved", content=self.jpeg(image, told), hard="near" if is_hard else "")

    def stripped(self, form: Shot, _: list[Shot]) -> Shot:
        """EXIF taken out by a tool or a messenger, handed in through an app that keeps it."""
        image = self.scene(self.chance.choice(SIZES))
        if self.chance.random() < 0.5:  # through a messenger
            image.thumbnail((640, 640))
        return replace(form, made="stripped", content=self.jpeg(image, None, self.chance.choice((70, 82, 95))))

    def reused(self, form: Shot, honest: list[Shot]) -> Shot:
        """Handed in at another site before: the same bytes, or made anew with the time and place of this visit."""
        source = self.chance.choice([shot for shot in honest if shot.mine.key != form.mine.key])
        way = self.chance.random()
        if way < 0.4:
            return replace(form, made="reused", content=source.content)
        image = Image.open(io.BytesIO(source.content)).convert("RGB")
        told, hard = self.exif(form), "made anew"
        if way < 0.55:
            width, height = image.size
            side = 0.01
            image = image.crop(
                (int(side * width), int(side * height), int((1 - side) * width), int((1 - side) * height))
            )
            hard = "cropped by a hundredth"
        elif way < 0.75:
            image = image.point(lambda value: min(255, int(value * 1.12) + 6))
            hard = "made lighter"
        image = image.resize((image.width * 4 // 5, image.height * 4 // 5))
        return replace(form, made="reused", content=self.jpeg(image, told, 70), hard=hard)

    def old(self, form: Shot, _: list[Shot]) -> Shot:
        """Taken days to years before the visit and picked from the gallery; some only the evening before."""
        told, image = self.exif(form), self.scene(self.chance.choice(SIZES))
        is_hard = self.chance.random() < 0.2
        before = timedelta(hours=self.chance.uniform(8, 40)) if is_hard else timedelta(days=self.chance.uniform(3, 900))
        told.taken_at = form.starts_at - before
        return replace(form, made="old", content=self.jpeg(image, told), hard="a day before" if is_hard else "")

    def outside(self, form: Shot, _: list[Shot]) -> Shot:
        """Form and photo agree, and both are from somewhere else: the town, the depot, a neighbour's pit."""
        is_hard = self.chance.random() < 0.2
        away = self.chance.uniform(400, 1_500) if is_hard else self.chance.uniform(6_000, 40_000)
        mine = form.mine if form.mine.outline or not is_hard else next(m for m in self.mines if m.outline)
        there = mine.middle.moved(mine.radius_m + away, self.chance.uniform(0, 6.283))
        place, accuracy = self.measured(there)
        told, image = self.exif(form), self.scene(self.chance.choice(SIZES))
        told.place = self.measured(there)[0] if told.place else None
        hard = "next to the outline" if is_hard else ""
        return replace(
            form, mine=mine, made="outside", form_place=place, accuracy_m=accuracy, content=self.jpeg(image, told), hard=hard
        )  # fmt: skip

    def screenshot(self, form: Shot, _: list[Shot]) -> Shot:
        """A screen: PNG as phones save it, or turned into JPEG; some through the browser, which keeps no EXIF."""
        size = self.chance.choice(((360, 800), (432, 960), (360, 760), (432, 768)))
        image = Image.new("RGB", size, "white")
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, size[0], 30), fill=(20, 20, 60))
        image.paste(self.scene((size[0], size[0])), (0, 150))
        target = io.BytesIO()
        if self.chance.random() < 0.6:
            image.save(target, "PNG", compress_level=1)
            return replace(form, made="screenshot", content=target.getvalue())
        is_browser = self.chance.random() < 0.4
        return replace(
            form, made="screenshot", content=self.jpeg(image, None), is_exif_lost=is_browser,
            hard="through a browser" if is_browser else "",
        )  # fmt: skip


KINDS = ("moved", "stripped", "reused", "old", "outside", "screenshot")


def make_photographs(seed: int, honest: int = 320, a_kind: int = 30) -> list[Shot]:
    """Honest ones first, from visits of eight pictures, then thirty of each kind: 500 with the usual numbers."""
    maker = Maker(seed)
    shots: list[Shot] = []
    for number in range(honest // 8):
        form = maker.visit(maker.mines[number % len(maker.mines)], number)
        shots += [maker.honest(form) for _ in range(8)]
    told = list(shots)
    for kind in KINDS:
        for number in range(a_kind):
            form = maker.visit(maker.mines[(number * 5) % len(maker.mines)], 100 + number)
            shots.append(maker.tampered(kind, form, told))
    return shots
