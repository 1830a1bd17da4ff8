"""Every word of the offline app, in all languages of the interface at once: it must change language without network.

The app names a sentence by its English text, and a word of a kind by `kind.key`. A test holds this list against what
the app's modules say.
"""

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ladder.consultation.models import Contribution, Gathering, Participant
from ladder.webkit.languages import pack_language

HEADS = {"women": _("Women"), "men": _("Men"), "unsaid": _("Not said")}
RECORDS = {
    "attendance": _("Attendance"),
    "tally": _("Count"),
    "quote": _("Quote"),
    "room_note": _("Note of the room"),
    "position": pgettext_lazy("where somebody stands", "Position"),
    "side_note": _("Side note"),
    "withdrawal": _("Taken back"),
    "seal": _("Seal"),
}
ENTRIES = {
    "draft": _("not finished"),
    "here": _("on this device"),
    "going": _("being sent"),
    "safe": _("safely received"),
}
KINDS = {
    "position": dict(Contribution.Position.choices),
    "consent": dict(Contribution.Consent.choices),
    "kind": dict(Gathering.Kind.choices),
    "gender": {**dict(Participant.Gender.choices), "unsaid": HEADS["unsaid"]},
    "head": HEADS,
    "record": RECORDS,
    "entry": ENTRIES,
}
SENTENCES = (
    gettext_noop("This cannot go on"),
    gettext_noop("This device is full: the last entry is not saved. Free some space, or export to a file."),
    gettext_noop("Something failed on this device. What was saved is still here. Reload the page."),
    gettext_noop("This page needs a secure address (https) to keep entries on this device."),
    gettext_noop("This gathering is open in another tab of this browser. Go on there, or close it and reload."),
    gettext_noop("One less: {what}"),
    gettext_noop("One more: {what}"),
    gettext_noop(
        "This browser may clear its storage when space is short. Add this page to the home screen, and "
        "export to a file every evening."
    ),
    gettext_noop("Who is here"),
    gettext_noop("Count people by group. No names. Gender only as far as people say it."),
    gettext_noop("people in the room"),
    gettext_noop("Other groups"),
    gettext_noop("Done"),
    gettext_noop("The record is sealed: only what was counted can be corrected."),
    gettext_noop("Choose a passphrase for this gathering"),
    gettext_noop("It locks everything that people say, on this device. Several short words are best."),
    gettext_noop(
        "If the passphrase is forgotten, what was not sent is lost: nobody can open it, not even the "
        "secretariat. Write it down and keep it apart from this device."
    ),
    gettext_noop("Passphrase"),
    gettext_noop("At least {number} characters."),
    gettext_noop("The same again"),
    gettext_noop("Lock and begin"),
    gettext_noop("Use at least {number} characters."),
    gettext_noop("The two are not the same. Type them again."),
    gettext_noop("This is not the passphrase of this gathering. Nothing was changed. Try again."),
    gettext_noop("Open the record of this gathering"),
    gettext_noop("It was chosen on this device when the record was begun."),
    gettext_noop("Open"),
    gettext_noop("Lock"),
    gettext_noop("Entries of this device"),
    gettext_noop("An entry is safe once the server has stored it and named the same digest. Until then it stays here."),
    gettext_noop("{number} entries were safely received and removed from this device."),
    gettext_noop("replaced by a later one"),
    gettext_noop("Correct"),
    gettext_noop("Send now"),
    gettext_noop("Export to a file"),
    gettext_noop("Remove what is safe from this device"),
    gettext_noop("This browser does not keep the page for use without network. Use another browser, or stay online."),
    gettext_noop("This gathering was sealed on another device. Only corrections are taken."),
    gettext_noop("Parts of the record"),
    gettext_noop("Requirements"),
    gettext_noop("Quotes and notes"),
    gettext_noop("{number} so far"),
    gettext_noop("One person alone"),
    gettext_noop("Too risky for the room"),
    gettext_noop("Only the facilitators of this gathering read it."),
    gettext_noop("The sealed record"),
    gettext_noop("Read back and seal"),
    gettext_noop("At the end, with everybody"),
    gettext_noop(
        "The file is sealed with your passphrase. Hand it in on the page of this gathering if this "
        "device never finds network."
    ),
    gettext_noop("The record is sealed. Its code:"),
    gettext_noop("{number} entries are not finished."),
    gettext_noop("Keep them as they are"),
    gettext_noop("Show"),
    gettext_noop("People here: {number}"),
    gettext_noop("{done} of {all} spoken about"),
    gettext_noop("No name is kept. The device gives each person a number that nobody else knows."),
    gettext_noop("Person {number}"),
    gettext_noop("Somebody new"),
    gettext_noop("Group"),
    gettext_noop("Gender, if it is said"),
    gettext_noop("Begin"),
    gettext_noop("This person is not on this device."),
    gettext_noop("Back"),
    gettext_noop("{place} of {all}"),
    gettext_noop("Before"),
    gettext_noop("Next"),
    gettext_noop("This person has finished"),
    gettext_noop("Saved on this device"),
    gettext_noop("Their position"),
    gettext_noop("Why, in their own words"),
    gettext_noop("What should it say instead?"),
    gettext_noop("What may be done with it? Ask the speaker."),
    gettext_noop("The speaker takes it back"),
    gettext_noop("This requirement is not part of the round."),
    gettext_noop("Quote"),
    gettext_noop("Note of the room"),
    gettext_noop("Draft translation"),
    gettext_noop("Read aloud in"),
    gettext_noop("Who is counted"),
    gettext_noop("Mixed room"),
    gettext_noop("Agreed, not counted"),
    gettext_noop("A mixed room is shown in the report, and attributed to no group."),
    gettext_noop("How it was asked"),
    gettext_noop("Open: hands or voices"),
    gettext_noop("Secret: cards, or pebbles in boxes"),
    gettext_noop("Remove this count"),
    gettext_noop("Room total {present}, you counted {counted}."),
    gettext_noop("Room total {present}, {counted} counted so far."),
    gettext_noop(
        "“The room agreed” is a remark beside the requirement. It counts for no group. Counting with "
        "cards or pebbles says more."
    ),
    gettext_noop("Noted: the room agreed, nobody counted."),
    gettext_noop("The room agreed"),
    gettext_noop("All other requirements"),
    gettext_noop("All requirements"),
    gettext_noop("{number} min"),
    gettext_noop("Read back to the room"),
    gettext_noop("Read everything aloud. What is wrong is corrected now; after the seal only additions are taken."),
    gettext_noop("Copy this code onto the flip chart. Whoever has it can check later that the record was not changed."),
    gettext_noop("Nobody was counted."),
    gettext_noop("Nothing yet."),
    gettext_noop("The room agreed, nobody counted."),
    gettext_noop("secret"),
    gettext_noop("show of hands"),
    gettext_noop("Quotes"),
    gettext_noop("Notes of the room"),
    gettext_noop("Heard alone: {number}. Their words are read back to each of them alone."),
    gettext_noop("Everything was read back, and the room says it is right."),
    gettext_noop("Seal the record"),
    gettext_noop("New quote"),
    gettext_noop("New note of the room"),
    gettext_noop("not finished"),
    gettext_noop("Ask the speaker what may be done with it, and choose."),
    gettext_noop("In their own words"),
    gettext_noop("What was said, word for word"),
    gettext_noop("What happened in the room, attributed to nobody"),
    gettext_noop("No names, no nicknames, no places smaller than the town."),
    gettext_noop("Who and about what"),
    gettext_noop("Group of the speaker"),
    gettext_noop("Not said"),
    gettext_noop("Requirement"),
    gettext_noop("None"),
    gettext_noop("Language spoken"),
    gettext_noop("Keep"),
    gettext_noop("It is removed here at once, and on the server when it is told."),
    gettext_noop(
        "Only the facilitators of this gathering read it; each opening is logged. It enters no result and no report."
    ),
    gettext_noop("In danger now? Do not write: act by the protection plan of the gathering."),
    gettext_noop("What must be known"),
    gettext_noop("No names. What kind of danger, for which group, what would help."),
    gettext_noop("Keep and hide"),
    gettext_noop("{number} kept. They are not shown again on this device."),
    gettext_noop("Languages"),
    gettext_noop("On this device"),
    gettext_noop("Being sent"),
    gettext_noop("Safely received"),
    gettext_noop("Where the entries are"),
    gettext_noop("{number} to look at: the server kept them, but could not use them."),
    gettext_noop("No network. Everything stays on this device until there is."),
    gettext_noop("Sign in again to send. Nothing is lost."),
    gettext_noop("The account that is signed in does not record this gathering. Nothing is lost."),
    gettext_noop("The server could not take the entries. Nothing is lost."),
    gettext_noop("Sign in"),
)


def words_in_all_languages() -> dict[str, dict[str, str]]:
    """The app's words by language of texts (en, fr, zh, sw)."""
    spoken = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            spoken[pack_language(code)] = words_here()
    return spoken


def words_here() -> dict[str, str]:
    """The app's words in the active language."""
    names = {f"{kind}.{key}": str(word) for kind, words in KINDS.items() for key, word in words.items()}
    return {**{sentence: gettext(sentence) for sentence in SENTENCES}, **names}
