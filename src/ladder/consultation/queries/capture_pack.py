"""The session pack: everything that a facilitator's device needs for days without network, and nothing about people."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from ladder.catalogue.queries import pack_of
from ladder.consultation.capture_words import words_in_all_languages
from ladder.consultation.models import AgendaItem, Gathering, RoundGroup, RoundItem
from ladder.consultation.wording import say, text_languages
from ladder.packfiles.model import DRAFT, STALE, Pack
from ladder.webkit.languages import html_language, pack_language

FORMAT = 1


def build_pack(gathering: Gathering) -> dict[str, Any]:
    """The pack of one gathering as JSON, in five queries."""
    agenda = list(gathering.agenda.select_related("item"))
    expected = set(gathering.groups_expected.values_list("pk", flat=True))
    items = gathering.round.items.order_by("position")
    on_agenda = {point.item_id for point in agenda if point.item_id}
    pack = pack_of(gathering.round.version)
    return {
        "format": FORMAT,
        "title": say(gathering.titles) or str(gathering.get_kind_display()),
        "gathering": facts_of(gathering),
        "groups": [group_of(group, expected) for group in gathering.round.groups.select_related("group")],
        "items": [item_of(item, pack, on_agenda) for item in items],
        "agenda": points_of(agenda),
        "languages": [
            {"code": pack_language(code), "name": name, "html": html_language(code)}
            for code, name in settings.LANGUAGES
        ],
        "words": words_in_all_languages(),
        "addresses": {"records": f"/api/v1/consultation/gatherings/{gathering.public_id}/records"},
    }


def facts_of(gathering: Gathering) -> dict[str, Any]:
    """What the gathering is."""
    return {
        "id": str(gathering.public_id),
        "kind": gathering.kind,
        "titles": gathering.titles or {"en": gathering.get_kind_display()},
        "descriptions": gathering.descriptions,
        "place": ", ".join(part for part in (gathering.place, gathering.province) if part),
        "held_on": gathering.held_on.isoformat(),
        "languages": gathering.languages,
        "status": gathering.status,
        "seal_code": gathering.seal_code,
        "page": reverse("consultation:gathering", args=[gathering.public_id]),
    }


def group_of(group: RoundGroup, expected: set[int]) -> dict[str, Any]:
    """A group of the round, and whether it is expected here."""
    return {"key": group.group.key, "names": group.group.names, "expected": group.pk in expected}


def item_of(item: RoundItem, pack: Pack, on_agenda: set[int]) -> dict[str, Any]:
    """A requirement with its words in every language in which it stands; `drafts` are those not reviewed."""
    titles, texts, drafts = {}, {}, []
    for language in text_languages():
        title = pack.read("requirements", item.key, "title", language)
        text = pack.read("requirements", item.key, "text", language)
        if text.language == language:
            titles[language], texts[language] = title.text, text.text
            drafts += [language] if text.state in {DRAFT, STALE} else []
    return {"key": item.key, "titles": titles, "texts": texts, "drafts": drafts, "on_agenda": item.pk in on_agenda}


def points_of(agenda: Sequence[AgendaItem]) -> list[dict[str, Any]]:
    """The agenda in its order."""
    return [
        {"titles": point.titles, "minutes": point.minutes, "item": point.item.key if point.item else ""}
        for point in agenda
    ]
