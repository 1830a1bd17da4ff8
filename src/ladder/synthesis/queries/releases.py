"""Releases of a round, and what the files of each say."""

from functools import lru_cache

from django.db.models import QuerySet

from ladder.consultation.models import Round
from ladder.core.synthesis.release import Bundle, read_bundle
from ladder.synthesis.models import Release, ReleaseFile

KEPT = 8


def latest_published(consultation: Round) -> Release | None:
    """The newest release that the public sees."""
    return releases_of(consultation).filter(state=Release.State.PUBLISHED).last()


def releases_of(consultation: Round) -> QuerySet[Release]:
    """The releases of a round, oldest first."""
    rows = consultation.releases.exclude(state=Release.State.SET_ASIDE)
    return rows.select_related("prepared_by", "published_by").order_by("number")


def files_of(release: Release) -> dict[str, bytes]:
    """The files of a release by name, as they were frozen."""
    rows = ReleaseFile.objects.filter(release=release).order_by("name").values_list("name", "text")
    return {name: text.encode("utf-8") for name, text in rows}


def bundle_of(release: Release) -> Bundle:
    """What a release says, read from its own files; kept in memory, because they never change."""
    return read_frozen(release.pk, release.digest)


@lru_cache(maxsize=KEPT)
def read_frozen(key: int, digest: str) -> Bundle:
    """The bundle of the release with this key and digest."""
    del digest
    rows = ReleaseFile.objects.filter(release=key).order_by("name").values_list("name", "text")
    return read_bundle({name: text.encode("utf-8") for name, text in rows})
