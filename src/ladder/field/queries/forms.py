"""Which forms a person's phone gets, and any version that was ever given out."""

from django.db.models import Max, QuerySet

from ladder.accounts.models import User
from ladder.field.models import FieldForm
from ladder.registry.access import has_role
from ladder.registry.models import Mandate

ROLES = {
    FieldForm.Kind.VISIT.value: (
        Mandate.Role.SECRETARIAT,
        Mandate.Role.ASSESSOR,
        Mandate.Role.OPERATOR,
        Mandate.Role.MONITOR,
    ),
    FieldForm.Kind.DAY_SHEET.value: (Mandate.Role.SECRETARIAT, Mandate.Role.MONITOR),
}


def forms_for(person: User) -> list[FieldForm]:
    """The newest open version of every form that this person's role fills in; without the files themselves."""
    kinds = [kind for kind, roles in ROLES.items() if has_role(person, *roles)]
    return list(newest_open().filter(kind__in=kinds)) if kinds else []


def newest_open() -> QuerySet[FieldForm]:
    """The newest open version of every form; phones that hold an older one replace it and may still hand it in."""
    newest = FieldForm.objects.filter(is_open=True).order_by().values("form_id").annotate(newest=Max("pk"))
    return FieldForm.objects.filter(pk__in=newest.values("newest")).defer("xml", "xlsform").order_by("kind", "form_id")


def find_form(form_id: str, form_version: str) -> FieldForm | None:
    """This version of this form, open or closed."""
    return FieldForm.objects.filter(form_id=form_id, form_version=form_version).first()
