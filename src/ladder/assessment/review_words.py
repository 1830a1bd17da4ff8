"""The words of review: reasons for care, ties, where a hand-in is on its way, in the reader's language."""

from django.utils.translation import gettext_lazy as _

REASON_WORDS = {
    "opens_gate": _("Finds a gate met that was failed before"),
    "stop_failed": _("A stop gate is failed"),
    "cap_failed": _("A cap gate is failed"),
    "disagrees": _("Another assessor found otherwise"),
    "contested_here": _("A finding is contested"),
    "answered": _("The operator answered or appealed"),
    "flagged": _("Something is odd about a photo"),
    "many_set_aside": _("Much was set aside as not applicable"),
    "too_fast": _("Very fast for so many answers"),
    "graded_by_hand": _("Good grades were typed, without a photo from the place"),
    "sample": _("Drawn for the sample"),
}
STATE_WORDS = {
    "waiting": _("Waits for a reviewer"),
    "second_reader": _("Waits for a second reader"),
    "read": _("Read a second time, waits for a verdict"),
    "refusal_waits": _("Refused by one, waits for a second person"),
    "returned": _("Sent back with questions"),
    "refused": _("Refused: counts no more"),
    "confirmed": _("Confirmed"),
}
# By the verdict of the latest review of the hand-in that a finding is from; "" where there is none.
REVIEW_WORDS = {
    "": _("not reviewed yet"),
    "confirmed": _("reviewed"),
    "second_reader": _("waits for a second reader"),
    "returned": _("sent back with questions"),
    "refused": _("refused by one reviewer, waits for a second"),
}
TIE_WORDS = {
    "works_for_operator": _("I work, or worked in the last three years, for who runs the site"),
    "paid_by_operator": _("Who runs the site pays me or my organisation"),
    "paid_by_buyer": _("A buyer of its ore pays me or my organisation for this look"),
    "family": _("Somebody of my family works, leads or trades there"),
    "trades_ore": _("I or my organisation buy, sell or finance its ore"),
    "state_services": _("I serve in a state service that controls, taxes or guards the site"),
    "advised_site": _("I or my organisation advised the site on what is assessed here"),
}
APPEAL_OPEN = _("open, the level stays as it is")
