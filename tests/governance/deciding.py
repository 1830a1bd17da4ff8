"""Proposals in a state that tests start from, made by the services themselves."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from ladder.governance.models import Closing, Effect, Proposal
from ladder.governance.services import effects as effect_kinds
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.effects import Handler, Intended
from ladder.governance.services.positions import take_position
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.proposals import draft_proposal, open_proposal
from tests.governance.scene import Committee

OPENED = datetime(2026, 3, 2, 9, tzinfo=UTC)
CLOSES = datetime(2026, 3, 12, 18, tzinfo=UTC)
BETWEEN = datetime(2026, 3, 5, 12, tzinfo=UTC)
AFTER = datetime(2026, 3, 13, 8, tzinfo=UTC)
DECIDED_ON = date(2026, 3, 13)
LAST_DAY_OF_OBJECTIONS = date(2026, 3, 27)  # 14 days later
DUE = date(2026, 3, 28)
BEGINS = {"en": "Begin"}
CALL = Intended("open_fund_call", "fund_call:first", {"words": "up to 100,000 USD for 2026"})
KEEP, BEGIN = OptionPlan("keep", {"en": "Keep it"}, {}), OptionPlan("begin", BEGINS, {}, (CALL,))


def draft(committee: Committee, options: Sequence[OptionPlan] = (BEGIN, KEEP), **about) -> Proposal:
    """A question with two answers, in preparation."""
    return draft_proposal(
        body=committee.body, titles={"en": "Shall we begin?", "fr": "Commençons-nous ?"}, texts={"en": "All is ready."},
        options=options, actor=next(iter(committee.people.values())), **about,
    )  # fmt: skip


def put(committee: Committee, options: Sequence[OptionPlan] = (BEGIN, KEEP), **about) -> Proposal:
    """The same, open for positions."""
    return open_proposal(proposal=draft(committee, options, **about), actor=None, closes_at=CLOSES, at=OPENED)


def say(committee: Committee, proposal: Proposal, seat: str, stance: str = "support", **said):
    """A seat takes a position; support is of the option that begins."""
    if stance == "support":
        said.setdefault("option", "begin")
    if stance == "object":
        said.setdefault("reasons", {"en": "Not ready."})
    at = said.pop("at", BETWEEN)
    return take_position(
        proposal=proposal, tenure=committee.tenures[seat], actor=committee.people[seat], stance=stance, at=at, **said
    )


def close(proposal: Proposal, at: datetime = AFTER) -> Closing:
    """Count it."""
    return close_proposal(proposal=proposal, actor=None, at=at)


def decided(committee: Committee, stances: Mapping[str, str] | None = None, **about) -> Closing:
    """A proposal on which seats took these positions (all support it, if not said), and its count."""
    proposal = put(committee, **about)
    seats = [name for name in committee.seats if not name.startswith("observer")]
    for seat, stance in (stances or dict.fromkeys(seats, "support")).items():
        say(committee, proposal, seat, stance)
    return close(proposal)


@contextmanager
def kind_of_effect(kind: str, take: Callable[[Effect, date], None], hindrances=lambda _intended: []) -> Iterator[None]:
    """A kind of effect for the length of a test."""
    before = dict(effect_kinds._handlers)
    effect_kinds.register(Handler(kind, kind, lambda intended: f"{kind} {intended.subject}", hindrances, take))
    try:
        yield
    finally:
        effect_kinds._handlers.clear()
        effect_kinds._handlers.update(before)


def days_after(day: date, count: int) -> date:
    """So many days later."""
    return day + timedelta(days=count)
