"""Sentences of evidence: one why for each flag, what is wrong with an image, who may see it."""

from django.utils.translation import gettext_lazy as _

from ladder.assessment.images import faults
from ladder.core.assessment import photo_flags as flags

FLAG_SENTENCES = {
    flags.UNREADABLE: _("The image could not be read whole, so nothing in it can be checked."),
    flags.OUT_OF_SITE: _("The place is outside the site, by more than the phone's error explains."),
    flags.MOVED: _("The image and the form name places that are too far apart."),
    flags.NO_REAL_PLACE: _("The form names latitude 0 and longitude 0, which is in the sea."),
    flags.ZERO_ACCURACY: _("The form claims a place without any error, which no satellite receiver gives."),
    flags.OLD: _("The image was taken days or longer before the visit."),
    flags.OUT_OF_WINDOW: _("The image was taken before the visit began or after it ended."),
    flags.NO_EXIF: _("What a camera writes into an image was taken out, though the app that sent it keeps it."),
    flags.EDITED: _("The image was saved by a program for changing pictures."),
    flags.SCREENSHOT: _("This is a picture of a screen, not one taken by a camera."),
    flags.REUSED_ELSEWHERE: _("The very same file was handed in for another site."),
    flags.REUSED_VISIT: _("The very same file was handed in for an earlier visit to this site."),
    flags.ALIKE_ELSEWHERE: _("A picture that looks the same was handed in for another site."),
    flags.ALIKE_VISIT: _("A picture that looks the same was handed in for an earlier visit to this site."),
    flags.FROZEN_PLACE: _("Other visits name exactly the same place to the last decimal, as faked places do."),
    flags.EXIF_LOST: _(
        "The app that sent it keeps nothing of what a camera writes; only the form tells where and when."
    ),
    flags.NO_PLACE_IN_IMAGE: _("The image does not say where it was taken."),
    flags.NO_TIME_IN_IMAGE: _("The image does not say when it was taken."),
    flags.NO_PLACE: _("Neither the form nor the image says where it was taken."),
    flags.NO_PLACE_OF_SITE: _("Nobody has recorded where the site is, so the place cannot be compared."),
    flags.ROUGH_PLACE: _("The phone knew its place to no better than 100 metres."),
    flags.COPIED_LATER: _("A later visit handed in the same picture; this is the earlier one."),
}

FAULT_SENTENCES = {
    faults.EMPTY: _("The file is empty."),
    faults.NOT_AN_IMAGE: _("This is not an image of a kind we read (JPEG, PNG, WebP)."),
    faults.TOO_BIG: _("The file is larger than 25 MB."),
    faults.TOO_MANY_PIXELS: _("The image has more than 40 million pixels."),
    faults.CUT: _("The image was cut: its end is missing."),
    faults.TOO_SLOW: _("The image took too long to read."),
    faults.BROKEN: _("The image is damaged."),
    faults.LOST: _("The store cannot give this file back whole. Restore it from the copy."),
}
