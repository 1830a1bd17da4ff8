"""The walk from a sentence of a published version back to comments, and from a comment forward to sentences.

Both ways are read from the same rows: the change that touched a requirement, and the issues that caused it. Method:
docs/methods/walking-back.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Contribution
from ladder.core.governance.bands import Band, others_in
from ladder.core.governance.following import CHANGED
from ladder.governance.models import Change, Issue, IssueMember, NextVersion
from ladder.governance.queries.published_answers import AnswerLine, line_of
from ladder.governance.queries.shown_words import NO_BAND, Quote, bands_by_issue, count_answered, quotes_by_issue
from ladder.governance.queries.version_pairs import (
    SentenceLine,
    VersionPair,
    belongs_to,
    find_pair,
    lines_of,
    pair_of,
)

FULL_STOPS = tuple('.!?…;。！？；»”"')
BESIDE_ISSUE = ("round", "item", "answer__duplicate_of__answer", "answer__decision__body")


@dataclass(frozen=True, slots=True)
class Cause:
    """An issue behind a change: its answer, words that may be shown, and how many comments it holds, in a band."""

    address: str
    answer: AnswerLine
    quotes: tuple[Quote, ...]
    comments: Band


@dataclass(frozen=True, slots=True)
class TracedChange:
    """A change with what caused it; `notes` say by language why. Without a cause it is the committee's own."""

    key: str
    kind: str
    notes: Mapping[str, str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """A sentence of a version with the change it comes from; None where it stands as it stood."""

    line: SentenceLine
    change: TracedChange | None


@dataclass(frozen=True, slots=True)
class ReachedChange:
    """A change that a comment led to: in which version, on which requirement, with the sentences it touched.

    `now` is what the requirement asks in the reader's language, where the sentences are in another one because the
    earlier version has no words in the reader's; "" else.
    """

    version: FrameworkVersion
    change: str
    kind: str
    key: str
    sentences: tuple[SentenceLine, ...]
    now: str = ""

    @property
    def turns(self) -> tuple[SentenceLine, ...]:
        """Field by field, all that was touched in one piece before and after: to be read aloud."""
        touched = [line for line in self.sentences if line.is_touched]
        return tuple(
            join_lines([line for line in touched if line.field == field])
            for field in dict.fromkeys(line.field for line in touched)
        )


@dataclass(frozen=True, slots=True)
class Way:
    """From a comment to one issue with its published answer, and what was changed by it.

    `part` is the part of the words that the issue is about, "" where it is all of them. `others` is how many other
    comments the issue holds, in a band.
    """

    issue: Issue
    part: str
    answer: AnswerLine
    changes: tuple[ReachedChange, ...]
    others: Band


def sentences_of(version: FrameworkVersion, key: str, language: str) -> tuple[TracedSentence, ...]:
    """Each sentence of a requirement of a published version, with what stands behind it; those that are gone, too.

    Empty where the version was not made from another one here, or neither holds the requirement. The number of queries
    does not depend on the number of sentences, issues or comments.
    """
    pair = find_pair(version)
    if pair is None or key not in {*pair.later.requirement_by_id, *pair.earlier.requirement_by_id}:
        return ()
    change = find_change(changes_of(pair.row), key)
    traced = trace_change(change) if change else None
    return tuple(
        TracedSentence(line, traced if change and belongs_to(line, change) else None)
        for line in lines_of(pair, key, change, language)
    )


def changes_of(row: NextVersion) -> list[Change]:
    """The changes of a version with their issues and answers, in two queries."""
    rows = Issue.objects.select_related(*BESIDE_ISSUE)
    return list(row.changes.prefetch_related(Prefetch("issues", rows)))


def find_change(changes: Iterable[Change], key: str) -> Change | None:
    """The change that made a requirement what it is, or by which it was withdrawn."""
    rows = list(changes)
    made = next((one for one in rows if key in one.after), None)
    return made or next((one for one in rows if key in one.before and not one.after), None)


def trace_change(change: Change) -> TracedChange:
    """A change with its causes."""
    return TracedChange(
        change.key, change.kind, change.notes, tuple(change.before), tuple(change.after),
        causes_of(list(change.issues.all())),
    )  # fmt: skip


def causes_of(issues: Sequence[Issue]) -> tuple[Cause, ...]:
    """Answered issues as causes, by round and number."""
    answered = [one for one in issues if hasattr(one, "answer")]
    quotes, bands = quotes_by_issue(answered), bands_by_issue(answered)
    return tuple(
        Cause(one.round.address, line_of(one.answer), quotes.get(one.pk, ()), bands.get(one.pk, NO_BAND))
        for one in sorted(answered, key=lambda each: (each.round_id, each.number))
    )


def other_answers(pair: VersionPair, keys: Iterable[str], but: Iterable[Issue]) -> tuple[Cause, ...]:
    """What was said of requirements in the rounds of a version and did not cause the change, with the reasons."""
    rows = Issue.objects.filter(round__next_versions=pair.row, item__key__in=list(keys), answer__isnull=False)
    left = rows.exclude(pk__in=[one.pk for one in but])
    return causes_of(list(left.select_related(*BESIDE_ISSUE)))


def way_of(contribution: Contribution, language: str) -> tuple[Way, ...]:
    """From one comment to its issues, their answers, and the sentences that were changed by them."""
    return ways_of([contribution.pk], language).get(contribution.pk, ())


def ways_of(contributions: Iterable[int], language: str) -> dict[int, tuple[Way, ...]]:
    """The same for many comments, by primary key; the number of queries does not depend on how many there are.

    Nothing before the answers are published: bundles and their titles are drafts until then.
    """
    wanted = IssueMember.objects.filter(contribution__in=list(contributions), issue__answer__isnull=False)
    members = list(wanted.select_related(*(f"issue__{name}" for name in BESIDE_ISSUE)).order_by("issue__number"))
    issues = {one.issue_id: one.issue for one in members}
    reached, counts = reached_from(issues.values(), language), count_answered(issues.values())
    found: dict[int, list[Way]] = {}
    for one in members:
        others = others_in(counts[one.issue_id])
        way = Way(one.issue, one.part, line_of(one.issue.answer), reached.get(one.issue_id, ()), others)
        found.setdefault(one.contribution_id, []).append(way)
    return {key: tuple(ways) for key, ways in found.items()}


def reached_from(issues: Iterable[Issue], language: str) -> dict[int, tuple[ReachedChange, ...]]:
    """By primary key of an answered issue what published versions changed because of it, or of the one it repeats."""
    standing = {one.pk: one.answer.duplicate_of_id or one.pk for one in issues}
    links = Change.issues.through.objects.filter(
        issue__in=set(standing.values()), change__next_version__state=NextVersion.State.PUBLISHED
    )
    rows = links.select_related("change__next_version__base", "change__next_version__draft").order_by("change")
    told: dict[int, tuple[ReachedChange, ...]] = {}
    by_issue: dict[int, list[ReachedChange]] = {}
    for row in rows:
        if row.change_id not in told:
            told[row.change_id] = tuple(reach(row.change, language))
        by_issue.setdefault(row.issue_id, []).extend(told[row.change_id])
    return {key: tuple(by_issue.get(other, ())) for key, other in standing.items()}


def reach(change: Change, language: str) -> Iterable[ReachedChange]:
    """The sentences of every requirement that a change touched."""
    pair = pair_of(change.next_version)
    if pair is None:
        return
    for key in change.after or change.before:
        touched = tuple(line for line in lines_of(pair, key, change, language) if belongs_to(line, change))
        yield ReachedChange(pair.version, change.key, change.kind, key, touched, now_in(pair, key, touched, language))


def join_lines(lines: Sequence[SentenceLine]) -> SentenceLine:
    """Sentences of one field as one."""
    first = lines[0]
    before, text = (
        join_sentences(words, first.language) for words in zip(*((one.before, one.text) for one in lines), strict=True)
    )
    return replace(first, before=before, text=text, state=CHANGED if before and text else first.state)


def join_sentences(sentences: Iterable[str], language: str) -> str:
    """Sentences behind each other; one that has no end of its own, such as a title, gets a semicolon."""
    blank, semicolon = ("", "；") if language == "zh" else (" ", "; ")
    joined = ""
    for one in filter(None, sentences):
        joined += (blank if joined.endswith(FULL_STOPS) else semicolon) + one if joined else one
    return joined


def now_in(pair: VersionPair, key: str, touched: Sequence[SentenceLine], language: str) -> str:
    """What the requirement asks now in a language in which the sentences are not."""
    if key not in pair.later.requirement_by_id or all(line.language == language for line in touched):
        return ""
    reading = pair.later.read("requirements", key, "text", language)
    return reading.text if reading.language == language else ""
