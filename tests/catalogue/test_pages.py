"""Pages of the framework as readers see them."""

import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import pytest
from django.utils.translation import override

from ladder.catalogue.labels import label
from ladder.catalogue.services import withdraw_version
from tests.catalogue.versions import FIRST_DAY, first_pack, twenty_packs

EVERY_PAGE = [
    "/framework/", "/framework/1.6/", "/framework/1.6/requirements/", "/framework/1.6/requirements/R-1/",
    "/framework/requirements/R-1/", "/framework/search/?q=register", "/framework/compare/",
    "/framework/compare/?from=1.0&to=1.7", "/framework/about/", "/framework/1.2/about/", "/framework/faq/",
    "/framework/crosswalks/", "/framework/crosswalks/oecd/", "/framework/1.3/crosswalks/ctc/",
]  # fmt: skip


def words_of(response) -> str:
    """What a reader sees, in one line."""
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
def test_every_page_opens_in_every_language(client, eight_versions, language):
    for address in EVERY_PAGE:
        joint = "&" if "?" in address else "?"
        response = client.get(f"{address}{joint}lang={language}")
        assert response.status_code == 200, address
        assert len(re.findall(r"<h1", response.content.decode())) == 1, address


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_headings_come_in_order(client, eight_versions, address):
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])", client.get(address).content.decode())]
    assert ranks[0] == 1
    assert [after for before, after in pairwise(ranks) if after > before + 1] == []


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_table_has_a_caption_and_heads_with_scope(client, eight_versions, address):
    body = client.get(address).content.decode()
    for table in re.findall(r"<table.*?</table>", body, re.DOTALL):
        assert "<caption>" in table
        assert re.findall(r"<th(?![^>]*scope=)[ >]", table) == []


@pytest.mark.parametrize(
    "address",
    ["/framework/9.9/", "/framework/1.0/requirements/R-99/", "/framework/requirements/R-99/", "/framework/crosswalks/iso/",
     "/framework/compare/?from=9&to=1.0", "/framework/1.0/requirements/?page=99", "/framework/downloads/1.0.exe",
     "/framework/downloads/9.9.json", "/framework/downloads/1.0.xx.docx", "/framework/downloads/1.0/oscal/none.json"],
)  # fmt: skip
def test_what_is_not_there_answers_404(client, eight_versions, address):
    assert client.get(address).status_code == 404


def test_before_anything_is_published_the_page_says_so(client, load):
    load(first_pack(), publish=False)
    body = words_of(client.get("/framework/"))
    assert "No version of the framework is published yet." in body
    assert "small" not in body


def test_the_matrix_counts_requirements_and_gates_by_hand(client, load):
    load(first_pack())
    rows = re.findall(r"<tr.*?</tr>", client.get("/framework/").content.decode(), re.DOTALL)[1:]
    counts = [re.findall(r'aria-hidden="true">(\d+)</span>', row) for row in rows]
    assert counts == [["1", "1"], ["2"]]
    assert "1 × Stop gate" in " ".join(re.sub(r"<[^>]+>", " ", rows[1]).split())
    assert "?principle=2&amp;level=2" in rows[1]


def test_the_list_keeps_to_the_part_asked_for(client, load):
    load(first_pack())
    body = client.get("/framework/1.0/requirements/?principle=2&gate=cap").content.decode()
    assert re.findall(r'class="key">(R-\d)<', body) == ["R-4"]
    everything = client.get("/framework/1.0/requirements/?principle=x&level=99999999999").content.decode()
    assert len(re.findall(r'class="key">(R-\d)<', everything)) == 4


def test_words_that_fall_back_say_their_language_and_translations_their_state(client, load):
    load(first_pack())
    translated = client.get("/framework/1.0/requirements/R-1/?lang=fr").content.decode()
    assert 'text-state-draft">' in translated
    assert "L&#x27;exploitant affiche son engagement." in translated
    fallen = client.get("/framework/1.0/requirements/R-2/?lang=fr").content.decode()
    assert '<span lang="en">Workers stand on a register.</span>' in fallen
    assert 'text-state-missing">' in fallen
    authoritative = client.get("/framework/1.0/requirements/R-1/?lang=en").content.decode()
    assert 'class="text-state' not in authoritative


def test_a_requirement_page_says_everything_about_it(client, load):
    load(first_pack())
    body = words_of(client.get("/framework/1.0/requirements/R-3/"))
    for expected in ["Annex II, 1 (iii)", "equivalent to", "OECD (2016)", "90 days", "Documents, Interviews", "No cost",
                     "not established", "/framework/1.0/requirements/R-3/", "Suspends."]:  # fmt: skip
        assert expected in body
    assert "Is there underground work?" in words_of(client.get("/framework/1.0/requirements/R-4/"))


