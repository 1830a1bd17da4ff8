"""Versions, and the pack and ladder of each, kept in memory by content hash because content never changes."""

import json
import re
from datetime import date
from functools import lru_cache

from django.utils import timezone

from ladder.catalogue.models import FrameworkVersion, VersionDocument
from ladder.core.catalogue.ladder import Ladder
from ladder.packfiles.document import from_document
from ladder.packfiles.model import Pack

KEPT_PACKS = 12


def list_versions(*, with_drafts: bool = True) -> list[FrameworkVersion]:
    """Every version of every framework, the newest of each framework first, in one query."""
    rows = FrameworkVersion.objects.select_related("framework")
    shown = rows if with_drafts else rows.exclude(status=FrameworkVersion.Status.DRAFT)
    return sorted(shown, key=lambda row: (-row.framework_id, order_of(row.version)), reverse=True)


def current_version(on: date | None = None) -> FrameworkVersion | None:
    """The published version in force on a day (today if not said) of the first framework; None before there is one."""
    return next(iter(versions_in_force(on)), None)


def versions_in_force(on: date | None = None) -> list[FrameworkVersion]:
    """The version in force on a day and those that were before it, of the first framework, newest first. One query."""
    day = on or timezone.localdate()
    published = [row for row in list_versions() if row.status == FrameworkVersion.Status.PUBLISHED]
    in_force = [row for row in published if row.effective_from is None or row.effective_from <= day]
    return [row for row in in_force if row.framework_id == in_force[0].framework_id]


def order_of(version: str) -> tuple[list[tuple[int, str]], bool, list[tuple[int, str]]]:
    """Sort key of version names: 0.9 before 0.10, and 1.0-draft before 1.0."""
    release, _, early = version.partition("-")
    return split_numbers(release), not early, split_numbers(early)


def split_numbers(text: str) -> list[tuple[int, str]]:
    """Digits as numbers, everything else as words, in order."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", text) if part.strip(".")]


def pack_of(version: FrameworkVersion) -> Pack:
    """The whole content of a version."""
    return read_stored(version.content_hash)


@lru_cache(maxsize=KEPT_PACKS)
def read_stored(content_hash: str) -> Pack:
    """The pack with this content hash, from the stored document."""
    text = VersionDocument.objects.values_list("text", flat=True).filter(version__content_hash=content_hash).first()
    return from_document(json.loads(text or ""))


def ladder_of(version: FrameworkVersion) -> Ladder:
    """What the level rules need of a version."""
    return build_ladder(version.content_hash)


@lru_cache(maxsize=KEPT_PACKS)
def build_ladder(content_hash: str) -> Ladder:
    """The ladder of the pack with this content hash."""
    return read_stored(content_hash).ladder()
