"""Everything behind one requirement: signals with their bounds, reasons in words, gatherings, what is kept beside."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from ladder.consultation.models import RoundItem
from ladder.core.synthesis.disclosure.published import PublishedRow, PublishedTables
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.release import Bundle
from ladder.core.synthesis.result import ItemResult
from ladder.synthesis.queries.evidence import Evidence
from ladder.synthesis.queries.matrix import Cell
from ladder.synthesis.queries.remarks import Remark, remarks_of, spoken, with_words
from ladder.synthesis.queries.rooms import gatherings_so_far

MOST_REMARKS = 40
Translations = Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]  # by requirement and words, then by language
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Bounds:
    """The share in support of all who were invited, in percent: if all silent ones refused, and if all agreed."""

    low: int
    high: int
    invited: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that may be shown. `role` is a group's key or "", `week` an ISO week, `gathering` a kind of gathering.

    `translated` are the words in the reader's language, where somebody translated them; `made_by` is a key of
    `words.TRANSLATION_WORDS`.
    """

    text: str
    language: str
    consent: str
    role: str
    province: str
    week: str
    gathering: str
    translated: str = ""
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a release tells of a requirement beside its bundle."""

    open_link: Cell | None
    gatherings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Detail:
    """One requirement. What is not known in this view is empty; `remarks` only before a release, `quotes` only in one.

    `bounds` by group. `gatherings` counts kinds of gatherings in which it was spoken about, `units` answers of persons
    and of organisations. `beside` are positions of the open link; in a release, `open_link` is their protected cell.
    `changes_with` are kinds of what changes the class when left out.
    """

    bounds: Mapping[str, Bounds]
    quotes: tuple[Quote, ...] = ()
    remarks: tuple[Remark, ...] = ()
    more_remarks: int = 0
    gatherings: Mapping[str, int] | None = None
    beside: Mapping[str, int] | None = None
    open_link: Cell | None = None
    units: Mapping[str, int] | None = None
    changes_with: tuple[str, ...] = ()
    uncounted_rooms: int = 0


def published_detail(bundle: Bundle, item: RoundItem, frames: Iterable[GroupFrame], beside: Beside) -> Detail:
    """One requirement as a release tells it; `frames` say how many people each group was expected to bring."""
    quotes = tuple(
        Quote(one.text, one.language, one.consent, one.role, one.province, one.week, one.gathering)
        for one in bundle.comments
        if one.item == item.key
    )
    bounds = published_bounds(bundle.tables, item.key, {one.key: one.invited for one in frames})
    return Detail(bounds=bounds, quotes=quotes, open_link=beside.open_link, gatherings=beside.gatherings)


def with_translations(detail: Detail, item: str, translations: Translations, language: str) -> Detail:
    """The same with every quote in the reader's language, where there is a translation; the original stays."""
    quotes = [
        replace(quote, translated=words[language][0], made_by=words[language][1])
        if quote.language != language and language in (words := translations.get((item, quote.text), {}))
        else quote
        for quote in detail.quotes
    ]
    return replace(detail, quotes=tuple(quotes))


def published_bounds(tables: PublishedTables, item: str, expected: Mapping[str, int | None]) -> dict[str, Bounds]:
    """Bounds that follow from published numbers alone, for groups that stand alone and show a share."""
    rows = (row for row in tables.rows if row.item == item and not row.gender and row.share and row.voices)
    found = {row.group: bounds_of_row(row, expected.get(row.group)) for row in rows}
    return {group: bounds for group, bounds in found.items() if bounds is not None}


def bounds_of_row(row: PublishedRow, invited: int | None) -> Bounds | None:
    """The widest bounds that the spans of a row allow; None where more came than were expected."""
    if row.share is None or row.voices is None or not invited or row.voices.low > invited:
        return None
    people = row.voices.low
    support, others = people * row.share.low / PERCENT, people * (PERCENT - row.share.high) / PERCENT
    return widest(support / invited, 1 - others / invited, invited)


def widest(low: Fraction | float, high: Fraction | float, invited: int) -> Bounds:
    """Bounds in whole percent."""
    return Bounds(max(floor(low * PERCENT), 0), min(ceil(high * PERCENT), PERCENT), invited)


def live_detail(item: RoundItem, evidence: Evidence, result: ItemResult) -> Detail:
    """One requirement as it stands now, for those who read comments; four queries."""
    rows = spoken(item.round).filter(item=item)
    invited = {frame.key: frame.invited for frame in evidence.groups}
    bounds = {
        key: widest(signal.worst_low, signal.worst_high, invited[key] or 0)
        for key, signal in result.groups.items()
        if signal.worst_low is not None and signal.worst_high is not None
    }
    shown = list(with_words(rows).order_by("group__position", "pk")[:MOST_REMARKS])
    return Detail(
        bounds=bounds,
        remarks=tuple(remarks_of(shown)),
        more_remarks=max(rows.count() - MOST_REMARKS, 0),
        gatherings=gatherings_so_far(item),
        beside=evidence.beside.get(item.key),
        units=Counter(answer.unit for answer in evidence.answers if answer.statement == item.key),
        changes_with=tuple(sorted({name.partition(":")[0] for name in result.changes_with})),
        uncounted_rooms=len(result.narrative),
    )
