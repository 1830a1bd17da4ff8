"""The demonstration's stories come out as they are told, and their levels can be computed again."""

import json

import pytest
from django.conf import settings
from django.utils import timezone

from ladder.assessment.models import Determination, LevelSnapshot, SiteLevel
from ladder.assessment.queries import result_on
from ladder.assessment.services.demonstration import load_demonstration_levels
from ladder.catalogue.services import load_pack, publish_version
from ladder.cli import levels
from ladder.core.assessment.document import as_document
from ladder.core.canonical import digest_of
from ladder.packfiles.reading import read_pack
from ladder.registry.services.demonstration import load_demonstration_sites

TODAY = timezone.localdate()


@pytest.fixture
def story(db):
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=TODAY)
    version = publish_version(version=loaded, actor=None, on=TODAY)
    demonstration = load_demonstration_sites()
    sites = [demonstration.sites[code] for code in sorted(demonstration.sites)]
    return sites, version, load_demonstration_levels(sites=sites, version=version, on=TODAY)


def test_each_site_stands_where_its_story_says_and_a_second_start_adds_nothing(story, capsys):
    sites, version, new = story
    assert new == Determination.objects.count() > 300
    assert load_demonstration_levels(sites=sites, version=version, on=TODAY) == 0
    assert levels.run(type("Arguments", (), {"json": True})()) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"judged"}
    told = {one.site.code: (one.level, one.status) for one in SiteLevel.objects.select_related("site")}
    assert [told[code] for code in sorted(told)] == [
        (2, "good_standing"), (1, "capped"), (1, "suspended"), (1, "lapsed"), (3, "good_standing"), (0, "none"),
    ]  # fmt: skip


def test_every_level_published_on_the_way_is_computed_again_to_the_same_bytes(story):
    last = {(one.site_id, one.as_of): one for one in LevelSnapshot.objects.select_related("site").order_by("id")}
    assert len(last) >= 10
    for one in last.values():
        assert digest_of(as_document(result_on(one.site, story[1], one.as_of))) == one.digest
