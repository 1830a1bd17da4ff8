"""What people do in a history, rightly or wrongly: each act is tried, and may be refused without a trace."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from django.core.exceptions import ValidationError

from ladder.accounts.models import User
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.governance.models import Body, Issue, NextVersion, Position, Proposal, Tenure
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.effects import Intended
from ladder.governance.services.positions import answer_objection, take_position
from ladder.governance.services.proposal_plans import OptionPlan, ProposalPlan
from ladder.governance.services.publishing import intend_to_publish
from tests.governance.deciding import CALL
from tests.governance.histories import promises
from tests.governance.histories.counting import count
from tests.governance.histories.world import RING, START, World
from tests.governance.scene import DECIDING

REASONS = {"en": "So it is.", "fr": "C'est ainsi.", "zh": "如此。"}
REFUSALS = (ValidationError, CatalogueFaultsError)


def pick(rows, place: int):
    """One of the rows, whatever their number; None of none."""
    found = list(rows)
    return found[place % len(found)] if found else None


class Acts:
    """The clock of a history, and the acts of its people."""

    world: World

    def begin(self) -> None:
        """The first day."""
        self.day, self.minute = START, 0

    @property
    def now(self) -> datetime:
        """A minute later than before."""
        self.minute += 1
        return datetime.combine(self.day, time(8), UTC) + timedelta(minutes=self.minute % 500)

    @property
    def body(self) -> Body:
        """The committee as it stands."""
        return Body.objects.get(pk=self.world.committee.body.pk)

    def attempt(self, act: Callable, **words):
        """Do it, or be refused and find everything as it was."""
        before = promises.fingerprint()
        try:
            return act(**words)
        except REFUSALS:
            assert promises.fingerprint() == before, "something was left of what was refused"
            return None

    def proposal(self, place: int, *states: str) -> Proposal | None:
        """One of the proposals, the newest first."""
        rows = Proposal.objects.select_related("body").order_by("-pk")
        return pick(rows.filter(state__in=states) if states else rows, place)

    def people(self) -> list[User]:
        """Holders, a member of another body, the secretariat and a stranger; fresh, as each request has them."""
        others = [self.world.technical.people["members-1"], self.world.keeper, self.world.stranger]
        keys = [one.pk for one in (*self.world.committee.people.values(), *others)]
        return list(User.objects.filter(pk__in=keys).order_by("pk"))

    def intended(self, what: str) -> Intended:
        """An effect by its short name."""
        body = f"body:{self.body.public_id}"
        issue = Issue.objects.filter(merged_into=None).order_by("-pk").first()
        strict = {**DECIDING, "quorum_share": "1", "open_days": 1, "objection_days": 0, "appeal_days": 9}
        seat = {"names": {"en": "One more"}, "chamber": "companies"}
        return {
            "call": CALL, "ring": RING, "version": intend_to_publish(NextVersion.objects.get(pk=self.world.making)),
            "answers": Intended("publish_answers", f"round:{self.world.place.round.public_id}"),
            "rules": Intended("change_rules", body, {"kind": "deciding", "content": strict}),
            "seats": Intended("change_seats", body, {"add": [seat], "close": []}),
            "issue": Intended("answer_issue", f"issue:{issue.public_id}", {"disposition": "noted", "reasons": REASONS}),
        }[what]  # fmt: skip

    def subjects(self, about: str) -> list[str]:
        """What a proposal may be about."""
        organisation = self.world.committee.tenures["companies-2"].organisation
        known = {"site": f"site:{self.world.site.public_id}", "company": f"organisation:{organisation.public_id}"}
        return [known[about]] if about else []

    def plan(self, what: list[str], words: str, about: str = "") -> ProposalPlan:
        """Two options: one with these effects, one without any."""
        effects = tuple(self.intended(one) for one in dict.fromkeys(what))
        options = (OptionPlan("begin", {"en": words}, {}, effects), OptionPlan("keep", {"en": "Keep it"}, {}))
        return ProposalPlan({"en": words}, {"en": words}, options, self.subjects(about))

    def say(self, found: Proposal, tenure: Tenure, actor: User, stance: str, option: str | None) -> None:
        """Take a position; what is taken must be legal."""
        position = self.attempt(
            take_position, proposal=found, tenure=tenure, actor=actor, stance=stance, option=option,
            reasons={"en": "Not so."} if stance == "object" else None, at=self.now,
        )  # fmt: skip
        if position:
            promises.position_is_legal(Position.objects.get(pk=position.pk))

    def all_speak(self, found: Proposal, stances: list[str], *, alternates: bool) -> None:
        """Every seat, by its holder or alternate of today or of before; a challenge is upheld or dismissed."""
        rows = Tenure.objects.filter(seat__body=found.body, seat__kind="voting", starts_on__lte=self.day)
        option = "keep" if stances[0] == "keep" else "begin"
        if found.challenge_id:
            option = "uphold" if option == "begin" else "dismiss"
        for tenure, stance in zip(rows.order_by("seat", "-starts_on"), [*stances, *stances], strict=False):
            actor = (tenure.alternate if alternates else tenure.holder) or self.world.stranger
            self.say(found, tenure, actor, "support" if stance == "keep" else stance, option)

    def answer_objections(self, found: Proposal) -> None:
        """By the secretariat."""
        for position in Position.objects.filter(proposal=found, stance="object").select_related("proposal", "tenure"):
            self.attempt(
                answer_objection, position=position, texts={"en": "We hear you."}, actor=self.world.keeper, at=self.now
            )

    def close(self, found: Proposal) -> None:
        """Count it; what follows must be what a naive count gives."""
        naive = count(found, self.day) if found.state == "open" else None
        closing = self.attempt(close_proposal, proposal=found, actor=None, at=self.now)
        if closing:
            promises.closing_is_what_the_rows_say(type(closing).objects.get(pk=closing.pk), naive)
