"""What a person reads on the phone, by the key of the answer."""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

SENTENCES: dict[str, str | Promise] = {
    "received": _("Received and kept."),
    "known": _("This was received before; nothing was changed."),
    "other_content": _("A form with this number is here and says something else. Both are kept; the first counts."),
    "other_file": _("A file of this name is here with other content. Both are kept; the first counts."),
    "was_withdrawn": _("This form was withdrawn here. Ask the secretariat before you send it again."),
    "form_closed": _("This form is closed. Keep your copy and ask the secretariat."),
    "unknown_form": _("This form is not known here. Check the address of the server; keep your copy."),
    "not_your_form": _("Your role does not fill in this form."),
    "no_role": _("You hold no role here today. Ask the secretariat; keep your copy."),
    "corrects_itself": _("A correction needs a number of its own."),
    "corrects_unknown": _("What this corrects has not been received yet. Send the first form, then the correction."),
    "already_corrected": _("This form was corrected already. Correct the latest version of it."),
    "corrects_other_form": _("This corrects a filled-in copy of another form."),
    "sign_in": _("Sign in with the user name and password of this phone."),
    "needs_phone": _("Your role needs a second factor: add a phone on the page “Phones”, and use its name here."),
    "too_many_tries": _("Too many wrong passwords. Try again in five minutes."),
    "no_form": _("The form itself is missing from what was sent. Send it again."),
    "two_forms": _("Two forms came at once. Send them one by one."),
    "not_multipart": _("This is not a form as apps send it (multipart/form-data with a boundary)."),
    "cut": _("What was sent arrived cut off. Nothing of it was kept; send it again."),
    "wrong_digest": _("A file did not arrive as it was sent. Nothing of it was kept; send it again."),
    "odd_manifest": _("The list of files cannot be read."),
    "body_too_large": _("Too much was sent at once. Send fewer files at a time."),
    "form_too_large": _("The form itself is too large."),
    "too_many_parts": _("Too many files were sent at once."),
    "too_large": _("The form itself is too large."),
    "not_utf8": _("The form is not written in UTF-8."),
    "has_doctype": _("The form holds a DOCTYPE or entities, which are not taken."),
    "not_xml": _("The form cannot be read: it is not whole XML."),
    "too_deep": _("The form is nested too deeply or holds too many answers."),
    "no_form_id": _("The form does not say which form it is (attribute id)."),
    "no_instance_id": _("The form has no number of its own (instanceID)."),
    "id_too_long": _("The form's number, name or version is too long."),
    "no_room": _("There is no room left on the server. Nothing was lost; keep your copy and send it later."),
    "busy": _("The server cannot write at this moment. Keep your copy and send it later."),
    "fault": _("Something went wrong on the server. Keep your copy and send it later."),
    "not_found": _("There is nothing at this address."),
    "wrong_method": _("This address does not take that."),
    "odd_host": _("The server does not go by this name."),
    "odd_request": _("This cannot be read."),
}


def sentence_for(key: str, missing: int = 0) -> str:
    """The sentence of an answer, in the language that is switched on."""
    said = str(SENTENCES.get(key, SENTENCES["odd_request"]))
    if not missing:
        return said
    waits = ngettext("%(number)s file is still to come.", "%(number)s files are still to come.", missing)
    return str(format_lazy("{} {}", said, waits % {"number": missing}))
