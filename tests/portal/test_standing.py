"""The first page with a framework and sites: counts worked out by hand, the same queries at any length."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

import ladder
from ladder.assessment.models import SiteLevel
from ladder.catalogue.queries.versions import read_stored
from ladder.catalogue.services import load_pack, publish_version
from ladder.packfiles.reading import read_pack
from ladder.portal.queries import count_standing, find_framework
from ladder.registry.models import Site, Source

pytestmark = pytest.mark.django_db
STARTER = Path(ladder.__file__).parent / "packs" / "starter"
SHEET = Path(ladder.__file__).parent / "webkit/static/webkit/ladder.css"
VERSIONS_DOCUMENT_MINES_ORGANISATIONS_LEVELS = 5
LANGUAGES = ("en", "fr", "zh-hans", "sw")


@pytest.fixture
def version():
    pack = read_pack(STARTER)
    return publish_version(version=load_pack(pack, actor=None, on=date(2026, 1, 1)), actor=None, on=date(2026, 1, 1))


def make_sites(version, standings: list[tuple[int, str] | None], kind: str = "mine") -> None:
    for number, standing in enumerate(standings):
        name = f"{kind} {number}"
        site = Site.objects.create(
            name=name,
            name_folded=name,
            kind=kind,
            province="Lualaba",
            source=Source.objects.first(),
            created_at=timezone.now(),
        )
        if standing:
            level, status = standing
            SiteLevel.objects.create(
                site=site,
                version=version,
                level=level,
                status=status,
                vector=[],
                document={},
                computed_on=date(2026, 3, 1),
            )


def test_sites_are_counted_by_level_and_unknown_is_never_a_level(version):
    make_sites(
        version, [(2, "good_standing"), (2, "lapsed"), (4, "good_standing"), (3, "suspended"), (0, "none"), None, None]
    )
    make_sites(version, [None], kind="depot")
    standing = count_standing(find_framework("en"))
    assert [level.sites for level in standing.levels] == [0, 2, 0, 1]
    assert (standing.sites, standing.without_level, standing.suspended, standing.not_assessed) == (7, 1, 1, 2)
    assert (
        standing.without_level
        + standing.suspended
        + standing.not_assessed
        + sum(level.sites for level in standing.levels)
        == 7
    )


@pytest.mark.parametrize("rows", [1, 30])
def test_the_first_page_needs_as_many_queries_for_one_site_as_for_thirty(version, rows, django_assert_num_queries):
    make_sites(version, [(1, "good_standing")] * rows)
    read_stored.cache_clear()
    with django_assert_num_queries(VERSIONS_DOCUMENT_MINES_ORGANISATIONS_LEVELS):
        answer = Client().get("/")
    assert f"<strong>{rows}</strong> mine site" in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_full_first_page_stays_under_fourteen_kilobytes(version, language):
    make_sites(version, [(1, "good_standing"), (0, "none"), (2, "suspended"), None])
    page = Client().get(f"/?lang={language}").content
    assert len(gzip.compress(page)) + len(gzip.compress(SHEET.read_bytes())) < 14_000


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Respecting workers"), ("fr", "travailleurs"), ("zh-hans", "工人")]
)
def test_principles_are_named_in_the_readers_language(version, language, word):
    text = Client().get(f"/?lang={language}").content.decode()
    assert word in text
    assert text.count("<li value=") == 7


def test_every_way_in_leads_somewhere(version):
    client = Client()
    text = client.get("/").content.decode()
    cards = text.split('<ul class="cards">')[1]
    addresses = [part.split('"')[0] for part in cards.split('href="')[1:] if part.startswith("/")]
    assert len(addresses) >= 6
    assert [address for address in addresses if client.get(address).status_code != 200] == []
