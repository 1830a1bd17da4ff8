"""A machine that lives through random histories of a committee, on the services and the database themselves."""

from datetime import timedelta

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ladder.catalogue.models import FrameworkVersion
from ladder.governance.models import Decision, Effect, Proposal
from ladder.governance.services.proposals import draft_proposal, open_proposal
from ladder.governance.services.taking import take_due_effects, take_effects
from tests.governance.histories import promises
from tests.governance.histories.acts import pick
from tests.governance.histories.interludes import NAMES, Interludes
from tests.governance.histories.world import POINTS

PICK = st.integers(0, 9)
STANCES = st.sampled_from(["support"] * 8 + ["keep", "stand_aside", "object", "object"])
WHAT = st.sampled_from(["call", "ring", "version", "version", "answers", "rules", "seats", "issue"])
ABOUT = st.sampled_from(["", "", "", "site", "company"])
BOMBS = st.sampled_from(["", "", "", *POINTS])
INTERLUDES = st.lists(st.tuples(st.sampled_from(NAMES), PICK, PICK, st.booleans()), max_size=2)


class Histories(Interludes, RuleBasedStateMachine):
    """Proposals run their course, decisions take effect, and things happen in between."""

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.begin()
        self.known = set(FrameworkVersion.objects.exclude(status="draft").values_list("pk", flat=True))
        self.sizes = promises.sizes()
        self.world.bomb.point = ""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(days=st.sampled_from([1, 2, 4]))
    def time_passes(self, days: int) -> None:
        self.day, self.minute = self.day + timedelta(days=days), 0

    @rule(
        what=st.lists(WHAT, max_size=2),
        about=ABOUT,
        stances=st.lists(STANCES, min_size=5, max_size=5),
        before=INTERLUDES,
        after=INTERLUDES,
    )
    def a_question_is_put(self, what, about, stances, before, after) -> None:
        plan = self.plan(what, "Shall we?", about)
        made = draft_proposal(
            body=self.body, titles=plan.titles, texts=plan.texts, options=plan.options, actor=self.world.keeper,
            subjects=plan.subjects,
        )  # fmt: skip
        self.attempt(open_proposal, proposal=made, actor=None, closes_at=self.now + timedelta(days=2), at=self.now)
        self.run_its_course(made.pk, stances, before, after)

    @rule(place=PICK, stances=st.lists(STANCES, min_size=5, max_size=5), before=INTERLUDES, after=INTERLUDES)
    def an_open_question_is_decided(self, place, stances, before, after) -> None:
        if found := self.proposal(place, "open"):
            self.run_its_course(found.pk, stances, before, after)

    def run_its_course(self, key: int, stances, before, after) -> None:
        """Positions, answers to objections, the close, with whatever happens in between."""
        self.happen(before)
        self.all_speak(self.again(key), stances, alternates=stances[0] == "object")
        if stances[-1] != "stand_aside":
            self.answer_objections(self.again(key))
        self.happen(after)
        found = self.again(key)
        if found.state == "open":
            self.day, self.minute = max(self.day, found.closes_at.date() + timedelta(days=1)), 0
        self.close(found)

    def happen(self, interludes) -> None:
        """One thing after the other."""
        for name, one, two, flag in interludes:
            getattr(self, name)(one, two, flag)

    def again(self, key: int) -> Proposal:
        """The proposal as it stands now."""
        return Proposal.objects.select_related("body").get(pk=key)

    @rule(what=INTERLUDES)
    def something_happens(self, what) -> None:
        self.happen(what)

    @rule(place=PICK, bomb=BOMBS, waits=st.sampled_from([True, True, False]))
    def a_decision_takes_effect(self, place, bomb, waits) -> None:
        found = pick(Decision.objects.filter(effects__state="waiting").distinct(), place)
        found = found or pick(Decision.objects.order_by("-pk"), place)
        if found is None:
            return
        if waits and found.objections_until:
            self.day, self.minute = max(self.day, found.objections_until + timedelta(days=1)), 0
        waiting = self.arm(bomb)
        self.attempt(take_effects, decision=found, actor=None, on=self.day)
        self.look_at_effects(waiting)

    @rule(bomb=BOMBS)
    def the_chores_run(self, bomb) -> None:
        waiting = self.arm(bomb)
        take_due_effects(on=self.day)
        self.look_at_effects(waiting)

    def arm(self, bomb: str) -> list[int]:
        """Let something fail at a point; returns the effects that wait."""
        self.world.bomb.point = bomb
        return list(Effect.objects.filter(state="waiting").values_list("pk", flat=True))

    def look_at_effects(self, waiting: list[int]) -> None:
        """Whatever took effect was due."""
        self.world.bomb.point = ""
        for effect in Effect.objects.filter(pk__in=waiting, state="taken").select_related("decision"):
            promises.effect_was_due(effect, self.day)

    @invariant()
    def what_was_promised_holds(self) -> None:
        promises.effects_follow_adopted_decisions()
        promises.every_published_comment_is_answered()
        promises.versions_and_rules_follow_decisions(self.known)
        promises.nobody_sits_twice_on_a_seat()
        sizes = promises.sizes()
        grown = zip(sizes, self.sizes, strict=True)
        assert all(now >= before for now, before in grown), "something that only grows shrank"
        self.sizes = sizes
