"""Releases of a round, and what the files of each say."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length

from ladder.consultation.models import Gathering, Round
from ladder.core.synthesis.aggregated_opinions import AggregatedOpinions
from ladder.core.synthesis.release import Bundle, read_bundle
from ladder.synthesis.models import Release, ReleaseFile
from ladder.synthesis.queries.matrix import Cell
from ladder.synthesis.queries.open_link import read_open_link

KEPT = 8
BESIDE = "beside/"  # files that are shown beside the bundle and are no part of it
OPINIONS, OPEN_LINK = f"{BESIDE}opinions.json", f"{BESIDE}open-link.json"
GATHERINGS = f"{BESIDE}gatherings.json"
MADE_ONCE = (OPINIONS, OPEN_LINK, GATHERINGS)
NO_OPINIONS = AggregatedOpinions(is_stable=False, reason="", groups=(), marks=(), side=0, follows=None)


def latest_published(consultation: Round) -> Release | None:
    """The newest release that the public sees."""
    return releases_of(consultation).filter(state=Release.State.PUBLISHED).last()


def releases_of(consultation: Round) -> QuerySet[Release]:
    """The releases of a round, oldest first."""
    rows = consultation.releases.exclude(state=Release.State.SET_ASIDE)
    return rows.select_related("prepared_by", "published_by").order_by("number")


def waiting(consultation: Round) -> Release | None:
    """The release that waits for a second person."""
    return releases_of(consultation).filter(state=Release.State.PREPARED).first()


def files_of(release: Release) -> dict[str, bytes]:
    """The files of a release's bundle by name, as they were frozen."""
    rows = ReleaseFile.objects.filter(release=release).exclude(name__startswith=BESIDE).order_by("name")
    return {name: text.encode("utf-8") for name, text in rows.values_list("name", "text")}


def beside_of(release: Release) -> dict[str, str]:
    """The files that are shown beside a release: opinion groups and the open link."""
    rows = ReleaseFile.objects.filter(release=release, name__startswith=BESIDE).order_by("name")
    return dict(rows.values_list("name", "text"))


def list_files(release: Release) -> list[dict[str, Any]]:
    """Name, digest and size of every file, those beside the bundle among them."""
    rows = ReleaseFile.objects.filter(release=release).annotate(size=Length("text")).order_by("name")
    return list(rows.values("name", "digest", "size"))


def file_of(release: Release, name: str) -> str | None:
    """The text of one file; None where the release has none of this name."""
    return ReleaseFile.objects.filter(release=release, name=name).values_list("text", flat=True).first()


def count_unsealed(consultation: Round) -> int:
    """Gatherings whose record is under way: they do not count until it is read back and sealed."""
    return consultation.gatherings.filter(status=Gathering.Status.UNDER_WAY).count()


def opinions_of(release: Release) -> AggregatedOpinions:
    """The opinion groups of a release; none in an interim one."""
    text = beside_of(release).get(OPINIONS)
    return AggregatedOpinions.from_document(json.loads(text)) if text else NO_OPINIONS


def open_link_in(beside: Mapping[str, str]) -> dict[str, Cell]:
    """By requirement what came by the open link; nothing in an interim release."""
    return read_open_link(beside[OPEN_LINK]) if OPEN_LINK in beside else {}


def gatherings_in(beside: Mapping[str, str], item: str) -> dict[str, int]:
    """By kind how many gatherings spoke about a requirement; nothing in an interim release."""
    found: dict[str, int] = json.loads(beside.get(GATHERINGS, "{}")).get(item, {})
    return found


def certificate_in(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The auditor's certificate of a bundle."""
    found: dict[str, Any] = json.loads(files["certificate.json"])
    return found


def bundle_of(release: Release) -> Bundle:
    """What a release says, read from its own files; kept in memory, because they never change."""
    return read_frozen(release.pk, release.digest)


@lru_cache(maxsize=KEPT)
def read_frozen(key: int, digest: str) -> Bundle:
    """The bundle of the release with this key and digest."""
    del digest
    return read_bundle(files_of(Release(pk=key)))
