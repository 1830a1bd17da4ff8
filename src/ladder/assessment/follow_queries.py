"""Who follows what, and the news that are told."""

from uuid import UUID

from django.db.models import QuerySet

from ladder.accounts.models import User
from ladder.assessment.models import Alert, Follow
from ladder.registry.models import Site


def follows_of(person: User, site: Site) -> QuerySet[Follow]:
    """How a person follows a site now."""
    return Follow.objects.filter(person=person, site=site, ended_at=None).order_by("id")


def find_follow(person: User, site: Site, public_id: UUID) -> Follow | None:
    """One of a person's own ways of following a site; None where it is not theirs, or over."""
    return follows_of(person, site).filter(public_id=public_id).first()


def news_of(site: Site | None) -> QuerySet[Alert]:
    """News of a site (None: of all), latest first, with the site."""
    found = Alert.objects.filter(site=site) if site else Alert.objects.all()
    return found.select_related("site").order_by("-created_at", "-id")
