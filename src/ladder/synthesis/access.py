"""Who may see and do what with results. Nothing is public before it is released; no means 404.

What is heard so far, and every comment, is for those who prepare and decide: the secretariat and the committee. The
secretariat prepares a release, and another person publishes it.
"""

from uuid import UUID

from django.http import Http404

from ladder.accounts.models import User
from ladder.consultation.access import (
    Reader,
    get_round_or_404,
    is_keeper,
    may_read_comments,
    require_reader_of_comments,
)
from ladder.consultation.models import Round, RoundItem
from ladder.synthesis.models import Release, Theme

PUBLISHED = Release.State.PUBLISHED


def may_see_live(user: Reader) -> bool:
    """Whether this person sees what is heard before it is released."""
    return may_read_comments(user)


def get_results_or_404(user: Reader, address: str) -> Round:
    """A round with results for this reader: for the public, only once something of it is published."""
    found = get_round_or_404(user, address)
    if may_see_live(user) or found.releases.filter(state=PUBLISHED).exists():
        return found
    raise Http404


def get_weighed_or_404(user: Reader, address: str) -> tuple[User, Round]:
    """The person and the round, for those who read comments and see what is heard before it is released."""
    return require_reader_of_comments(user), get_round_or_404(user, address)


def get_item_or_404(consultation: Round, key: str) -> RoundItem:
    """A requirement that the round asked about."""
    found = consultation.items.select_related("requirement", "round").filter(key=key).first()
    if found is None:
        raise Http404
    return found


def get_release_or_404(user: Reader, consultation: Round, number: int) -> Release:
    """A release: for the public only once it is published."""
    rows = consultation.releases.exclude(state=Release.State.SET_ASIDE).filter(number=number)
    found = rows.select_related("prepared_by", "published_by").first()
    if found is None or (found.state != PUBLISHED and not may_see_live(user)):
        raise Http404
    return found


def may_prepare(user: Reader) -> bool:
    """Whether this person prepares releases: the secretariat."""
    return is_keeper(user)


def may_publish(user: Reader, release: Release) -> bool:
    """Whether this person may publish a release: of those who prepare and decide, anybody but who prepared it."""
    waits = release.state == Release.State.PREPARED
    return waits and isinstance(user, User) and may_see_live(user) and release.prepared_by_id != user.pk


def get_theme_or_404(user: Reader, address: str, public_id: UUID) -> tuple[User, Theme]:
    """The person and a theme of a round, for those who read comments."""
    reader, consultation = get_weighed_or_404(user, address)
    found = consultation.themes.select_related("round__version", "merged_into").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return reader, found
