"""A year with work and money, made by the services themselves, and documents in a state that tests start from."""

from datetime import date
from decimal import Decimal

from ladder.governance.models import Body, BudgetLine, WorkItem, YearDocument
from ladder.governance.services.budget import LinePlan, plan_line
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.proposals import open_proposal
from ladder.governance.services.taking import take_effects
from ladder.governance.services.work_items import ItemPlan, plan_item
from ladder.governance.services.year_documents import submit_document
from ladder.governance.services.year_proposals import propose_approval
from tests.governance.deciding import AFTER, CLOSES, DUE, OPENED, say
from tests.governance.scene import Committee

YEAR = 2026
TODAY = date(2026, 6, 15)


def work(body: Body, title: str = "Train monitors", year: int = YEAR, **plan) -> WorkItem:
    """A work item from March to May, if not said otherwise."""
    stated = {"starts_on": date(year, 3, 1), "ends_on": date(year, 5, 31), **plan}
    return plan_item(body=body, year=year, plan=ItemPlan({"en": title, "fr": f"{title} (fr)"}, **stated), actor=None)


def line(body: Body, amount: str = "1000.00", kind: str = "cost", currency: str = "USD", **plan) -> BudgetLine:
    """A line of the budget."""
    year = plan.pop("year", YEAR)
    stated = {"titles": {"en": f"{kind} {amount}"}, **plan}
    plan_ = LinePlan(kind=kind, amount=Decimal(amount), currency=currency, **stated)
    return plan_line(body=body, year=year, plan=plan_, actor=None)


def submit(body: Body, kind: str, on: date = TODAY, year: int = YEAR) -> YearDocument:
    """A document that waits."""
    return submit_document(body=body, kind=kind, year=year, actor=None, on=on)


def decide_on(committee: Committee, document: YearDocument):
    """The committee decides by consensus to approve it; the decision has not taken effect yet."""
    proposal = propose_approval(document=document, body=committee.body, actor=None)
    open_proposal(proposal=proposal, actor=None, closes_at=CLOSES, at=OPENED)
    for seat in committee.seats:
        if not seat.startswith("observer"):
            say(committee, proposal, seat, option="approve")
    return close_proposal(proposal=proposal, actor=None, at=AFTER).decision


def approve(committee: Committee, document: YearDocument) -> YearDocument:
    """The whole way: proposed, decided, taken."""
    take_effects(decision=decide_on(committee, document), actor=None, on=DUE)
    document.refresh_from_db()
    return document
