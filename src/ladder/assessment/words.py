"""The words of statuses, grades, methods, visits and remarks, in the reader's language."""

from django.utils.translation import gettext_lazy as _

STATUS_SENTENCES = {
    "none": _("Too little has been looked at, or met, for the first level."),
    "good_standing": _("Everything this level needs is met and its evidence is in date."),
    "lapsed": _("Something was met before, but its evidence has run out and must be looked at again."),
    "capped": _("A requirement that caps the level is not met. A dated plan and proof of its result lift the cap."),
    "suspended": _("A requirement that guards people against grave abuse is not met. Only an independent look can lift this."),
}
GRADE_WORDS = {
    "A": _("independent, two methods"),
    "B": _("independent, one method on site"),
    "C": _("from documents or from afar"),
    "D": _("told by the site itself"),
}
METHOD_WORDS = {
    "D": _("Document"),
    "O": _("Observation"),
    "I": _("Interview"),
    "M": _("Measurement"),
}
KIND_WORDS = {
    "self": _("The site itself"),
    "second": _("Buyer or partner"),
    "third": _("Independent assessor"),
    "monitoring": _("Resident monitor"),
}
REMARK_WORDS = {
    "unknown_requirement": _("Recorded for a requirement that this version does not have; it counts for nothing."),
}
