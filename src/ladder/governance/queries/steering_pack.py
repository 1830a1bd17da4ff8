"""What the steering committee is asked: one sheet an issue, with evidence and words as far as consent allows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ladder.consultation.models import Contribution, Round
from ladder.governance.models import Disposition, Issue, IssueMember, Proposal
from ladder.governance.queries.answering import live_issues
from ladder.governance.queries.desk_issue import Wording, wording_of
from ladder.synthesis.queries.remarks import Remark, remark_of, with_words

MOST_OF_A_GROUP = 2
QUOTABLE = frozenset(Contribution.Consent.quotable())
WITH_ROLE = Contribution.Consent.QUOTE_WITH_ROLE


@dataclass(frozen=True, slots=True)
class Voice:
    """Words that may be quoted; `group` is empty where the speaker did not want it told."""

    remark: Remark
    group: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One issue that was sent up. `has_more` tells that not all words behind it may be, or are, quoted."""

    issue: Issue
    wording: Wording | None
    voices: tuple[Voice, ...]
    has_more: bool
    proposals: tuple[Proposal, ...]


def sheets_of(round_: Round) -> list[Sheet]:
    """Every issue that was sent up and is not decided, by number; eight queries whatever their number."""
    issues = live_issues(round_).filter(resolution__disposition=Disposition.TO_STEERING)
    rows = list(issues.select_related("item", "resolution"))
    members: dict[int, list[IssueMember]] = defaultdict(list)
    kept = IssueMember.objects.filter(issue__in=rows, contribution__superseded_by=None).order_by("pk")
    for member in kept:
        members[member.issue_id].append(member)
    keys = [member.contribution_id for several in members.values() for member in several]
    quotable = with_words(Contribution.objects.filter(pk__in=keys, consent__in=QUOTABLE))
    remarks = {row.pk: remark_of(row) for row in quotable}
    before = proposals_of(rows)
    return [sheet_of(round_, issue, members[issue.pk], remarks, before.get(issue.pk, ())) for issue in rows]


def proposals_of(issues: Sequence[Issue]) -> dict[int, tuple[Proposal, ...]]:
    """Proposals by which issues are before a committee, those that were withdrawn left out."""
    found: dict[int, tuple[Proposal, ...]] = {}
    rows = Proposal.objects.filter(issue__in=issues).exclude(state=Proposal.State.WITHDRAWN)
    rows = rows.select_related("body").prefetch_related("options")
    for row in rows.order_by("pk"):
        found[row.issue_id or 0] = (*found.get(row.issue_id or 0, ()), row)
    return found


def sheet_of(
    round_: Round, issue: Issue, members: Sequence[IssueMember], remarks: Mapping[int, Remark],
    proposals: tuple[Proposal, ...],
) -> Sheet:  # fmt: skip
    """One sheet; every group that may be quoted has a word before any has a third."""
    said = [remarks[one.contribution_id] for one in members if one.contribution_id in remarks]
    voices = tuple(choose(said))
    wording = wording_of(round_, issue.item.key) if issue.item else None
    return Sheet(issue, wording, voices, len(voices) < len(members), proposals)


def choose(said: Iterable[Remark]) -> Iterable[Voice]:
    """At most two voices of a group, and as many without one."""
    counts: dict[str, int] = defaultdict(int)
    for remark in said:
        group = remark.group if remark.consent == WITH_ROLE else {}
        name = repr(sorted(group.items()))
        counts[name] += 1
        if counts[name] <= MOST_OF_A_GROUP:
            yield Voice(remark, group)
