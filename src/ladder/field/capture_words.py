"""Every word of the web capture, in all languages of the interface at once: it changes language without network.

The page names a sentence by its English text. A test holds this list against what its modules say. The sentences at the
end are those of ODK Web Forms itself, which has them in English only.
"""

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

from ladder.webkit.languages import pack_language

SENTENCES = (
    gettext_noop("Saved on this device"),
    gettext_noop("Finish and send"),
    gettext_noop("Without network it waits here and is sent by itself."),
    gettext_noop("Field forms"),
    gettext_noop("This cannot go on"),
    gettext_noop("This device is full: the last answer is not saved. Free some space, or export to a file."),
    gettext_noop("Something failed on this device. What was saved is still here. Reload the page."),
    gettext_noop("This page needs a secure address (https) to keep entries on this device."),
    gettext_noop("Field forms are open in another tab of this browser. Go on there, or close it and reload."),
    gettext_noop("Back"),
    gettext_noop("Languages"),
    gettext_noop("On this device"),
    gettext_noop("Being sent"),
    gettext_noop("Safely received"),
    gettext_noop("Where the entries are"),
    gettext_noop("No network. Everything stays on this device until there is."),
    gettext_noop("The server is busy. It is tried again by itself; nothing is lost."),
    gettext_noop("This browser may no longer send. Sign in and renew its leave; nothing is lost."),
    gettext_noop("The server could not take an entry. It stays here; export it to a file and ask the secretariat."),
    gettext_noop("Sign in"),
    gettext_noop("Use at least {number} characters."),
    gettext_noop("The two are not the same. Type them again."),
    gettext_noop("One moment …"),
    gettext_noop("The same again"),
    gettext_noop("Make this browser ready for the field"),
    gettext_noop(
        "With network, once: the forms, your sites and a leave to send are kept in this browser. Then "
        "everything works for weeks without network and without signing in."
    ),
    gettext_noop(
        "Choose a passphrase. It locks everything on this device. If it is forgotten, what was not sent "
        "is lost: nobody can open it. Write it down and keep it apart from this device."
    ),
    gettext_noop("Passphrase"),
    gettext_noop("At least {number} characters. Several short words are best."),
    gettext_noop("Make ready"),
    gettext_noop("Open your field forms"),
    gettext_noop("It was chosen in this browser when it was made ready."),
    gettext_noop("Open"),
    gettext_noop("This is not the passphrase. Nothing was changed. Try again."),
    gettext_noop("Sign in first, with an account that fills in forms; then press again."),
    gettext_noop("This device is full. Free some space, then try again."),
    gettext_noop("The network or the server did not answer. Nothing was changed. Try again."),
    gettext_noop("Begin"),
    gettext_noop("Forms and sites of {on}. Sending works until {until}."),
    gettext_noop("The page is being kept for use without network …"),
    gettext_noop("Ready for the field."),
    gettext_noop("This browser does not keep the page for use without network. Use another browser, or stay online."),
    gettext_noop(
        "This browser may clear its storage when space is short. Add this page to the home screen, and "
        "export to a file every evening."
    ),
    gettext_noop("Nothing yet."),
    gettext_noop("Safely received on {on}."),
    gettext_noop("Being sent: {done} of {all}"),
    gettext_noop("Not finished; saved on this device."),
    gettext_noop("Finished; on this device, waits to be sent."),
    gettext_noop("Finished; on this device, not taken."),
    gettext_noop("Take off this list"),
    gettext_noop("Go on"),
    gettext_noop("Open again"),
    gettext_noop("Remove it for good? It was not received."),
    gettext_noop("Remove"),
    gettext_noop("Keep"),
    gettext_noop("Remove …"),
    gettext_noop("Send now"),
    gettext_noop("Export to a file"),
    gettext_noop("Bring newer forms and sites"),
    gettext_noop("Renew the leave to send"),
    gettext_noop("Lock"),
    gettext_noop("Read in an exported file"),
    gettext_noop(
        "What was exported on another device is read in here and sent from here. What is here already stays as it is."
    ),
    gettext_noop("File"),
    gettext_noop("Passphrase of the file"),
    gettext_noop("Read in"),
    gettext_noop("{number} entries were read in."),
    gettext_noop("This is not a whole file exported by this page. Nothing was read in."),
    gettext_noop("Today"),
    gettext_noop("Clear"),
    gettext_noop("Choose the day"),
    gettext_noop("Choose the month"),
    gettext_noop("Choose the year"),
    gettext_noop("Month before"),
    gettext_noop("Month after"),
    gettext_noop("Year before"),
    gettext_noop("Year after"),
    gettext_noop("Ten years before"),
    gettext_noop("Ten years after"),
    gettext_noop("Change language"),
    gettext_noop("Questions to look at: {number}"),
    gettext_noop("This answer cannot be right."),
    gettext_noop("An answer is needed here."),
    gettext_noop("Take picture"),
    gettext_noop("Choose image"),
    gettext_noop("Captured image preview"),
    gettext_noop("Get location"),
    gettext_noop("Finding your location"),
    gettext_noop("Cannot access location"),
    gettext_noop("Grant location permission in the browser settings and make sure location is turned on."),
    gettext_noop("Try again"),
    gettext_noop("Save location"),
    gettext_noop("Good accuracy"),
    gettext_noop("Poor accuracy"),
    gettext_noop("Unknown accuracy"),
    gettext_noop("No results found"),
    gettext_noop("No available options"),
)


def all_languages() -> dict[str, dict[str, str]]:
    """The page's words by language of texts (en, fr, zh, sw)."""
    spoken = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            spoken[pack_language(code)] = {sentence: gettext(sentence) for sentence in SENTENCES}
    return spoken
