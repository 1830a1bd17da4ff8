"""Words, shapes and numbers say the same; nothing depends on colour."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from ladder.webkit import navigation, panels
from ladder.webkit.ladders import LadderView, draw_ladder
from ladder.webkit.languages import find_language, html_language, pack_language
from ladder.webkit.paging import page_of
from ladder.webkit.shapes import GATE_SHAPES, STATE_SHAPES, STATE_WORDS, STATUS_SHAPES, STATUS_WORDS
from ladder.webkit.text import clean, is_clean


def render(text: str, path: str = "/", **context) -> str:
    request = RequestFactory().get(path)
    return Template("{% load webkit %}" + text).render(Context({"request": request, **context}))


@pytest.mark.parametrize(("level", "reached", "hollow"), [(0, 0, 4), (1, 1, 3), (3, 3, 1), (4, 4, 0)])
def test_a_ladder_shows_as_many_full_rungs_as_levels_reached(level, reached, hollow):
    drawing = draw_ladder(level, 4)
    assert drawing.count('class="rung reached"') == reached
    assert drawing.count('class="rung"') == hollow


def test_the_lowest_rung_is_drawn_lowest():
    first = draw_ladder(1, 4).index("rung reached")
    assert 'y="38.' in draw_ladder(1, 4)[first : first + 70] or 'y="37.' in draw_ladder(1, 4)[first : first + 70]


def test_not_assessed_differs_from_none_reached_in_word_and_shape():
    unknown, none = (
        render("{% ladder_figure l %}", l=[LadderView("A", None, 4)]),
        render("{% ladder_figure l %}", l=[LadderView("A", 0, 4)]),
    )
    assert "Not assessed" in unknown
    assert ">?</text>" in unknown
    assert "<rect" not in unknown
    assert "0 of 4" in none
    assert none.count("<rect") == 4


def test_seven_ladders_stand_with_name_number_level_and_note():
    text = render(
        "{% ladder_figure l %}", l=[LadderView(f"P{n}", n % 5, 4, "Progressing", "held", f"/p/{n}") for n in range(7)]
    )
    assert text.count("<li") == 7
    assert "P3" in text
    assert "3 of 4" in text
    assert 'href="/p/3"' in text
    assert text.count("held") == 7


def test_each_state_status_and_gate_has_its_own_shape_and_word():
    assert (
        set(STATE_SHAPES)
        == set(STATE_WORDS)
        == {"met", "partly", "not_met", "not_applicable", "not_assessed", "lapsed", "contested"}
    )
    assert len(set(STATE_SHAPES.values())) == len({str(word) for word in STATE_WORDS.values()}) == 7
    assert set(STATUS_SHAPES) == set(STATUS_WORDS) == {"none", "good_standing", "lapsed", "capped", "suspended"}
    assert len(set(STATUS_SHAPES.values())) == 5
    assert len(set(GATE_SHAPES.values())) == 2


@pytest.mark.parametrize("state", sorted(STATE_WORDS))
def test_a_badge_carries_word_and_shape(state):
    text = render("{% state_badge s %}", s=state)
    assert str(STATE_WORDS[state]) in text
    assert "<svg" in text


def test_an_unknown_state_is_shown_as_it_is_and_never_as_something_fine():
    assert "state-" in (text := render("{% state_badge s %}", s="<odd>"))
    assert "&lt;odd&gt;" in text
    assert render("{% gate_badge g %}", g="none") == ""


def test_level_badges_speak():
    assert "2 of 4 · Progressing" in render('{% level_badge 2 4 "Progressing" %}')
    assert "Not assessed" in render("{% level_badge None 4 %}")


@pytest.mark.parametrize(("number", "links"), [(1, ["page=2"]), (2, ["page=1", "page=3"]), (3, ["page=2"])])
def test_the_pager_keeps_the_rest_of_the_address(number, links):
    text = render("{% pager page %}", "/?q=a%26b&page=9", page=Paginator(range(90), 30).page(number))
    assert [part.split('"')[0] for part in text.split('href="?q=a%26b&amp;')[1:]] == links
    assert f"Page {number} of 3" in text


def test_one_page_needs_no_pager():
    assert render("{% pager page %}", page=Paginator(range(30), 30).page(1)).strip() == ""


@pytest.mark.parametrize("page", ["0", "-1", "x", "3", "1e3", "9" * 500])
def test_a_page_that_is_not_there_is_not_found(page):
    with pytest.raises(Http404):
        page_of(RequestFactory().get("/", {"page": page}), range(40))


def test_the_first_page_needs_no_number():
    assert list(page_of(RequestFactory().get("/"), range(40))) == list(range(30))


def test_crumbs_end_without_a_link():
    text = render('{% crumbs "Sites" "/registry/" name %}', name="Kamwanga <1>")
    assert '<a href="/registry/">Sites</a>' in text
    assert '<span aria-current="page">Kamwanga &lt;1&gt;</span>' in text


def test_panels_are_shown_in_order_and_empty_ones_left_out(monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(panels, "_columns", {})

    def second(request, subject) -> SafeString:
        return mark_safe(f"<p>two {subject}</p>")

    def first(request, subject) -> SafeString:
        return mark_safe("<p>one</p>")

    def nothing(request, subject) -> SafeString:
        return mark_safe("")

    panels.register("site", second, 20)
    panels.register("site", nothing, 15)
    panels.register("site", first, 10)
    assert render('{% panels "site" s %}', s="x") == "<p>one</p>\n<p>two x</p>"
    panels.register_column(
        "sites", panels.Column("level", "Level", lambda _, rows: {row: mark_safe(f"L{row}") for row in rows})
    )
    (column,) = panels.columns("sites", RequestFactory().get("/"), [1, 2])
    assert (column.heading, column.cells[2]) == ("Level", "L2")


def test_navigation_leaves_out_what_does_not_exist_or_is_not_for_this_reader(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    navigation.register(navigation.Entry("Home", "portal:home", 2))
    navigation.register(navigation.Entry("Gone", "portal:gone", 1))
    navigation.register(navigation.Entry("Log", "audit:entries", 1, lambda _: False))
    assert [(link.label, link.url, link.is_here) for link in navigation.links_for(RequestFactory().get("/"))] == [
        ("Home", "/", True)
    ]


@pytest.mark.parametrize(
    ("code", "found", "pack", "html"),
    [("zh", "zh-hans", "zh", "zh-Hans"), ("FR", "fr", "fr", "fr"), ("sw", "sw", "sw", "sw")],
)
def test_languages_have_their_names_in_pages_packs_and_html(code, found, pack, html):
    assert (find_language(code), pack_language(found), html_language(found)) == (found, pack, html)
    assert find_language("tlh") is None


def test_clean_text_is_text_that_both_databases_keep():
    assert clean("钴 🪜 é\n\t") == "钴 🪜 é\n\t"
    for text in ("a\x00", "\ud800", "x\udfff"):
        assert not is_clean(text)
        with pytest.raises(ValueError, match="NUL"):
            clean(text)


@pytest.mark.parametrize(("language", "written"), [
    ("fr", "3 septembre 2026"), ("zh-hans", "2026年9月3日"), ("sw", "3 Septemba 2026"),
])  # fmt: skip
def test_a_date_is_written_as_its_language_writes_dates(language, written):
    with override(language):
        assert date_format(date(2026, 9, 3)) == written
