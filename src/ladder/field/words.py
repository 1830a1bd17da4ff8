"""The words of submissions: how far they have come, why one was set aside, what is odd, what happened."""

from django.utils.translation import gettext_lazy as _

STATE_WORDS = {
    "incomplete": _("Files are still missing"),
    "waiting": _("Complete, being taken"),
    "taken": _("Taken"),
    "aside": _("Set aside"),
    "replaced": _("Corrected"),
}
STATE_SENTENCES = {
    "incomplete": _("The form is here. Files that it names are not; the phone sends them when it has a network."),
    "waiting": _("Everything is here. Findings are taken from it within moments."),
    "taken": _("Everything that it says was recorded."),
    "aside": _("It is kept as it came, and a person has to look at it."),
    "replaced": _("The person who sent it corrected it later."),
}
ASIDE_SENTENCES = {
    "no_right": _("The person who sent it had no part at this site on the day when it arrived."),
    "no_site": _("It names no site that is known here."),
    "no_person": _("Nobody is known who speaks for it."),
    "unknown_form": _("It was filled in on a form that was not made here."),
    "transition_over": _("Assessments under the version of its form are no longer accepted."),
    "faults": _("Some answers cannot be followed."),
    "failed": _("It could not be recorded. The fault stands in the server's log."),
    "withdrawn": _("The secretariat left it aside for good."),
}
FLAG_SENTENCES = {
    "clock_ahead": _("The phone's clock is ahead: the day of arrival counts."),
    "clock_before_form": _("The phone's clock shows a day before the form was made: the day of arrival counts."),
    "clock_too_old": _("The phone's clock shows a day more than 92 days before it arrived: the day of arrival counts."),
    "clock_turned": _("The phone's clock was turned back during the visit: the day of arrival counts."),
    "clock_unknown": _("The form names no day: the day of arrival counts."),
    "end_before_start": _("By the phone's clock the visit ended before it began."),
    "unknown_version": _(
        "It was filled in on a version of the form that is not known here; it was read by the newest."
    ),
    "taken_without_files": _("Its files did not come within three days: what it says was recorded without them."),
    "accepted_by_hand": _("A person looked at it and let it through."),
}
FAULT_SENTENCES = {
    "unknown_choice": _("This is none of the question's answers."),
    "not_a_number": _("This is no number."),
    "not_a_day": _("This is no day."),
    "not_a_moment": _("This is no moment with its time zone."),
    "not_a_place": _("This is no place."),
    "too_long": _("This is longer than 2,000 characters."),
    "not_clean": _("This holds characters that cannot be kept."),
    "refused": _("Nobody can have counted this, or the list has no such answer."),
}
EVENT_WORDS = {
    "received": _("The form arrived"),
    "files": _("Files arrived"),
    "again": _("The same arrived again"),
    "refused": _("Something was refused"),
    "gates_taken": _("Looked at for gates that are not met"),
    "taken": _("Findings were taken"),
    "aside": _("Set aside"),
    "accepted": _("Let through by a person"),
    "left_aside": _("Left aside for good"),
    "not_safe": _("A file could not be read back"),
}
SOURCE_WORDS = {
    "openrosa": _("from a phone"),
    "capture": _("from the browser"),
    "kobo": _("from an export of KoboToolbox"),
    "central": _("from an export of ODK Central"),
    "demonstration": _("invented for the demonstration"),
}
SYSTEM_WORDS = {"kobo": "KoboToolbox", "central": "ODK Central"}
ANSWER_WORDS = {True: _("Yes"), False: _("No")}
