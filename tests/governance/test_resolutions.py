"""Answers are drafted by several people at once, singly and many together, and stay as they are once published."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.governance.models import Issue, Proposal, Resolution
from ladder.governance.queries.answering import hindrances_to_publishing, list_unanswered
from ladder.governance.services.issues import bundle_comments, merge_issues
from ladder.governance.services.resolutions import CHANGED, Draft, draft_resolution, draft_resolutions, take_back_draft
from tests.governance.answered import publish
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
REASONS = {"en": "Clearer.", "fr": "Plus clair.", "zh": "更清楚。"}


@pytest.fixture
def place(make_place):
    return make_place(status="closed")


@pytest.fixture
def issues(place, keeper):
    for at, person in enumerate(place.people("diggers", 4)):
        place.comment(person, f"{at} is a number of its own.", item=at)
    return bundle_comments(round_=place.round, actor=keeper, on=DAY)


def draft(issue, actor, revision=1, disposition="accepted", reasons=REASONS, **more):
    return draft_resolution(
        issue=issue, revision=revision, disposition=disposition, reasons=reasons, actor=actor, at=timezone.now(), **more
    )


def test_the_second_of_two_is_refused_and_the_first_stands(issues, keeper, people):
    draft(issues[0], keeper)
    with pytest.raises(ValidationError, match="Somebody changed issue 1 while you wrote") as refusal:
        draft(issues[0], people["committee"], disposition="noted")
    assert refusal.value.code == CHANGED
    kept = Resolution.objects.get()
    assert (kept.disposition, kept.reasons, kept.drafted_by) == ("accepted", REASONS, keeper)
    draft(issues[0], people["committee"], revision=2, disposition="noted")
    assert Resolution.objects.get().disposition == "noted"


@pytest.mark.parametrize(
    ("disposition", "reasons", "sentence"),
    [
        ("perhaps", REASONS, "Choose what becomes"),
        ("noted", {"xx": "?"}, "language of the framework"),
        ("noted", {"en": "x" * 4001}, "at most 4000"),
        ("duplicate", REASONS, "Name another issue"),
    ],
)
def test_what_is_no_answer_is_refused(issues, keeper, disposition, reasons, sentence):
    with pytest.raises(ValidationError, match=sentence):
        draft(issues[0], keeper, disposition=disposition, reasons=reasons)
    assert not Resolution.objects.exists()


def test_duplicates_name_an_issue_that_is_answered_itself(issues, keeper, place):
    with pytest.raises(ValidationError, match="Name another issue"):
        draft(issues[0], keeper, disposition="duplicate", duplicate_of=issues[0])
    draft(issues[0], keeper, disposition="duplicate", duplicate_of=issues[1], reasons={})
    with pytest.raises(ValidationError, match="Issue 1 is a duplicate itself"):
        draft(issues[2], keeper, disposition="duplicate", duplicate_of=issues[0])
    with pytest.raises(ValidationError, match="Issue 1 is a duplicate of this one"):
        draft(issues[1], keeper, disposition="duplicate", duplicate_of=issues[2])
    with pytest.raises(ValidationError, match="Only a duplicate"):
        draft(issues[2], keeper, duplicate_of=issues[1])
    for issue in issues[1:]:
        draft_answer(issue, keeper)
    assert hindrances_to_publishing(place.round) == []


def test_many_are_answered_together_or_not_at_all(issues, keeper, place):
    drafts = dict.fromkeys([1, 2, 3], Draft("noted", REASONS))
    with pytest.raises(ValidationError, match="Somebody changed issue 3"):
        draft_resolutions(
            round_=place.round, drafts=drafts, revisions={1: 1, 2: 1, 3: 9}, actor=keeper, at=timezone.now()
        )
    assert not Resolution.objects.exists()
    made = draft_resolutions(
        round_=place.round, drafts=drafts, revisions={1: 1, 2: 1, 3: 1}, actor=keeper, at=timezone.now()
    )
    assert [one.issue.number for one in made] == [1, 2, 3]
    assert [issue.number for issue in list_unanswered(place.round)] == [4]
    [entry] = Entry.objects.filter(action="governance.answers_drafted")
    assert entry.detail == {"issues": [1, 2, 3], "dispositions": ["noted"]}


def test_many_take_as_many_queries_as_few(issues, keeper, place, django_assert_num_queries):
    for count in (1, 4):
        numbers = range(1, count + 1)
        revisions = dict(Issue.objects.filter(number__in=numbers).values_list("number", "revision"))
        Resolution.objects.all().delete()
        with django_assert_num_queries(11):
            draft_resolutions(
                round_=place.round, drafts=dict.fromkeys(numbers, Draft("noted", REASONS)), revisions=revisions,
                actor=keeper, at=timezone.now(),
            )  # fmt: skip


def test_what_hinders_publishing_is_told_issue_by_issue(issues, keeper, place):
    place.comment(*place.people("traders", 1), "Nobody has put this anywhere.")
    draft_answer(issues[0], keeper, reasons={"en": "Yes."})
    draft_answer(issues[1], keeper, "to_steering")
    assert hindrances_to_publishing(place.round) == [
        "1 comment is in no issue yet.",
        "3 issues have no final answer yet: 2, 3, 4.",
        "1 answer has no reason in Français: 1.",
        "1 answer has no reason in 中文: 1.",
    ]
    place.round.status = "open"
    assert hindrances_to_publishing(place.round)[0] == "The round is not closed yet."


def test_a_draft_is_taken_back(issues, keeper, place):
    draft(issues[0], keeper)
    take_back_draft(issue=issues[0], revision=2, actor=keeper)
    assert len(list_unanswered(place.round)) == 4
    with pytest.raises(ValidationError, match="nothing to take back"):
        take_back_draft(issue=issues[0], revision=3, actor=keeper)


def test_before_the_steering_committee_and_after_its_decision_nothing_changes(issues, keeper, place, steering):
    draft_answer(issues[0], keeper, "to_steering")
    proposal = Proposal.objects.create(
        body=steering.body, number=1, state="open", titles={"en": "?"}, issue=issues[0], digest="0" * 64,
        closes_at=timezone.now(), created_at=timezone.now(),
    )  # fmt: skip
    for step in (
        lambda: draft_answer(issues[0], keeper),
        lambda: merge_issues(issue=issues[1], into=issues[0], actor=keeper),
    ):
        with pytest.raises(ValidationError, match="Issue 1 lies before the steering committee"):
            step()
    Proposal.objects.filter(pk=proposal.pk).update(state="withdrawn")
    draft_answer(issues[0], keeper)


def test_after_publication_nothing_changes(issues, keeper, place, steering):
    for issue in issues:
        draft_answer(issue, keeper)
    publish(place, steering)
    for step in (
        lambda: draft_answer(issues[0], keeper, "noted"),
        lambda: merge_issues(issue=issues[1], into=issues[0], actor=keeper),
        lambda: bundle_comments(round_=place.round, actor=keeper, on=DAY),
    ):
        with pytest.raises(ValidationError, match="are published"):
            step()
    assert hindrances_to_publishing(place.round) == ["The answers of this round are published already."]