def test_the_latest_address_of_a_withdrawn_requirement_shows_the_last_version_that_had_it(client, eight_versions):
    body = words_of(client.get("/framework/requirements/R-N6/"))
    assert "You are reading version 1.6. Version 1.7 is in force." in body
    assert "From 1.6 to 1.7: withdrawn" in body


def test_a_pinned_address_keeps_its_words_after_later_versions(client, eight_versions):
    pinned = words_of(client.get("/framework/1.1/requirements/R-1/"))
    assert "The operator posts its commitment." in pinned
    assert "wording 2" not in pinned
    assert "The operator posts its commitment, wording 2." in words_of(client.get("/framework/requirements/R-1/"))


def test_the_comparison_shows_changed_words_and_kinds(client, eight_versions):
    body = client.get("/framework/compare/?from=1.1&to=1.2").content.decode()
    assert "<ins>, wording 2</ins>" in body
    assert "1 reworded" in words_of(client.get("/framework/compare/?from=1.1&to=1.2"))
    told = words_of(client.get("/framework/compare/?from=1.0&to=1.5"))
    for expected in ["1 reworded", "1 stricter", "1 merged", "1 unchanged"]:
        assert expected in told


@pytest.mark.parametrize(("question", "keys"), [
    ("REGISTER workers", ["R-2"]), ("affiche engagement", ["R-1"]), ("承诺书", ["R-1"]), ("r-3", ["R-3"]), ("gold", []),
    ("100%", []), ("", []),
])  # fmt: skip
def test_search_finds_words_in_any_language(client, load, question, keys):
    load(first_pack())
    body = client.get("/framework/search/", {"q": question}).content.decode()
    assert re.findall(r'class="key">(R-\d)<', body) == keys


def test_a_system_page_shows_gaps_both_ways_and_says_what_is_not_known(client, load):
    load(first_pack())
    body = words_of(client.get("/framework/crosswalks/oecd/"))
    assert "Gap: no requirement is related to it" in body
    assert "3 requirements for which no relation is established" in body
    assert "these counts say nothing about the whole system" in body
    assert "No item of this system could be established" in words_of(client.get("/framework/crosswalks/ctc/"))


def test_the_plot_gives_unknown_its_full_width(client, load):
    load(first_pack())
    body = client.get("/framework/crosswalks/oecd/?lang=fr").content.decode()
    assert 'class="share share-equivalent" x="0.0" y="0" width="50.0"' in body
    assert 'class="share share-none" x="25.0" y="0" width="75.0"' in body


def test_drafts_are_not_there_for_the_public_but_for_those_who_prepare_versions(client_of, load):
    load(first_pack())
    load(list(twenty_packs())[1], publish=False)
    for address in ["/framework/1.1/", "/framework/1.1/requirements/R-1/", "/framework/downloads/1.1.json",
                    "/framework/compare/?from=1.0&to=1.1", "/framework/1.1/about/"]:  # fmt: skip
        assert [client_of(role).get(address).status_code for role in ("", "buyer", "secretariat")] == [404, 404, 200]


def test_a_withdrawn_version_stays_readable_and_says_so(client, eight_versions):
    withdraw_version(version=eight_versions[7], actor=None, on=FIRST_DAY)
    assert "This version was withdrawn on" in words_of(client.get("/framework/1.7/"))
    assert "Version 1.6" in words_of(client.get("/framework/"))


def many(number: int):
    """The small framework with this many requirements."""
    pack = first_pack()
    english = dict(pack.texts["en"])
    for index in range(number):
        english |= {
            place._replace(key=f"X-{index}"): text for place, text in pack.texts["en"].items() if place.key == "R-1"
        }
    extra = tuple(replace(pack.requirements[0], id=f"X-{index}") for index in range(number))
    return replace(pack, requirements=extra, mappings=(), texts={**pack.texts, "en": english})


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [
    ("/framework/", 1), ("/framework/1.0/", 1), ("/framework/1.0/requirements/", 1),
    ("/framework/search/?q=posted", 2), ("/framework/1.0/requirements/X-0/", 6), ("/framework/requirements/X-0/", 6),
    ("/framework/crosswalks/", 1), ("/framework/crosswalks/oecd/", 1), ("/framework/about/", 2), ("/framework/faq/", 1),
])  # fmt: skip
def test_pages_ask_the_database_as_often_for_one_row_as_for_thirty(
    client, load, django_assert_num_queries, rows, address, queries
):
    load(many(rows))
    client.get(address)
    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200


def test_every_word_of_a_table_is_known_in_every_table():
    with override("en"):
        assert label("relation", "superset") == "covers all of"
        assert label("relation", "something-new") == "something-new"
