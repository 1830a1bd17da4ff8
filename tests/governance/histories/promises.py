"""What must hold after every step of every history, asked of the rows alone."""

from datetime import date

from django.db import connection
from django.db.models import Count as Number

from ladder.audit.models import Entry
from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Contribution
from ladder.core.canonical import digest_of
from ladder.governance.models import (
    Answer,
    AnswerSet,
    Challenge,
    Closing,
    Decision,
    Effect,
    Interest,
    Issue,
    IssueEvent,
    IssueMember,
    NextVersion,
    ObjectionAnswer,
    Position,
    Proposal,
    Resolution,
    Revision,
    RuleSet,
    Seat,
    Tenure,
)
from tests.governance.histories.counting import Count, is_conflicted, runs

ADOPTED = ("consensus", "majority")
FINAL = {"accepted", "modified", "not_accepted", "noted", "out_of_scope", "duplicate"}
ONLY_GROW = (
    Revision, Position, ObjectionAnswer, Closing, Decision, Effect, RuleSet, AnswerSet, Answer, IssueEvent, Challenge,
    Tenure, Interest, Entry,
)  # fmt: skip
STATES = (
    (Proposal, "state", "revision", "digest"), (Effect, "state"), (Challenge, "state"), (Interest, "ended_on"),
    (Tenure, "starts_on", "ends_on"), (Seat, "closes_on"), (NextVersion, "state", "decision_id", "built_digest"),
    (FrameworkVersion, "status", "content_hash"), (Issue, "revision", "merged_into_id"), (IssueMember, "issue_id"),
    (Resolution, "disposition", "decision_id"),
)  # fmt: skip


def rows_of(query: str) -> list[tuple]:
    """The rows of a query, without models: this is asked thousands of times."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def sizes() -> tuple[int, ...]:
    """How many rows there are of everything that only grows."""
    counts = ", ".join(f"(SELECT COUNT(*) FROM {model._meta.db_table})" for model in ONLY_GROW)
    return rows_of(f"SELECT {counts}")[0]


def fingerprint() -> tuple:
    """Everything that an act could have left half done."""
    states = (
        rows_of(f"SELECT id, {', '.join(names)} FROM {model._meta.db_table} ORDER BY id") for model, *names in STATES
    )
    return (sizes(), *states)


def effects_follow_adopted_decisions() -> None:
    """Each effect is one that the adopted option stated; those of a decision happen together or not at all."""
    for effect in Effect.objects.select_related("decision__closing__option"):
        closing = effect.decision.closing
        assert closing.outcome in ADOPTED
        stated = [(one["kind"], one["subject"], one["payload"]) for one in closing.option.effects]
        assert (effect.kind, effect.subject, effect.payload) in stated
    mixed = Decision.objects.annotate(kinds=Number("effects__state", distinct=True)).filter(kinds__gt=1)
    assert not mixed.exists(), "half of a decision took effect"


def effect_was_due(effect: Effect, day: date) -> None:
    """Nothing takes effect within the objection period, or while an objection is open."""
    decision = effect.decision
    assert decision.objections_until is None or day > decision.objections_until
    assert not Challenge.objects.filter(decision=decision, kind="objection", state="open").exists()


def closing_is_what_the_rows_say(closing: Closing, naive: Count) -> None:
    """The outcome, who was counted and who was recused are those of the naive count; the record is its hash."""
    option = closing.option.key if closing.option else ""
    assert (closing.outcome, option) == (naive.outcome, naive.option)
    keys = {str(seat.public_id): seat.pk for seat in Seat.objects.filter(body=closing.proposal.body_id)}
    said = {keys[one["seat"]] for one in closing.record["seats"] if one["position"]}
    recused = {keys[one["seat"]] for one in closing.record["seats"] if one["recused"] and one["tenure"]}
    assert (said, recused) == (naive.counted, naive.recused)
    assert closing.digest == digest_of(closing.record)
    assert Decision.objects.filter(closing=closing).exists() == (naive.outcome != "no_quorum")


def position_is_legal(position: Position) -> None:
    """Taken in time, by who holds the seat, without a conflict."""
    proposal, tenure, day = position.proposal, position.tenure, position.taken_at.date()
    assert (proposal.state, position.revision) == ("open", proposal.revision)
    assert proposal.opened_at <= position.taken_at < proposal.closes_at
    assert runs(tenure, day)
    assert tenure.seat_id == position.seat_id
    assert position.seat.kind == "voting"
    assert position.recorded_by_id in {tenure.holder_id, tenure.alternate_id}
    assert not is_conflicted(proposal, tenure, day)


def every_published_comment_is_answered() -> None:
    """Where answers are published, each comment of the round is in an issue with a final, reasoned answer."""
    for one in AnswerSet.objects.select_related("round", "decision"):
        taken = Effect.objects.filter(
            decision=one.decision, state="taken", kind__in=("publish_answers", "publish_version")
        )
        subjects = {f"round:{one.round.public_id}"}
        subjects |= {f"next_version:{row.public_id}" for row in NextVersion.objects.filter(rounds=one.round)}
        assert taken.filter(subject__in=subjects).exists(), "answers without a decision"
        for comment in Contribution.objects.filter(round=one.round, superseded_by=None).exclude(text="", proposed=""):
            members = IssueMember.objects.filter(contribution=comment, issue__merged_into=None)
            answers = list(Answer.objects.filter(issue__in=members.values("issue")))
            assert answers, "a comment without an answer"
            assert {answer.disposition for answer in answers} <= FINAL
        for answer in Answer.objects.filter(answer_set=one).exclude(disposition="duplicate"):
            assert all(answer.reasons.get(code, "").strip() for code in one.round.languages)


def versions_and_rules_follow_decisions(known: set[int]) -> None:
    """No version but those of before, and no rules but the first, without an effect that was taken."""
    for version in FrameworkVersion.objects.exclude(pk__in=known).exclude(status="draft"):
        names = [f"framework_version:{version.public_id}"]
        names += [f"next_version:{row.public_id}" for row in NextVersion.objects.filter(draft=version)]
        assert Effect.objects.filter(kind="publish_version", subject__in=names, state="taken").exists()
        assert all(AnswerSet.objects.filter(round=one).exists()
                   for row in NextVersion.objects.filter(draft=version) for one in row.rounds.all())  # fmt: skip
    assert not FrameworkVersion.objects.filter(status="withdrawn").exists(), "nobody decided to withdraw"
    for row in NextVersion.objects.filter(state="published"):
        assert row.decision.effects.filter(kind="publish_version", state="taken").exists()
    for rules in RuleSet.objects.filter(number__gt=1):
        assert rules.decision.effects.filter(kind="change_rules", state="taken").exists()
    for resolution in Resolution.objects.exclude(decision=None):
        assert resolution.decision.effects.filter(kind="answer_issue", state="taken").exists()


def nobody_sits_twice_on_a_seat() -> None:
    """Tenures of a seat do not overlap."""
    last: dict[int, date | None] = {}
    for tenure in Tenure.objects.order_by("seat", "starts_on"):
        if tenure.seat_id in last:
            assert last[tenure.seat_id] is not None
            assert last[tenure.seat_id] < tenure.starts_on
        last[tenure.seat_id] = tenure.ends_on
