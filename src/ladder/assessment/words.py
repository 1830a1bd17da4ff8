"""The words of statuses, grades, methods, visits and remarks, in the reader's language."""

from django.utils.translation import gettext_lazy as _

STATUS_SENTENCES = {
    "none": _("Too little has been looked at, or met, for the first level."),
    "good_standing": _("Everything this level needs is met and its evidence is in date."),
    "lapsed": _("Something was met before, but its evidence has run out and must be looked at again."),
    "capped": _("A requirement that caps the level is not met. A dated plan and proof of its result lift the cap."),
    "suspended": _(
        "A requirement that guards people against grave abuse is not met. Only an independent look can lift this."
    ),
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
    "third": _("Independent assessor"),
    "second": _("Buyer or partner"),
    "monitoring": _("Resident monitor"),
    "self": _("The site itself"),
}
CIRCUMSTANCE_WORDS = {
    "condition": _("Answer to a condition"),
    "approval": _("Approval that a requirement does not apply"),
    "plan": _("Corrective plan"),
    "contest": _("Contest of a determination"),
    "incident": _("Incident"),
}
REMARK_WORDS = {
    "unknown_requirement": _("Recorded for a requirement that this version does not have; it counts for nothing."),
    "not_applicable_refused_for_stop_gate": _("“Does not apply” was recorded, but this requirement always applies."),
    "not_applicable_without_ground": _("“Does not apply” was recorded without an independent answer or an approval."),
    "not_applicable_out_of_date": _("What showed that it does not apply has run out."),
}
UNSEEN_SENTENCE = _("Nobody has looked at this site under this version. That says nothing about it, good or bad.")
UNSEEN_THEN_SENTENCE = _("On that day nothing was known here about this site under this version.")
DUE_WORD = _("to be judged again")
CHANGE_WORDS = {
    "same": _("the same"),
    "reworded": _("other words, same meaning"),
    "stricter": _("asks more"),
    "split": _("one became several"),
    "merged": _("several became one"),
    "new": _("new"),
    "withdrawn": _("no longer asked"),
}
