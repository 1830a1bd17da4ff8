"""Who may see a body and its meetings."""

from uuid import UUID

from django.http import Http404

from ladder.consultation.access import is_keeper
from ladder.governance.access.seats import Reader, takes_part_in
from ladder.governance.models import Body, Meeting


def get_body_or_404(user: Reader, address: str) -> Body:
    """A body; one in preparation is there only for the secretariat."""
    found = Body.objects.select_related("site", "organisation").filter(address=address).first()
    if found is None or (found.state == Body.State.PREPARING and not is_keeper(user)):
        raise Http404
    return found


def get_meeting_or_404(user: Reader, public_id: UUID) -> Meeting:
    """A meeting: the public sees those that were held."""
    found = Meeting.objects.select_related("body").filter(public_id=public_id).first()
    if found is None or (found.state != Meeting.State.HELD and not takes_part_in(user, found.body)):
        raise Http404
    return found
