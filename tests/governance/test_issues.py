"""Comments become issues; issues are merged, split and moved with a trace, and no comment is ever lost on the way."""

import hashlib

import pytest
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.consultation.models import Contribution
from ladder.governance.models import Issue, IssueEvent, IssueMember
from ladder.governance.queries.answering import comments_of, comments_without_issue, live_issues
from ladder.governance.services.issues import (
    assign_issues,
    bundle_comments,
    merge_issues,
    move_comments,
    name_issue,
    split_issue,
    undo,
)
from ladder.governance.services.resolutions import take_back_draft
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
CAMPAIGN = "We of the union find that the fee for the register is far too high for any digger who works alone."
TEXTS = ["The fee is too high.", "Who pays for the rope?", "Dust makes us cough.", "The scale at the depot lies."]


@pytest.fixture
def place(make_place):
    return make_place()


@pytest.fixture
def bundle(place, keeper):
    return lambda: bundle_comments(round_=place.round, actor=keeper, on=DAY)


@pytest.fixture
def four(place, bundle):
    """Four issues of one comment each, in the order of the requirements."""
    for at, (person, text) in enumerate(zip(place.people("diggers", 4), TEXTS, strict=True)):
        place.comment(person, text, item=at)
    return bundle()


def texts_of(issue):
    return sorted(issue.members.values_list("contribution__text", flat=True))


def numbers_of(issue):
    return list(issue.members.values_list("contribution__number", flat=True))


def test_every_comment_gets_one_issue_and_twice_changes_nothing(place, bundle):
    for person in place.people("diggers", 3):
        place.comment(person, CAMPAIGN)
    place.comment(*place.people("traders", 1), CAMPAIGN, item=1)
    place.comment(*place.people("traders", 1), "I agree.")
    place.comment(*place.people("traders", 1), "I agree!")
    place.say(place.people("women_washers", 3), 2, ["as_written"], text="It is good as it is, and here is why.")
    place.say(place.people("women_washers", 1), 2, ["as_written"], text="Our children walk past it.")
    place.say(place.people("women_washers", 1), 2, ["cannot"], text="Our children walk past it.")
    place.say(place.people("traders", 5), 2, ["as_written"])
    made = bundle()
    whys = {issue.members.count(): issue.events.get().detail["why"] for issue in made}
    assert sorted(issue.members.count() for issue in made) == [1, 1, 2, 3, 4]
    assert whys == {1: "alone", 2: "same_words", 3: "same_words", 4: "support_as_written"}
    assert IssueMember.objects.count() == comments_of(place.round).count() == 11
    assert bundle() == []
    assert Issue.objects.count() == 5
    [entry] = Entry.objects.filter(action="governance.comments_bundled")
    assert entry.detail == {"issues": 5, "comments": 11, "method": "bundling 1"}


def test_a_later_comment_joins_its_like_until_an_answer_is_drafted(place, bundle, keeper):
    one, two, three = place.people("diggers", 3)
    place.comment(one, CAMPAIGN)
    [issue] = bundle()
    place.comment(two, CAMPAIGN + "!")
    assert bundle() == []
    assert issue.members.count() == 2
    issue.refresh_from_db()
    assert issue.revision == 2
    draft_answer(issue, keeper)
    place.comment(three, CAMPAIGN)
    [second] = bundle()
    assert (second.number, second.members.count()) == (2, 1)


def test_a_comment_that_was_changed_takes_the_place_of_the_old_one(place, bundle):
    [person] = place.people("diggers", 1)
    old = place.comment(person, "The fee is high.")
    [issue] = bundle()
    place.comment(person, "Nobody should pay for the register at all.", supersedes=old)
    assert bundle() == []
    assert list(live_issues(place.round)) == [issue]
    assert not comments_without_issue(place.round).exists()


def test_a_merge_takes_all_along_and_is_taken_back_exactly(four, keeper, place):
    first, second, third, _fourth = four
    event = merge_issues(issue=second, into=first, actor=keeper)
    assert texts_of(first) == sorted(TEXTS[:2])
    assert [issue.number for issue in live_issues(place.round)] == [1, 3, 4]
    with pytest.raises(ValidationError, match="Issue 2 was merged into issue 1"):
        merge_issues(issue=second, into=third, actor=keeper)
    undo(event=event, actor=keeper)
    assert (texts_of(first), texts_of(second)) == ([TEXTS[0]], [TEXTS[1]])
    with pytest.raises(ValidationError, match="nothing to take back"):
        undo(event=event, actor=keeper)


def test_first_issue_survives_merges(four, keeper):
    first, second, third, _fourth = four
    merge_issues(issue=first, into=second, actor=keeper)
    merge_issues(issue=second, into=third, actor=keeper)
    row = IssueMember.objects.get(contribution__text=TEXTS[0])
    assert (row.issue, row.first_issue) == (third, first)


def test_a_split_leaves_something_and_is_taken_back(four, keeper, place):
    first, second, *_rest = four
    merge_issues(issue=second, into=first, actor=keeper)
    [chosen] = [one for one in numbers_of(first) if Contribution.objects.get(number=one).text == TEXTS[1]]
    made, event = split_issue(issue=first, numbers=[chosen], titles={"en": "Rope"}, actor=keeper, on=DAY)
    assert (made.number, made.split_from, texts_of(made), made.titles) == (5, first, [TEXTS[1]], {"en": "Rope"})
    with pytest.raises(ValidationError, match="At least one comment has to stay"):
        split_issue(issue=made, numbers=[chosen], titles={}, actor=keeper, on=DAY)
    undo(event=event, actor=keeper)
    assert texts_of(first) == sorted(TEXTS[:2])
    assert [issue.number for issue in live_issues(place.round)] == [1, 3, 4]


