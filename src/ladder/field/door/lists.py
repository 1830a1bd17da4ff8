"""The list of forms, the forms, their manifests and the files beside them, as OpenRosa writes them."""

from collections.abc import Iterable
from hashlib import md5
from uuid import UUID
from xml.sax.saxutils import escape

from django.conf import settings

from ladder.field.door.answers import Refusal, Reply
from ladder.field.door.requests import Request
from ladder.field.door.signing_in import Caller
from ladder.field.models import FieldForm
from ladder.field.queries.forms import ROLES, forms_for
from ladder.field.queries.manifests import manifest_of
from ladder.registry.access import has_role

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
KINDS = {"csv": "text/csv; charset=utf-8", "xml": "text/xml; charset=utf-8"}


def answer_list(request: Request, caller: Caller) -> Reply:
    """The forms of this person; with `formID` only that one, or none."""
    wanted = request.query.get("formID")
    forms = [form for form in forms_for(caller.person) if wanted is None or form.form_id == wanted]
    is_verbose = request.query.get("verbose") == "true"
    entries = "".join(describe(request, form, is_verbose=is_verbose) for form in forms)
    text = f'{HEAD}<xforms xmlns="http://openrosa.org/xforms/xformsList">{entries}</xforms>'
    return Reply(200, text.encode())


def describe(request: Request, form: FieldForm, *, is_verbose: bool) -> str:
    """One form of the list."""
    place = f"/forms/{form.public_id}"
    title = title_of(form, request.language)
    parts = [
        ("formID", form.form_id),
        ("name", title),
        ("version", form.form_version),
        ("hash", f"md5:{form.xml_md5}"),
        *([("descriptionText", title)] if is_verbose else []),
        ("downloadUrl", request.address(f"{place}.xml")),
        ("manifestUrl", request.address(f"{place}/manifest")),
    ]
    return write_element("xform", parts)


def title_of(form: FieldForm, language: str) -> str:
    """The form's title in the phone's language."""
    titles = form.titles
    return str(titles.get(language) or titles.get(settings.LANGUAGE_CODE) or form.form_id)


def write_element(name: str, parts: Iterable[tuple[str, str]]) -> str:
    """An element with text children."""
    return f"<{name}>" + "".join(f"<{key}>{escape(value)}</{key}>" for key, value in parts) + f"</{name}>"


def answer_form(request: Request, caller: Caller, key: str) -> Reply:
    """The form, byte for byte."""
    del request
    return Reply(200, bytes(find_form(caller, key).xml))


def answer_manifest(request: Request, caller: Caller, key: str) -> Reply:
    """The files beside a form; their content is this person's own."""
    form = find_form(caller, key)
    entries = "".join(
        write_element(
            "mediaFile",
            [
                ("filename", file.name),
                ("hash", f"md5:{md5(file.content, usedforsecurity=False).hexdigest()}"),
                ("downloadUrl", request.address(f"/forms/{form.public_id}/files/{file.name}")),
            ],
        )
        for file in manifest_of(form, caller.person)
    )
    text = f'{HEAD}<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{entries}</manifest>'
    return Reply(200, text.encode())


def answer_file(request: Request, caller: Caller, key: str, name: str) -> Reply:
    """One file beside a form."""
    del request
    for file in manifest_of(find_form(caller, key), caller.person):
        if file.name == name:
            return Reply(200, file.content, KINDS.get(name.rpartition(".")[2], "application/octet-stream"))
    raise Refusal(404, "not_found")


def find_form(caller: Caller, key: str) -> FieldForm:
    """A form of one's own, any version; 404 for one that is not there, 403 for one that is not theirs."""
    try:
        form = FieldForm.objects.defer("xlsform").filter(public_id=UUID(key)).first()
    except ValueError:
        form = None
    if form is None:
        raise Refusal(404, "not_found")
    if not has_role(caller.person, *ROLES[form.kind]):
        raise Refusal(403, "not_your_form")
    return form
