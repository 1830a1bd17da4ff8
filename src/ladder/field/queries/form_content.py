"""Gathers what forms are made from: the version's ladder and words, the forms' own words, numbers and incidents."""

from collections.abc import Callable, Iterable, Mapping

from ladder.assessment.incident_kinds import count_hints, count_names, kind_names
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.core.assessment.day_sheet import COUNTS
from ladder.core.catalogue.ladder import NO_GATE
from ladder.core.field.forms.content import Asked, VisitContent, slug
from ladder.core.field.forms.day_sheet import Counted, DaySheetContent
from ladder.core.field.forms.rows import LANGUAGES, Words, filled
from ladder.field.form_words import form_words, walking_orders
from ladder.packfiles.model import Pack, TextKey

LONGEST_PART = 24


def visit_content(version: FrameworkVersion, target_level: int) -> VisitContent:
    """All that the form of a visit says, for a version and a target level."""
    pack, ladder = pack_of(version), ladder_of(version)
    return VisitContent(
        form_id=f"{form_id('visit', pack)}_l{target_level}",
        titles=title_of("visit_title", pack, level=target_level),
        ladder=ladder,
        target_level=target_level,
        walk=walk_of(pack),
        asked={each.id: asked_of(pack, each.id, each.evidence_methods) for each in pack.requirements},
        principles={str(each.number): words_of(pack, "principles", each.key, "name") for each in pack.principles},
        levels={each.rank: words_of(pack, "levels", each.key, "name") for each in pack.levels},
        conditions={each.key: words_of(pack, "conditions", each.key, "question") for each in pack.conditions},
        methods={each.key: words_of(pack, "evidence_methods", each.key, "name") for each in pack.evidence_methods},
        words=form_words(),
        notice=notice_of(pack),
    )


def day_sheet_content(version: FrameworkVersion) -> DaySheetContent:
    """All that the day sheet says, for a version."""
    pack = pack_of(version)
    labels, hints, kinds = (in_every_language(names) for names in (count_names, count_hints, kind_names))
    gates = [each.id for each in pack.requirements if each.gate != NO_GATE]
    return DaySheetContent(
        form_id=form_id("day_sheet", pack),
        titles=title_of("day_sheet_title", pack),
        counts={key: Counted(labels[key], hints[key], one.largest) for key, one in COUNTS.items()},
        kinds=kinds,
        gates={key: words_of(pack, "requirements", key, "title") for key in gates},
        words=form_words(),
        notice=notice_of(pack),
    )


def in_every_language(names: Callable[[str], Mapping[str, str]]) -> dict[str, Words]:
    """Names by key and language, from a function that gives them for one language."""
    by_language = {code: names(code) for code in LANGUAGES}
    return {key: {code: by_language[code][key] for code in LANGUAGES} for key in by_language["en"]}


def asked_of(pack: Pack, key: str, methods: Iterable[str]) -> Asked:
    """The words of one requirement."""
    title, text, evidence = (words_of(pack, "requirements", key, part) for part in ("title", "text", "evidence"))
    return Asked(title, text, evidence, tuple(methods))


def words_of(pack: Pack, section: str, key: str, field: str) -> Words:
    """A text in every language that has it; nothing falls back, for a form must not mix languages."""
    place = TextKey(section, key, field)
    found = {code: pack.texts.get(code, {}).get(place) for code in LANGUAGES}
    return {code: text.text for code, text in found.items() if text}


def notice_of(pack: Pack) -> Words | None:
    """That the text is illustrative, where it is."""
    return form_words()["illustrative"] if pack.illustrative else None


def title_of(key: str, pack: Pack, **values: object) -> dict[str, str]:
    """A title that names the framework and its version."""
    return filled(form_words()[key], framework=pack.key, version=pack.version, **values)


def form_id(kind: str, pack: Pack) -> str:
    """The identity of a form on phones; another version of the framework is another form, beside the old one."""
    return f"{kind}_{slug(pack.key)[:LONGEST_PART]}_{slug(pack.version)[:LONGEST_PART]}"


def walk_of(pack: Pack) -> tuple[str, ...]:
    """Numbers of principles in the order in which a site is walked; those that nobody ordered come last."""
    order = walking_orders().get(pack.urn, ())
    places = {key: place for place, key in enumerate(order)}
    ordered = sorted(pack.principles, key=lambda each: (places.get(each.key, len(order)), each.number))
    return tuple(str(each.number) for each in ordered)
