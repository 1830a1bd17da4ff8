"""Which comments and issues still wait for an answer, and what keeps the answers of a round from being published."""

from collections.abc import Callable, Iterable, Sequence

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.consultation.models import Contribution, Round
from ladder.consultation.wording import name_of_language
from ladder.governance.models import AnswerSet, Disposition, Issue, IssueMember, Resolution
from ladder.synthesis.queries.remarks import SPOKEN, spoken

NUMBERS_NAMED = 8


def comments_of(round_: Round) -> QuerySet[Contribution]:
    """Every contribution of a round in words that stands: of people, organisations, rooms and the open link."""
    return spoken(round_)


def comments_without_issue(round_: Round) -> QuerySet[Contribution]:
    """Comments that are in no issue yet."""
    return without_issue(comments_of(round_))


def without_issue(comments: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Those of the comments that are in no issue yet."""
    return comments.exclude(pk__in=IssueMember.objects.filter(issue__merged_into=None).values("contribution"))


def count_loose(rounds: Iterable[int]) -> dict[int, int]:
    """How many comments are in no issue yet, by key of the round; rounds without any are left out."""
    rows = Contribution.objects.filter(round__in=list(rounds), kind__in=SPOKEN, superseded_by=None)
    rows = without_issue(rows.filter(~Q(text="") | ~Q(proposed="")))
    return dict(rows.order_by().values_list("round").annotate(Count("pk")))


def count_held(round_: Round) -> int:
    """How many comments that stand are in an issue in use, each once."""
    rows = IssueMember.objects.filter(issue__round=round_, issue__merged_into=None, contribution__superseded_by=None)
    return rows.values("contribution").distinct().count()


def live_issues(round_: Round) -> QuerySet[Issue]:
    """Issues of a round that get an answer, by number."""
    return in_use(Issue.objects.filter(round=round_)).order_by("number")


def in_use(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Those that are not merged into another and hold at least one comment that stands.

    The set is asked for once, not for each issue: PostgreSQL, before it has counted fresh rows, would take a minute.
    """
    standing = IssueMember.objects.filter(contribution__superseded_by=None)
    return issues.filter(pk__in=standing.values("issue"), merged_into=None)


def unanswered(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Those of the issues without a final disposition."""
    return issues.filter(Q(resolution=None) | Q(resolution__disposition=Disposition.TO_STEERING))


def list_unanswered(round_: Round) -> list[Issue]:
    """Issues of a round without a final disposition, by number."""
    return list(unanswered(live_issues(round_)))


def is_answered(round_: Round) -> bool:
    """Whether the answers of a round are published."""
    return AnswerSet.objects.filter(round=round_).exists()


def hindrances_to_publishing(round_: Round) -> list[str]:
    """Why the answers of a round cannot be published now, one sentence each; empty where nothing stands in the way."""
    if is_answered(round_):
        return [_("The answers of this round are published already.")]
    resolutions = Resolution.objects.filter(issue__in=live_issues(round_)).select_related("issue", "duplicate_of")
    rows = list(resolutions.order_by("issue__number"))
    answering = {one.issue_id for one in rows if one.duplicate_of_id is None}
    said = [
        "" if round_.status == Round.Status.CLOSED else _("The round is not closed yet."),
        say_loose(comments_without_issue(round_).count()),
        say_numbers(
            [one.number for one in list_unanswered(round_)],
            lambda number: ngettext(
                "%(count)d issue has no final answer yet: %(numbers)s.",
                "%(count)d issues have no final answer yet: %(numbers)s.",
                number,
            ),
        ),
        say_numbers(
            [one.issue.number for one in rows if one.duplicate_of_id not in {None, *answering}],
            lambda number: ngettext(
                "%(count)d issue is a duplicate of one that gets no answer itself: %(numbers)s.",
                "%(count)d issues are duplicates of one that gets no answer itself: %(numbers)s.",
                number,
            ),
        ),
        *(say_missing(language, rows) for language in round_.languages),
    ]
    return [sentence for sentence in said if sentence]


def say_loose(number: int) -> str:
    """That comments are in no issue."""
    sentence = ngettext("%(count)d comment is in no issue yet.", "%(count)d comments are in no issue yet.", number)
    return sentence % {"count": number} if number else ""


def say_numbers(numbers: Sequence[int], sentence: Callable[[int], str], **values: str) -> str:
    """A sentence that names the first issues it is about; nothing where it is about none."""
    if not numbers:
        return ""
    named = ", ".join(map(str, numbers[:NUMBERS_NAMED])) + (" …" if len(numbers) > NUMBERS_NAMED else "")
    return sentence(len(numbers)) % {"count": len(numbers), "numbers": named, **values}


def say_missing(language: str, rows: Iterable[Resolution]) -> str:
    """That reasons are missing in a language. A duplicate's reason is that of the issue it names."""
    lacking = [
        one.issue.number
        for one in rows
        if one.disposition != Disposition.DUPLICATE and not str(one.reasons.get(language, "")).strip()
    ]
    return say_numbers(
        lacking,
        lambda number: ngettext(
            "%(count)d answer has no reason in %(language)s: %(numbers)s.",
            "%(count)d answers have no reason in %(language)s: %(numbers)s.",
            number,
        ),
        language=name_of_language(language),
    )
