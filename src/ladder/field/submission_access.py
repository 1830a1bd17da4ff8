"""Who sees what was handed in: whoever handed it in, who assesses the site from outside, and the secretariat."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from ladder.accounts.models import User
from ladder.assessment.access.review import sites_where
from ladder.audit.services import record_read
from ladder.field.access import require_field
from ladder.field.models import Submission
from ladder.registry.access import Reader, has_role, is_secretariat
from ladder.registry.models import Mandate, SiteOperator

IMPORTERS = (Mandate.Role.SECRETARIAT, Mandate.Role.ASSESSOR, Mandate.Role.MONITOR)


def visible_submissions(user: Reader) -> QuerySet[Submission]:
    """Without the forms themselves. An operator sees what it handed in itself, and nothing that others said of it."""
    person = require_field(user)
    rows = Submission.objects.defer("xml")
    if is_secretariat(person):
        return rows
    assessed = sites_where(person, SiteOperator.Part.ASSESSOR, Mandate.Role.ASSESSOR).values("pk")
    own = sites_where(person, SiteOperator.Part.OPERATOR).values("pk")
    return rows.filter(Q(person=person) | (Q(site__in=assessed) & ~Q(site__in=own)))


def get_submission_or_404(user: Reader, public_id: UUID) -> Submission:
    """A submission that this person may read, with its form. Reading what somebody else handed in is logged."""
    related = ("site", "person", "device", "field_form__version__framework", "assessment", "replaced_by")
    row = visible_submissions(user).defer(None).select_related(*related).filter(public_id=public_id).first()
    if row is None:
        raise Http404
    if isinstance(user, User) and row.person_id != user.pk:
        record_read(actor=user, target=f"submission:{row.public_id}", why="field_submission")
    return row


def may_decide(user: Reader) -> bool:
    """Whether a person decides on what was set aside: the secretariat."""
    return is_secretariat(user)


def require_decider(user: Reader) -> User:
    """The person, or 404."""
    if not isinstance(user, User) or not may_decide(user):
        raise Http404
    return user


def may_import(user: Reader) -> bool:
    """Whether a person may read in exports of other servers."""
    return has_role(user, *IMPORTERS)


def require_importer(user: Reader) -> User:
    """The person, or 404."""
    if not isinstance(user, User) or not may_import(user):
        raise Http404
    return user
