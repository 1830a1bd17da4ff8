"""Who may see and keep the tables and documents of a body's year."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.governance.access.bodies import get_body_or_404
from ladder.governance.access.seats import Reader, require_keeper, takes_part_in, tenures_of
from ladder.governance.models import Body, YearDocument

YEARS_AHEAD = 10


def sees_year_drafts(user: Reader, body: Body) -> bool:
    """Whether this person sees a year's tables and documents before a decision: its seats, and steering committees."""
    if takes_part_in(user, body):
        return True
    return any(one.seat.body.kind == Body.Kind.STEERING for one in tenures_of(user))


def get_year_or_404(user: Reader, address: str, year: int) -> Body:
    """A body with a year that can be meant: from the one before it was set up to ten years ahead."""
    found = get_body_or_404(user, address)
    if year in years_of(found):
        return found
    raise Http404


def years_of(body: Body) -> range:
    """The years that a body has pages for."""
    first = (body.stands_from or timezone.localdate(body.created_at)).year - 1
    return range(first, timezone.localdate().year + YEARS_AHEAD + 1)


def get_kept_year_or_404(user: Reader, address: str, year: int) -> tuple[User, Body]:
    """The person and the body whose year they keep: the secretariat."""
    keeper = require_keeper(user)
    return keeper, get_year_or_404(keeper, address, year)


def get_year_document_or_404(user: Reader, public_id: UUID) -> YearDocument:
    """A document of a year: for the public once a decision approved it."""
    rows = YearDocument.objects.select_related("body", "decision__body", "decision__proposal")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    is_public = found.state in {YearDocument.State.APPROVED, YearDocument.State.REPLACED}
    if is_public or sees_year_drafts(user, found.body):
        return found
    raise Http404