def test_a_comment_with_two_points_is_in_two_issues_with_its_own_words_alone(four, keeper, place):
    [person] = place.people("traders", 1)
    said = place.comment(person, "The fee is wrong. And the depot is far.", item=1)
    [issue] = bundle_comments(round_=place.round, actor=keeper, on=DAY)
    with pytest.raises(ValidationError, match="do not stand in the comment"):
        split_issue(issue=issue, numbers=[said.number], titles={}, actor=keeper, on=DAY, part="The depot is near.")
    made, event = split_issue(
        issue=issue, numbers=[said.number], titles={}, actor=keeper, on=DAY, part="And the depot is  far."
    )
    assert made.members.get().part == "And the depot is  far."
    assert texts_of(issue) == texts_of(made) == [said.text]
    merge = merge_issues(issue=made, into=issue, actor=keeper)
    assert issue.members.get().part == ""
    undo(event=merge, actor=keeper)
    undo(event=event, actor=keeper)
    assert texts_of(issue) == [said.text]
    assert not made.members.exists()


def test_moved_comments_come_back_and_one_has_to_stay(four, keeper):
    first, second, third, _fourth = four
    merge_issues(issue=second, into=first, actor=keeper)
    [chosen] = [one for one in numbers_of(first) if Contribution.objects.get(number=one).text == TEXTS[0]]
    event = move_comments(issue=first, into=third, numbers=[chosen], actor=keeper)
    assert (texts_of(first), texts_of(third)) == ([TEXTS[1]], sorted([TEXTS[0], TEXTS[2]]))
    with pytest.raises(ValidationError, match="Merge it into the other one instead"):
        move_comments(issue=first, into=third, numbers=numbers_of(first), actor=keeper)
    undo(event=event, actor=keeper)
    assert (texts_of(first), texts_of(third)) == (sorted(TEXTS[:2]), [TEXTS[2]])


def test_a_step_on_which_another_stands_is_taken_back_last(four, keeper):
    first, second, third, _fourth = four
    earlier = merge_issues(issue=second, into=first, actor=keeper)
    later = merge_issues(issue=first, into=third, actor=keeper)
    with pytest.raises(ValidationError, match="later step"):
        undo(event=earlier, actor=keeper)
    undo(event=later, actor=keeper)
    undo(event=earlier, actor=keeper)
    assert texts_of(first) == [TEXTS[0]]


def test_a_step_with_an_answer_upon_it_is_taken_back_after_the_answer(four, keeper):
    first, second, *_rest = four
    event = merge_issues(issue=second, into=first, actor=keeper)
    draft_answer(first, keeper)
    with pytest.raises(ValidationError, match="issue 1 was drafted since"):
        undo(event=event, actor=keeper)
    first.refresh_from_db()
    take_back_draft(issue=first, revision=first.revision, actor=keeper)
    undo(event=event, actor=keeper)
    assert texts_of(second) == [TEXTS[1]]


def test_duplicates_follow_the_issue_they_name(four, keeper):
    first, second, third, _fourth = four
    answer = draft_answer(third, keeper, "duplicate", duplicate_of=second)
    event = merge_issues(issue=second, into=first, actor=keeper)
    answer.refresh_from_db()
    assert answer.duplicate_of == first
    with pytest.raises(ValidationError, match="answered as a duplicate of the other"):
        merge_issues(issue=first, into=third, actor=keeper)
    undo(event=event, actor=keeper)
    answer.refresh_from_db()
    assert answer.duplicate_of == second


def test_issues_of_two_rounds_never_meet(four, keeper, make_place):
    other = make_place(address="other")
    other.comment(*other.people("diggers", 1), "Foreign.")
    [foreign] = bundle_comments(round_=other.round, actor=keeper, on=DAY)
    with pytest.raises(ValidationError, match="another issue of this round"):
        merge_issues(issue=four[0], into=foreign, actor=keeper)


def test_titles_and_assignments_leave_traces_without_words(four, keeper, people):
    name_issue(issue=four[0], titles={"en": " Fees ", "fr": ""}, actor=keeper)
    assert assign_issues(round_=four[0].round, numbers=[1, 2], to=people["committee"], actor=keeper) == 2
    assert assign_issues(round_=four[0].round, numbers=[1, 2], to=people["committee"], actor=keeper) == 0
    first = Issue.objects.get(pk=four[0].pk)
    assert (first.titles, first.assigned_to) == ({"en": "Fees"}, people["committee"])
    assert [event.kind for event in first.events.all()] == ["made", "named", "assigned"]
    told = str(list(Entry.objects.values_list("action", "detail"))) + str(
        list(IssueEvent.objects.values_list("detail"))
    )
    assert "Fees" not in told
    assert TEXTS[0] not in told


def test_what_is_withdrawn_leaves_no_trace_of_words_and_no_open_issue(four, place):
    Contribution.objects.get(text=TEXTS[0]).delete()
    assert [issue.number for issue in live_issues(place.round)] == [2, 3, 4]


def test_bundling_many_asks_no_more_of_the_database_than_bundling_few(place, bundle, django_assert_max_num_queries):
    """Rows are stored in batches, whose size the database sets; nothing is asked once a comment."""

    def fill(number):
        for person in place.people("diggers", number):
            place.comment(person, hashlib.sha256(str(person.pk).encode()).hexdigest(), item=person.pk % 4)

    fill(300)
    with django_assert_max_num_queries(24):
        assert len(bundle()) == 300
