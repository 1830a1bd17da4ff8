"""The words of states, statuses, grades, methods and remarks, in the reader's language."""

from django.utils.translation import gettext_lazy as _

STATE_WORDS = {
    "met": _("Met"),
    "partly": _("Partly met"),
    "not_met": _("Not met"),
    "not_applicable": _("Does not apply"),
    "not_assessed": _("Not looked at"),
    "lapsed": _("Lapsed"),
    "contested": _("Contested"),
}
STATUS_WORDS = {
    "none": _("No level yet"),
    "good_standing": _("In good standing"),
    "lapsed": _("Lapsed"),
    "capped": _("Capped"),
    "suspended": _("Suspended"),
}
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
GATE_WORDS = {
    "stop": _("Stop gate"),
    "cap": _("Cap gate"),
}
KIND_WORDS = {
    "self": _("The site itself"),
    "second": _("Buyer or partner"),
    "third": _("Independent assessor"),
    "monitoring": _("Resident monitor"),
}
