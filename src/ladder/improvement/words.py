"""The words of states and steps, in the reader's language."""

from django.utils.translation import gettext_lazy as _

STATE_WORDS = {
    "planned": _("Planned"),
    "under_way": _("Under way"),
    "handed_in": _("Evidence handed in, waits for a check"),
    "sent_back": _("Sent back: something is missing"),
    "done": _("Done and checked"),
    "dropped": _("Dropped"),
}
STATE_SHAPES = {
    "planned": '<circle cx="12" cy="12" r="9.5" stroke-dasharray="3 3.6"/>',
    "under_way": '<circle cx="12" cy="12" r="9.5"/><path class="full" d="M12 2.5a9.5 9.5 0 0 1 0 19z"/>',
    "handed_in": '<path d="M6 3h12M6 21h12M7 3c0 5 5 6 5 9s-5 4-5 9M17 3c0 5-5 6-5 9s5 4 5 9"/>',
    "sent_back": '<path d="M9 6 3 12l6 6M3 12h12a5 5 0 0 1 5 5"/>',
    "done": '<circle class="full" cx="12" cy="12" r="9.5"/><path class="cut" d="m7.5 12.5 3 3 6-7"/>',
    "dropped": '<path d="M4 12h16"/>',
}
STEP_WORDS = {
    "started": _("Started"),
    "given": _("Evidence handed in"),
    "checked": _("Checked: done"),
    "refused": _("Sent back"),
    "moved": _("Moved to another day"),
    "left": _("Dropped"),
    "resumed": _("Taken up again"),
}
