"""Who may fill in, make and see forms, and whose phones are whose. Foreign objects answer 404."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from ladder.accounts.models import User
from ladder.field.models import Device, FieldForm
from ladder.registry.access import Reader, has_role, is_secretariat
from ladder.registry.models import Mandate

FIELD_ROLES = (Mandate.Role.SECRETARIAT, Mandate.Role.ASSESSOR, Mandate.Role.OPERATOR, Mandate.Role.MONITOR)
MAKERS = (Mandate.Role.SECRETARIAT, Mandate.Role.ASSESSOR)


def works_in_the_field(user: Reader) -> bool:
    """Whether a person fills in forms at all; at which sites is decided site by site."""
    return has_role(user, *FIELD_ROLES)


def may_make_forms(user: Reader) -> bool:
    """Whether a person may make a form from a version."""
    return has_role(user, *MAKERS)


def may_close_forms(user: Reader) -> bool:
    """Whether a person may close and open forms: the secretariat, for it ends what others hold in their hands."""
    return is_secretariat(user)


def require_field(user: Reader) -> User:
    """The person, or 404 for those who fill in no forms."""
    if not isinstance(user, User) or not works_in_the_field(user):
        raise Http404
    return user


def require_maker(user: Reader) -> User:
    """The person, or 404 for those who make no forms."""
    if not isinstance(user, User) or not may_make_forms(user):
        raise Http404
    return user


def require_closer(user: Reader) -> User:
    """The person, or 404 for those who close no forms."""
    if not isinstance(user, User) or not may_close_forms(user):
        raise Http404
    return user


def get_form_or_404(user: Reader, public_id: UUID) -> FieldForm:
    """A form, open or closed. Forms hold no secrets, yet only those who fill them in have use for them."""
    require_field(user)
    form = FieldForm.objects.select_related("version__framework").filter(public_id=public_id).first()
    if form is None:
        raise Http404
    return form


def visible_devices(user: Reader) -> QuerySet[Device]:
    """One's own phones; all of them for the secretariat."""
    devices = Device.objects.select_related("person")
    return devices if is_secretariat(user) else devices.filter(person=require_field(user))


def get_device_or_404(user: Reader, public_id: UUID) -> Device:
    """A phone that this person may end."""
    device = visible_devices(user).filter(public_id=public_id).first()
    if device is None:
        raise Http404
    return device
