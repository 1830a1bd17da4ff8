"""Small things that happen in between, and mostly at a bad moment."""

from datetime import timedelta

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import publish_version, withdraw_version
from ladder.consultation.models import Round
from ladder.governance.models import AnswerSet, Challenge, Decision, Interest, Issue, NextVersion, Seat, Tenure
from ladder.governance.queries.affected import Standpoint
from ladder.governance.queries.amendments import proposed_of
from ladder.governance.queries.migration_map import build_map
from ladder.governance.services.answers import publish_answers, settle_issue
from ladder.governance.services.bodies import dissolve
from ladder.governance.services.challenges import (
    appeal_decision,
    hear_challenge,
    object_to_decision,
    withdraw_challenge,
)
from ladder.governance.services.holding import TenurePlan
from ladder.governance.services.interests import declare_interest, end_interest
from ladder.governance.services.issues import bundle_comments, merge_issues
from ladder.governance.services.next_version import build_version, confirm_migration
from ladder.governance.services.positions import answer_objection
from ladder.governance.services.proposals import amend_proposal, open_proposal, withdraw_proposal
from ladder.governance.services.resolutions import draft_resolution
from ladder.governance.services.rule_sets import store_rules
from ladder.governance.services.seat_changes import change_seats
from ladder.governance.services.seats import hand_over, resign, seat_holder
from ladder.governance.services.taken_effects import taken_effects
from ladder.registry.models import SiteOperator, Source
from tests.governance.histories.acts import REASONS, Acts, pick
from tests.governance.scene import organisation_of

DISPOSITIONS = ("accepted", "not_accepted", "noted", "to_steering", "out_of_scope")
STANCES = ("support", "stand_aside", "object")


