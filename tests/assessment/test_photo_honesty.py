"""500 photos, honest and tampered: what is flagged, with a sentence each, and what is left alone."""

import io
from collections import Counter

import pytest
from django.utils import timezone

from ladder.assessment.evidence_words import FLAG_SENTENCES
from ladder.assessment.models import Evidence, EvidenceCheck
from ladder.assessment.services.evidence_files import check_all, keep_file
from ladder.assessment.storage import evidence_store
from ladder.core.assessment.photo_flags import REMARKS, SERIOUS
from ladder.registry.models import Site, Source
from ladder.registry.services import create_site
from ladder.registry.services.seeding import seed_registry
from tests.assessment.photographs import KINDS, Shot, make_photographs

SEED = 20261126


def build_site(mine) -> Site:
    ring = [[corner.longitude, corner.latitude] for corner in mine.outline]
    outline = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]} if ring else None
    site = Site(
        code=f"m-{mine.key}", name=f"Mine {mine.key}", province="Lualaba", latitude=mine.middle.latitude,
        longitude=mine.middle.longitude, polygon=outline, location_origin=mine.origin,
        source=Source.objects.get(key="secretariat"),
    )  # fmt: skip
    return create_site(actor=None, site=site)


def hand_in(shot: Shot, site: Site) -> Evidence:
    kept = evidence_store().put(io.BytesIO(shot.content))
    return Evidence(
        site=site, kind="photo", title="Photo", observed_on=shot.starts_at.date(), received_at=timezone.now(),
        file=keep_file(kept), sha256=kept.sha256, visit_started_at=shot.starts_at, visit_ended_at=shot.ends_at,
        latitude=shot.form_place.latitude, longitude=shot.form_place.longitude, accuracy_m=shot.accuracy_m,
        is_exif_lost=shot.is_exif_lost, source_key=f"{shot.made}-{shot.mine.key}-{shot.visit}",
    )  # fmt: skip


@pytest.fixture
def checked(db) -> list[tuple[Shot, EvidenceCheck]]:
    """Every photo handed in and checked, the last one first: the order must not matter."""
    seed_registry()
    shots = make_photographs(SEED)
    sites = {mine.key: build_site(mine) for mine in {shot.mine.key: shot.mine for shot in shots}.values()}
    pieces = Evidence.objects.bulk_create(hand_in(shot, sites[shot.mine.key]) for shot in shots)
    assert check_all(reversed(pieces)) == len(shots) == 500
    latest = {check.evidence_id: check for check in EvidenceCheck.objects.order_by("pk")}
    return [(shot, latest[piece.pk]) for shot, piece in zip(shots, pieces, strict=True)]


def test_the_tampered_are_flagged_and_the_honest_are_not(checked):
    flagged, made = Counter(), Counter()
    for shot, check in checked:
        made[shot.made] += 1
        serious = [flag for flag in check.flags if flag in SERIOUS]
        flagged[shot.made] += bool(serious)
        assert (check.score < 63) == bool(serious)
        assert all(str(FLAG_SENTENCES[flag]).count(".") == 1 for flag in serious)
    honest = [kind for kind in made if kind.startswith("honest")]
    tampered_rate = sum(flagged[kind] for kind in KINDS) / sum(made[kind] for kind in KINDS)
    honest_rate = sum(flagged[kind] for kind in honest) / sum(made[kind] for kind in honest)
    assert (sum(made[kind] for kind in KINDS), sum(made[kind] for kind in honest)) == (180, 320)
    assert tampered_rate >= 0.95, (made, flagged)
    assert honest_rate <= 0.02, (made, flagged)


def test_every_flag_and_remark_has_one_sentence():
    assert set(FLAG_SENTENCES) == {*SERIOUS, *REMARKS}
