"""What the pages of versions in the making read."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Contribution
from ladder.governance.models import Change, Issue, IssueMember, NextVersion, Proposal
from ladder.governance.queries.next_hindrances import Accepted, accepted_by_round
from ladder.governance.queries.translation_states import LanguageState, count_states, languages_into, list_tasks
from ladder.packfiles.model import Pack
from ladder.synthesis.queries.remarks import Remark, remarks_of, spoken, with_words

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change in the list: titles of what it is about, and the issues behind it."""

    change: Change
    title: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Accepted issues of a round without a change; those about the whole document are named at a change instead."""

    issue: Issue
    can_begin: bool


def list_next_versions() -> list[NextVersion]:
    """Every version in the making or made, the newest first, with the number of changes and its rounds."""
    rows = NextVersion.objects.select_related("base__framework", "draft").prefetch_related("rounds")
    return list(rows.annotate(changes_count=Count("changes", distinct=True)))


def list_lines(row: NextVersion, changes: Sequence[Change], language: str) -> list[ChangeLine]:
    """The changes with titles, in the order of requirements."""
    base = pack_of(row.base)
    lines = [ChangeLine(one, title_of(one, base, language), tuple(one.issues.all())) for one in changes]
    return sorted(lines, key=lambda line: (line.change.after or line.change.before, line.change.key))


def title_of(change: Change, base: Pack, language: str) -> str:
    """What a change is about: the title of its first requirement, as the change or else the base has it."""
    for key in change.after[:1]:
        given = change.texts.get(key, {}).get("title", {})
        found = given.get(language) or given.get(base.authoritative_language)
        if found:
            return str(found["text"])
    first = next(iter(change.before), "")
    return base.say("requirements", first, "title", language) if first else ""


def list_waiting(accepted: Accepted, changes: Sequence[Change]) -> list[Waiting]:
    """Accepted issues that no change names yet."""
    led = {issue.pk for one in changes for issue in one.issues.all()}
    found = [issue for issues in accepted.values() for issue in issues if issue.pk not in led]
    return [Waiting(issue, issue.item_id is not None) for issue in found]


def issues_to_choose(row: NextVersion, change: Change) -> list[Issue]:
    """The issues that a change may name: those accepted, and those it names already."""
    accepted = [issue for issues in accepted_by_round(row).values() for issue in issues]
    named = list(change.issues.select_related("item", "round")) if change.pk else []
    return list({one.pk: one for one in (*accepted, *named)}.values())


def wordings_of(change: Change) -> list[Remark]:
    """What the comments behind a change say and propose, without who said it; the first of very many."""
    members = IssueMember.objects.filter(issue__in=change.issues.all()).values("contribution")
    rounds = {issue.round_id: issue.round for issue in change.issues.select_related("round")}
    found: list[Contribution] = []
    for one in rounds.values():
        found += with_words(spoken(one).filter(pk__in=members)).order_by("item__position", "pk")[:MOST_SHOWN]
    return remarks_of(found)


def languages_of(row: NextVersion, changes: Sequence[Change]) -> list[LanguageState]:
    """How far each language has come with what is changed."""
    return [count_states(list_tasks(row, changes, one), one) for one in languages_into(pack_of(row.base))]


def proposals_about(row: NextVersion) -> list[Proposal]:
    """The proposals that would publish this version, the newest first."""
    subject = f"next_version:{row.public_id}"
    named = [pk for pk, subjects in Proposal.objects.values_list("pk", "subjects") if subject in subjects]
    return list(Proposal.objects.filter(pk__in=named).select_related("body").order_by("-pk"))
