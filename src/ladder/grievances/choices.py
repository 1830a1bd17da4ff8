"""Lists that pages offer: what a release may say, how long it waits, and pictures of what happened."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# All that a release may say in words. Nobody writes free words into one.
RELEASE_WORDS: dict[str, str | Promise] = {
    "told_by_several": _("Told by several people who do not know of each other."),
    "papers_or_traces": _("Papers or traces were seen."),
    "goes_on": _("It goes on."),
    "has_ended": _("It has ended."),
    "happens_again": _("It has happened before."),
    "help_is_given": _("Those concerned are being helped."),
    "visit_wanted": _("Case handlers ask for a visit without notice."),
}
PROTECTION: dict[int, str | Promise] = {
    0: _("No wait"),
    30: _("30 days"),
    90: _("90 days"),
    183: _("Six months"),
}
# What a source may point at, by few words: the kinds of incidents that people tell of most. Empty: something else.
TOLD_KINDS: dict[str, str | Promise] = {
    "under_18_at_work": _("Children at work"),
    "forced_work": _("Forced work"),
    "torture_or_humiliation": _("Beaten, locked up, humiliated"),
    "sexual_violence": _("Sexual violence"),
    "armed_people": _("Armed people"),
    "illegal_levy": _("Money taken by force"),
    "serious_injury": _("Danger, injury, death"),
    "reprisal": _("Punished for speaking"),
    "land_or_home": _("Land or home taken"),
    "": _("Something else"),
}
PICTURES = {
    "under_18_at_work": "people",
    "forced_work": "lock",
    "torture_or_humiliation": "warning",
    "sexual_violence": "person",
    "armed_people": "warning",
    "illegal_levy": "scale",
    "serious_injury": "warning",
    "reprisal": "speech",
    "land_or_home": "site",
    "": "edit",
}
WAYS: dict[str, str | Promise] = {
    "web": _("Sealed in the browser"),
    "server": _("Page without scripts, sealed by the server"),
    "facilitator": _("Written down by somebody else"),
    "sms": _("Text message, sealed by the server"),
}
# What handlers decide with one press, in the order of the page.
DECISIONS: dict[str, str | Promise] = {
    "validate": _("Validate: we believe that it happened"),
    "release": _("Release what another organisation proposed"),
    "take_back": _("Take the proposal back"),
    "refer": _("Handed to those who can help"),
    "reject": _("We cannot confirm it"),
    "close": _("Close the case"),
}
# Steps of a case, as its history tells them.
STEPS: dict[str, str | Promise] = {
    "half_opened": _("opened the first half"),
    "opened": _("read the words"),
    "asked": _("asked the source"),
    "answered": _("answered the source"),
    "added": _("The source added words"),
    "described": _("wrote down what it is about"),
    "refer": _("handed it to those who can help"),
    "reject": _("could not confirm it"),
    "validate": _("validated it"),
    "propose": _("proposed a release"),
    "take_back": _("took the proposal back"),
    "release": _("released it"),
    "close": _("closed it"),
    "withdraw": _("The source took it back"),
}
# The state in words for a source: plain, and never more than they need.
STATE_SENTENCES: dict[str, str | Promise] = {
    "received": _("Your words are here. Nobody has read them yet."),
    "being_read": _("One organisation has begun. A second one must join before anybody can read."),
    "read": _("Two organisations have read your words."),
    "needs_more": _("They have read your words and ask you something. Look below."),
    "referred": _("They asked people who can help to act."),
    "not_founded": _("They could not confirm it. You can add more."),
    "validated": _("They believe that it happened."),
    "proposed": _("They are deciding what may be made known without showing you."),
    "released": _("They decided to make known what happened. Nothing of it shows who told it."),
    "closed": _("This is closed."),
    "withdrawn": _("You took it back. Your words are deleted."),
}


def words_of(keys: list[str]) -> str:
    """The sentences of a release in the language that is active, in the order of the list."""
    return " ".join(gettext(str(sentence)) for key, sentence in RELEASE_WORDS.items() if key in keys)
