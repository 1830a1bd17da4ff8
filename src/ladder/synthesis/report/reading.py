"""Reads what a report is made of: the frozen files of a release first, and the words around them from the round."""

from collections.abc import Mapping
from math import ceil, floor

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Round, RoundEvent
from ladder.consultation.wording import say, text_languages
from ladder.core.synthesis.disclosure.figures import ShareSpan, Span
from ladder.core.synthesis.disclosure.published import PublishedRow, PublishedTables
from ladder.core.synthesis.release import Bundle
from ladder.synthesis.models import Release
from ladder.synthesis.queries.groups import Grouping, grouping_of
from ladder.synthesis.queries.releases import bundle_of
from ladder.synthesis.queries.requirement import Translations
from ladder.synthesis.report.source import (
    ExtensionFacts,
    ItemFacts,
    PeopleFacts,
    QuoteFacts,
    ReportSource,
    RowFacts,
    Texts,
)
from ladder.synthesis.report.words_around import words_of


def read_source(release: Release) -> ReportSource:
    """Everything the report of a release says. The numbers are those of its files."""
    consultation, bundle = release.round, bundle_of(release)
    grouping, words = grouping_of(consultation), words_of(release)
    return ReportSource(
        round_address=consultation.address,
        round_titles=consultation.titles,
        pack=pack_of(consultation.version),
        version=consultation.version.version,
        languages=tuple(consultation.languages),
        opened_on=consultation.opens_on,
        closes_on=consultation.closes_on,
        is_open=release.kind == Release.Kind.INTERIM,
        number=release.number,
        digest=release.digest,
        rules_digest=release.rules_digest,
        prepared_on=release.prepared_on,
        is_demonstration=consultation.is_demonstration,
        is_illustrative=consultation.version.is_illustrative,
        groups={key: joined(names) for key, names in grouping.names.items()},
        expected=expected_of(grouping),
        channels=words.channels,
        extensions=extensions_of(consultation),
        items=items_of(consultation, grouping, bundle.tables),
        people=people_of(bundle.tables),
        quotes=quotes_of(bundle, words.translations),
        passages=words.passages,
        questions=tuple(consultation.questions.values_list("texts", flat=True)),
        themes=words.themes,
    )


def joined(names: tuple[Texts, ...]) -> Texts:
    """The name of a group in every language; of groups heard together, all their names."""
    return {language: " + ".join(say(each, language) for each in names) for language in text_languages()}


def expected_of(grouping: Grouping) -> Mapping[str, int]:
    """How many people of each group were expected to speak."""
    return {frame.key: frame.invited for frame in grouping.frames if frame.invited}


def extensions_of(consultation: Round) -> tuple[ExtensionFacts, ...]:
    """Every extension with its reason, in order."""
    rows = consultation.events.filter(kind=RoundEvent.Kind.EXTENDED)
    return tuple(ExtensionFacts(row.closes_on, row.reason) for row in rows)


def items_of(consultation: Round, grouping: Grouping, tables: PublishedTables) -> tuple[ItemFacts, ...]:
    """The requirements in the order of the document, each with its public rows in the order of the stakeholder map."""
    rows: dict[str, list[RowFacts]] = {}
    places = {key: place for place, key in enumerate(grouping.names)}
    for row in sorted(tables.rows, key=lambda row: places.get(row.members[0], len(places))):
        if not row.gender:
            rows.setdefault(row.item, []).append(row_facts(row))
    published = {item.item: item for item in tables.items}
    found = []
    for key, principle in consultation.items.values_list("key", "principle"):
        item = published[key]
        objectors, not_heard = members_of(item.objectors), members_of(item.not_heard)
        found.append(
            ItemFacts(
                key, principle, item.classes, tuple(rows.get(key, ())), item.is_stable, objectors, not_heard
            )
        )  # fmt: skip
    return tuple(found)


def members_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The groups that keys of rows stand for."""
    return tuple(group for key in keys for group in key.split("+"))


def row_facts(row: PublishedRow) -> RowFacts:
    """A public row as the report says it."""
    return RowFacts(row.members, row.state, span_of(row.voices), share_of(row.share), row.lean)


def span_of(span: Span | None) -> tuple[int, int | None] | None:
    """A span as a pair."""
    return None if span is None else (span.low, span.high)


def share_of(share: ShareSpan | None) -> tuple[int, int] | None:
    """A span of shares in whole percent, never narrower than it is."""
    return None if share is None else (floor(share.low), ceil(share.high))


def people_of(tables: PublishedTables) -> tuple[PeopleFacts, ...]:
    """Who took part, as published."""
    return tuple(PeopleFacts(row.kind, row.group, row.gender, span_of(row.count)) for row in tables.people)


def quotes_of(bundle: Bundle, translations: Translations) -> tuple[QuoteFacts, ...]:
    """The words in the release, with their translations."""
    return tuple(
        QuoteFacts(
            item=comment.item,
            text=comment.text,
            language=comment.language,
            consent=comment.consent,
            role=comment.role,
            province=comment.province,
            week=comment.week,
            translations=translations.get((comment.item, comment.text), {}),
        )
        for comment in bundle.comments
    )
