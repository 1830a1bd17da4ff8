"""What a browser takes with it into the field: the person's forms with their sites, as a phone gets them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from ladder.accounts.models import User
from ladder.field.models import FieldForm
from ladder.field.queries.forms import forms_for
from ladder.field.queries.manifests import manifest_of


def build_pack(person: User) -> dict[str, Any]:
    """Forms with their XML and lists. `person` is the account's public id: a browser is made ready for one person."""
    return {
        "person": str(person.public_id),
        "on": timezone.localdate().isoformat(),
        "home": reverse("field:capture"),
        "forms": [pack_form(form, person) for form in forms_for(person)],
    }


def pack_form(form: FieldForm, person: User) -> dict[str, Any]:
    """One form: what names it, its bytes, its files by name."""
    return {
        "key": f"{form.form_id}@{form.form_version}",
        "kind": form.kind,
        "titles": form.titles,
        "xml": bytes(form.xml).decode(),
        "files": {file.name: file.content.decode() for file in manifest_of(form, person)},
    }
