"""Which words of comments may stand on public pages of this room, and how many comments an issue holds, in a band.

Words are shown only where the published release of the round quotes them and whoever said them still lets them be
quoted; never with a group, a place or a week (docs/methods/receipts.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from ladder.consultation.models import Round
from ladder.core.governance.bands import Band, band_of
from ladder.governance.models import Issue, IssueEvent, IssueMember
from ladder.synthesis.queries.about import with_proposed
from ladder.synthesis.queries.quotable import showable
from ladder.synthesis.queries.releases import bundle_of, latest_published
from ladder.synthesis.queries.requirement import Translations
from ladder.synthesis.report.words_around import words_of
from ladder.webkit.languages import pack_language

NO_BAND = band_of(0)
COMMENTS = "comments"  # in the event by which an answer is published: how many comments it answers
Quotes = Mapping[int, tuple["Quote", ...]]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were said; `translated` in the reader's language where a person or machine made it (`made_by`)."""

    text: str
    language: str
    translated: str = ""
    made_by: str = ""


def quotes_by_issue(issues: Iterable[Issue]) -> dict[int, tuple[Quote, ...]]:
    """By primary key of an issue the words that may be shown; a few queries a round, whatever the number of issues."""
    by_round: dict[int, list[Issue]] = {}
    for issue in issues:
        by_round.setdefault(issue.round_id, []).append(issue)
    found: dict[int, tuple[Quote, ...]] = {}
    for rows in by_round.values():
        found |= quotes_in_round(rows[0].round, rows)
    return found


def quotes_in_round(round_: Round, issues: Sequence[Issue]) -> dict[int, tuple[Quote, ...]]:
    """The same for issues of one round."""
    release = latest_published(round_)
    if release is None:
        return {}
    shown = {(one.item, one.text) for one in bundle_of(release).comments}
    translations = words_of(release).translations
    members = IssueMember.objects.filter(issue__in=issues, contribution__in=showable(round_))
    found: dict[int, dict[str, Quote]] = {}
    for one in members.select_related("contribution__item").order_by("pk"):
        said = one.contribution
        place = (said.item.key if said.item else "", with_proposed(said.text, said.proposed))
        if place in shown:
            found.setdefault(one.issue_id, {})[place[1]] = quote_of(place, said.language, translations)
    return {key: tuple(quotes[text] for text in sorted(quotes)) for key, quotes in found.items()}


def quote_of(place: tuple[str, str], language: str, translations: Translations) -> Quote:
    """Words with their translation for this reader."""
    reader = pack_language()
    known = translations.get(place, {}).get(reader) if language != reader else None
    return Quote(place[1], language, *known) if known else Quote(place[1], language)


def bands_by_issue(issues: Iterable[Issue]) -> dict[int, Band]:
    """By primary key of an answered issue how many comments it held, in a band; one query."""
    return {key: band_of(number) for key, number in count_answered(issues).items()}


def count_answered(issues: Iterable[Issue]) -> dict[int, int]:
    """By primary key of an answered issue how many comments it held when it was answered. Never shown itself.

    It stays what it was when a comment is taken back: a band that changed would tell that somebody did, and the number.
    """
    rows = IssueEvent.objects.filter(issue__in=list(issues), kind=IssueEvent.Kind.PUBLISHED)
    return {key: detail[COMMENTS] for key, detail in rows.values_list("issue", "detail")}


def count_members(issues: Iterable[Issue]) -> dict[int, int]:
    """By primary key of an issue how many comments it holds that stand. Never shown: see `bands_by_issue`."""
    rows = IssueMember.objects.filter(issue__in=list(issues), contribution__superseded_by=None)
    return dict(rows.values_list("issue").annotate(number=Count("pk")).order_by())
