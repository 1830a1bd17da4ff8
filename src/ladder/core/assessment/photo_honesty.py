"""Whether a photo can be from where and when it is said to be from. The method is in docs/methods/photo-honesty.md.

A flag never refuses a photo and never lowers a level: it brings the photo before a person, with the reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ladder.core.assessment import photo_flags as flags
from ladder.core.assessment.photo_places import Point, SitePlace, metres_between
from ladder.core.assessment.photo_times import OLD_AFTER, Window

METHOD = "photo-honesty/1"
MOVED_WITH_OUTLINE_M = 300.0
MOVED_WITHOUT_OUTLINE_M = 2_000.0
"""A form measures its place once a visit; pictures are taken all over the site."""
ROUGH_ABOVE_M = 100.0
FROZEN_FROM = 2
"""Other visits with exactly this place: satellites never give the same seven decimals twice."""
SCREEN_RATIO = 1.95
"""Screens of phones are longer than this; cameras take 4:3, 3:2 or 16:9."""
EDITORS = re.compile(
    r"photoshop|lightroom|gimp|snapseed|picsart|pixlr|canva|affinity|paint\.net|polarr|vsco|faceapp|facetune|photoscape|"
    r"remini|meitu|inshot|airbrush|photodirector|acdsee|luminar|paintshop|photopea|krita|picsay|exif ?tool|"
    r"photo ?exif|photo editor|exif editor|photo investigator",
    re.IGNORECASE,
)
SCREENSHOT_WORDS = re.compile(r"screen ?shot|screen ?capture|capture d.?[ée]cran", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the image says of itself. `fault` is empty where it could be read whole."""

    media_type: str = ""
    width: int = 0
    height: int = 0
    has_exif: bool = False
    taken_at: datetime | None = None
    is_zone_known: bool = False
    place: Point | None = None
    camera: str = ""
    software: str = ""
    fault: str = ""

    @property
    def ratio(self) -> float:
        """The longer side by the shorter one."""
        return max(self.width, self.height) / max(1, min(self.width, self.height))


@dataclass(frozen=True, slots=True)
class Others:
    """How many other photos are these very bytes, look the same, or name exactly this place, by where they are from.

    Of two visits the later one can have taken its picture from the earlier one. Counts of the first four are therefore
    of photos from the same day or before; `copied_later` counts those from later days. Days are the visits' own, so
    nothing depends on which arrived first.
    """

    same_elsewhere: int = 0
    same_at_other_visits: int = 0
    alike_elsewhere: int = 0
    alike_at_other_visits: int = 0
    visits_at_this_exact_place: int = 0
    copied_later: int = 0


@dataclass(frozen=True, slots=True)
class PhotoClaim:
    """What the form and the registry say: the form's place, the site, the visit, and what is known of other photos."""

    site: SitePlace
    window: Window
    place: Point | None = None
    is_exif_lost: bool = False
    others: Others = field(default_factory=Others)


@dataclass(frozen=True, slots=True)
class PhotoVerdict:
    """Score 0 to 100, flags in a fixed order, and whether the photo shows that somebody was there at the time.

    `is_located` rests on the photo and its own form alone, never on other photos: it does not depend on what arrived
    first.
    """

    score: int
    flags: tuple[str, ...]
    is_located: bool
    method: str = METHOD

    @property
    def is_flagged(self) -> bool:
        """Whether a person should look."""
        return any(flag in flags.SERIOUS for flag in self.flags)


def judge_photo(claim: PhotoClaim, facts: PhotoFacts) -> PhotoVerdict:
    """Compare what an image says with what is said of it."""
    own = (flags.UNREADABLE,) if facts.fault else tuple(flags_of_one(claim, facts))
    found = own + tuple(flags_of_others(claim.others))
    return PhotoVerdict(flags.score_of(found), found, is_located(claim, facts, own))


