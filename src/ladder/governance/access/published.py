"""Who may read what became of comments: published answers and changes, and receipts of submissions."""

from uuid import UUID

from django.http import Http404

from ladder.accounts.models import User
from ladder.consultation.access import get_round_or_404, is_keeper
from ladder.consultation.models import Round, Submission
from ladder.governance.access.seats import Reader
from ladder.governance.models import AnswerSet, NextVersion
from ladder.registry.access import organisations_of


def get_answered_round_or_404(user: Reader, address: str) -> Round:
    """A round whose answers are published."""
    found = get_round_or_404(user, address)
    if AnswerSet.objects.filter(round=found).exists():
        return found
    raise Http404


def get_changed_version_or_404(address: str) -> NextVersion:
    """How a published version was made from the one before: public, with every change."""
    rows = NextVersion.objects.select_related("base__framework", "draft", "decision__body")
    found = rows.filter(draft__address=address, state=NextVersion.State.PUBLISHED).first()
    if found is None:
        raise Http404
    return found


def get_submission_or_404(user: Reader, public_id: UUID) -> tuple[User, Submission]:
    """The person and a written submission: those who act for its organisation today, and the secretariat."""
    found = Submission.objects.select_related("round__version", "organisation").filter(public_id=public_id).first()
    if found is None or not isinstance(user, User):
        raise Http404
    acts = found.organisation is not None and organisations_of(user).filter(pk=found.organisation.pk).exists()
    if acts or is_keeper(user):
        return user, found
    raise Http404