class Interludes(Acts):
    """Each takes two numbers that choose among what there is, and a flag."""

    def position_of_anybody(self, one: int, two: int, flag: bool) -> None:
        """Of one's own seat, of another's, too late, or on what is not open."""
        tenure = pick(Tenure.objects.order_by("pk"), one)
        found = self.proposal(0 if flag else two)
        if found:
            self.say(found, tenure, pick(self.people(), two), STANCES[one % 3], ("begin", "keep", None)[two % 3])

    def answer_of_anybody(self, one: int, two: int, flag: bool) -> None:
        """Also of who objects, or to what is no objection."""
        found = self.proposal(one, "open") if flag else self.proposal(one)
        position = found and pick(found.positions.select_related("proposal", "tenure"), two)
        if position:
            actor = pick(self.people(), two)
            self.attempt(answer_objection, position=position, texts={"en": "Yes."}, actor=actor, at=self.now)

    def amendment(self, one: int, two: int, flag: bool) -> None:
        """Other words or other effects, or none at all."""
        found, what = self.proposal(one), [["call"], [], ["ring", "version"]][two % 3]
        if found:
            self.attempt(
                amend_proposal, proposal=found, plan=self.plan(what, "Shall we now?" if flag else "Shall we?"),
                actor=self.world.keeper, reasons={"en": "Clearer."}, closes_at=self.now + timedelta(days=two % 4),
                at=self.now,
            )  # fmt: skip

    def withdrawal(self, one: int, _two: int, flag: bool) -> None:
        """Of what is open, or of anything."""
        found = self.proposal(one, "open") if flag else self.proposal(one)
        if found:
            self.attempt(withdraw_proposal, proposal=found, actor=self.world.keeper, at=self.now)

    def opening(self, one: int, two: int, _flag: bool) -> None:
        """Again after a count without quorum, for instance."""
        if found := self.proposal(one):
            closes = self.now + timedelta(days=two % 4)
            self.attempt(open_proposal, proposal=found, actor=None, closes_at=closes, at=self.now)

    def early_close(self, one: int, _two: int, _flag: bool) -> None:
        """Before the time, or of what is closed."""
        if found := self.proposal(one):
            self.close(found)

    def challenge(self, one: int, two: int, flag: bool) -> None:
        """An objection or an appeal, by whoever has a seat anywhere."""
        decision, actor = pick(Decision.objects.order_by("-pk"), one), pick(self.people(), two)
        tenure = Tenure.objects.filter(holder=actor).first()
        act = appeal_decision if flag else object_to_decision
        if decision and tenure:
            words = {"standpoint": Standpoint(tenure=tenure), "texts": REASONS}
            self.attempt(act, decision=decision, actor=actor, at=self.now, **words)

    def hearing(self, one: int, two: int, flag: bool) -> None:
        """A challenge is heard, or taken back by who filed it or by somebody else."""
        found = pick(Challenge.objects.select_related("decision__proposal").order_by("-pk"), one)
        if found and flag:
            made = self.attempt(hear_challenge, challenge=found, body=self.body, actor=self.world.keeper)
            if made:
                closes = self.now + timedelta(days=2)
                self.attempt(open_proposal, proposal=made, actor=None, closes_at=closes, at=self.now)
        elif found:
            actor = User.objects.get(pk=found.filed_by_id) if two % 2 else self.world.stranger
            self.attempt(withdraw_challenge, challenge=found, actor=actor, at=self.now)

    def interest(self, one: int, two: int, flag: bool) -> None:
        """Declared in a proposal, a site or an organisation, also late."""
        tenure = pick(Tenure.objects.filter(holder__isnull=False).select_related("holder").order_by("pk"), one)
        about = (
            {"subject": self.subjects(("site", "company")[two % 2])[0]} if flag else {"proposal": self.proposal(two)}
        )
        self.attempt(declare_interest, actor=tenure.holder, tenure=tenure, reasons=REASONS, on=self.day, **about)

    def end_of_interest(self, one: int, _two: int, _flag: bool) -> None:
        """While something is open that it touches, or not."""
        found = pick(Interest.objects.select_related("tenure__holder").order_by("-pk"), one)
        if found:
            self.attempt(end_interest, actor=found.tenure.holder, interest=found, on=self.day)

    def work_at_the_site(self, one: int, two: int, _flag: bool) -> None:
        """An organisation that has a seat begins to work the site."""
        organisation = pick(Tenure.objects.order_by("pk"), one).organisation
        SiteOperator.objects.get_or_create(
            site=self.world.site, organisation=organisation, part="operator", starts_on=self.day,
            defaults={"ends_on": self.day + timedelta(days=two), "source": Source.objects.first()},
        )  # fmt: skip

    def other_holder(self, one: int, two: int, flag: bool) -> None:
        """A seat is handed over or given up, today or in some days."""
        tenure = pick(Tenure.objects.filter(seat__body=self.body).select_related("seat").order_by("pk"), one)
        first = self.day + timedelta(days=two % 4)
        if flag:
            plan = self.newcomer(one, first)
            self.attempt(hand_over, actor=self.world.keeper, tenure=tenure, plan=plan)
        else:
            self.attempt(resign, actor=self.world.keeper, tenure=tenure, ends_on=first)

    def filling(self, one: int, two: int, _flag: bool) -> None:
        """Of a vacant seat, or of one that is held."""
        plan = self.newcomer(one, self.day + timedelta(days=two % 4))
        seat = pick(Seat.objects.filter(body=self.body).order_by("-pk"), one)
        self.attempt(seat_holder, actor=self.world.keeper, seat=seat, plan=plan)

    def newcomer(self, one: int, first) -> TenurePlan:
        """Somebody who had no seat before, or had this one."""
        person = User.objects.get_or_create(username=f"newcomer {one}")[0]
        return TenurePlan(organisation_of("New house"), first, holder=person)

    def comment(self, one: int, _two: int, flag: bool) -> None:
        """As long as the round is open."""
        place, round_ = self.world.place, Round.objects.get(pk=self.world.place.round.pk)
        if round_.status == "open" and not AnswerSet.objects.filter(round=round_).exists():
            place.comment(place.people("traders", 1)[0], f"Number {self.minute} of {self.day}.", one % 2)
        if flag:
            self.attempt(bundle_comments, round_=round_, actor=self.world.keeper, on=self.day)

    def end_of_round(self, _one: int, _two: int, flag: bool) -> None:
        """The round closes, and the desk answers everything, or leaves it."""
        Round.objects.filter(pk=self.world.place.round.pk).update(status="closed")
        for issue in Issue.objects.filter(merged_into=None).select_related("round") if flag else []:
            self.draft(issue, issue.revision, "noted", REASONS)

    def answer(self, one: int, two: int, flag: bool) -> None:
        """Of an issue as it is, or as it was; without reasons at times."""
        issue = pick(Issue.objects.select_related("round").order_by("-pk"), one)
        self.draft(issue, issue.revision - (two == 0), DISPOSITIONS[two % 5], REASONS if flag else {})

    def draft(self, issue: Issue, revision: int, disposition: str, reasons: dict) -> None:
        """Draft an answer."""
        self.attempt(
            draft_resolution, issue=issue, revision=revision, disposition=disposition, reasons=reasons,
            actor=self.world.keeper, at=self.now,
        )  # fmt: skip

    def merge(self, one: int, two: int, _flag: bool) -> None:
        """Two issues, or one with itself."""
        rows = Issue.objects.select_related("round").order_by("-pk")
        self.attempt(merge_issues, issue=pick(rows, one), into=pick(rows, two), actor=self.world.keeper)

    def build(self, _one: int, _two: int, flag: bool) -> None:
        """The version is confirmed and built again, also when it is before the committee."""
        row = NextVersion.objects.get(pk=self.world.making)
        if flag and row.state != "published" and (pack := proposed_of(row).pack):
            digest = build_map(row, pack).digest
            self.attempt(confirm_migration, next_version=row, digest=digest, actor=self.world.keeper, at=self.now)
        self.attempt(build_version, next_version=row, actor=self.world.keeper, on=self.day)

    def way_round(self, one: int, _two: int, flag: bool) -> None:
        """Past the committee, in the name of some decision or of none."""
        decision = pick(Decision.objects.order_by("-pk"), one)
        if decision:
            self.way_round_services(decision)
        version = FrameworkVersion.objects.filter(status="draft" if flag else "published").order_by("-pk").first()
        act = publish_version if flag else withdraw_version
        if version:
            named = str(decision.public_id) if decision else ""
            self.attempt(act, version=version, actor=self.world.keeper, on=self.day, decision=named)

    def way_round_services(self, decision: Decision) -> None:
        """Everything that effects do, in the name of a decision; what it did not do itself is refused."""
        body, rules, seats = self.body, self.intended("rules").payload, self.intended("seats").payload
        issue = Issue.objects.filter(merged_into=None).select_related("round").order_by("-pk").first()
        settled = {"disposition": "accepted", "reasons": REASONS}  # no proposal of a history says this
        for round_ in Round.objects.exclude(answer_set__decision=decision):
            assert self.attempt(publish_answers, round_=round_, decision=decision, on=self.day) is None
        assert self.attempt(settle_issue, issue=issue, decision=decision, on=self.day, **settled) is None
        assert self.attempt(dissolve, actor=None, body=body, on=self.day, decision=decision) is None
        if not taken_effects(decision, "change_rules", [f"body:{body.public_id}"]):
            tried = self.attempt(
                store_rules, actor=None, body=body, in_force_from=self.day, decision=decision, **rules
            )  # fmt: skip
            assert tried is None
        if not taken_effects(decision, "change_seats", [f"body:{body.public_id}"]):
            count = body.seats.count()
            self.attempt(change_seats, body=body, payload=seats, on=self.day, decision=decision)
            assert body.seats.count() == count


NAMES = tuple(
    name
    for name, act in vars(Interludes).items()
    if not name.startswith("_") and name not in {"newcomer", "draft", "way_round_services"}
)