def is_located(claim: PhotoClaim, facts: PhotoFacts, own: tuple[str, ...]) -> bool:
    """Nothing serious about it, a place that is precise enough and at the site, and a time unless the app loses it."""
    if any(flag in flags.SERIOUS for flag in own) or not claim.site.is_known:
        return False
    is_placed = facts.place is not None or (claim.place is not None and flags.ROUGH_PLACE not in own)
    return is_placed and (facts.taken_at is not None or claim.is_exif_lost)


def flags_of_one(claim: PhotoClaim, facts: PhotoFacts) -> Iterator[str]:
    """Everything odd about a photo and its own form."""
    yield from flags_of_place(claim, facts)
    yield from flags_of_time(claim, facts)
    yield from flags_of_image(claim, facts)


def flags_of_place(claim: PhotoClaim, facts: PhotoFacts) -> Iterator[str]:
    """The form's place, the image's place and the site's."""
    told = claim.place
    if told is not None and told.latitude == 0 and told.longitude == 0:
        yield flags.NO_REAL_PLACE
        told = None
    places = [place for place in (told, facts.place) if place is not None]
    off = [claim.site.metres_off(place) or 0.0 for place in places]
    if any(off):
        yield flags.OUT_OF_SITE
    if told is not None and facts.place is not None and is_moved(claim.site, told, facts.place, is_out=any(off)):
        yield flags.MOVED
    if told is not None and told.accuracy_m is not None and told.accuracy_m <= 0:
        yield flags.ZERO_ACCURACY
    if told is not None and (told.accuracy_m or 0) > ROUGH_ABOVE_M:
        yield flags.ROUGH_PLACE
    if not places:
        yield flags.NO_PLACE
    elif not claim.site.is_known:
        yield flags.NO_PLACE_OF_SITE


def is_moved(site: SitePlace, told: Point, shown: Point, *, is_out: bool) -> bool:
    """Whether form and image name places too far apart; within an outline people walk."""
    if site.rings and not is_out:
        return False
    allowed = MOVED_WITH_OUTLINE_M if site.rings else MOVED_WITHOUT_OUTLINE_M
    return metres_between(told, shown) > allowed + told.slack_m()


def flags_of_time(claim: PhotoClaim, facts: PhotoFacts) -> Iterator[str]:
    """The image's time and the visit's."""
    if facts.taken_at is None:
        return
    off = claim.window.off_by(facts.taken_at, is_zone_known=facts.is_zone_known)
    if off <= -OLD_AFTER:
        yield flags.OLD
    elif off:
        yield flags.OUT_OF_WINDOW


def flags_of_image(claim: PhotoClaim, facts: PhotoFacts) -> Iterator[str]:
    """How it was made."""
    if is_screenshot(claim, facts):
        yield flags.SCREENSHOT
    elif not facts.has_exif:
        yield flags.EXIF_LOST if claim.is_exif_lost else flags.NO_EXIF
    if EDITORS.search(facts.software):
        yield flags.EDITED
    if facts.has_exif and facts.taken_at is None:
        yield flags.NO_TIME_IN_IMAGE
    if facts.has_exif and facts.place is None:
        yield flags.NO_PLACE_IN_IMAGE


def is_screenshot(claim: PhotoClaim, facts: PhotoFacts) -> bool:
    """A picture that a screen made of itself: it says so, or has no camera and is PNG or as long as a screen."""
    if SCREENSHOT_WORDS.search(facts.software):
        return True
    is_long = facts.ratio >= SCREEN_RATIO and (claim.is_exif_lost or not facts.has_exif)
    return not facts.camera and (facts.media_type == "image/png" or is_long)


def flags_of_others(others: Others) -> Iterator[str]:
    """The same picture, or the same place to the last decimal, handed in for something else."""
    if others.same_elsewhere:
        yield flags.REUSED_ELSEWHERE
    elif others.alike_elsewhere:
        yield flags.ALIKE_ELSEWHERE
    if others.same_at_other_visits:
        yield flags.REUSED_VISIT
    elif others.alike_at_other_visits:
        yield flags.ALIKE_VISIT
    if others.visits_at_this_exact_place >= FROZEN_FROM:
        yield flags.FROZEN_PLACE
    if others.copied_later:
        yield flags.COPIED_LATER
