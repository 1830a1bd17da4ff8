"""The words of incidents, their steps, clocks and follows, in the reader's language."""

from django.utils.translation import gettext_lazy as _

CLASS_WORDS = {"stop": _("Grave"), "cap": _("Serious"), "none": _("Ordinary")}
STEP_WORDS = {
    "acknowledged": _("Acknowledged"),
    "planned": _("Plan agreed"),
    "revisited": _("Visited again"),
    "closed": _("Closed"),
    "reopened": _("Opened again"),
}
DUE_WORDS = {
    "acknowledged": _("Acknowledge it"),
    "planned": _("Agree on a plan"),
    "revisited": _("Visit again"),
    "closed": _("Put it right and close it"),
}
CLOCK_WORDS = {
    "running": _("waits"),
    "overdue": _("overdue"),
    "done": _("done in time"),
    "done_late": _("done late"),
    "dropped": _("no longer needed"),
}
CLOCK_SHAPES = {
    "running": '<circle cx="12" cy="12" r="9.5"/><path d="M12 6v6l4 3"/>',
    "overdue": '<path d="M12 2.5 22 20.5H2z"/><path d="M12 9v5.5M12 17.3v.2"/>',
    "done": '<circle class="full" cx="12" cy="12" r="9.5"/><path class="cut" d="m7.5 12.5 3 3 6-7"/>',
    "done_late": '<circle cx="12" cy="12" r="9.5"/><path d="m7.5 12.5 3 3 6-7"/>',
    "dropped": '<path d="M4 12h16"/>',
}
CHANNEL_WORDS = {
    "monitor": _("Resident monitor"),
    "assessor": _("Assessor"),
    "operator": _("Operator"),
    "state": _("State service"),
    "civil_society": _("Validated by civil society"),
}
AGENDA_WORDS = {
    "finding": _("A finding runs out"),
    "plan": _("A corrective plan is due"),
    "exemption": _("An exemption runs out"),
    "level": _("Level or status changes if nothing new is recorded"),
    "change": _("The level, the status or what they rest on changes if nothing new is recorded"),
    "clock": _("An answer to an incident is due"),
}
