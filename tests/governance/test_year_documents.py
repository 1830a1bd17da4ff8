"""Documents are frozen: the tables change and they do not; only a decision approves them, by their digest."""

import hashlib
import json
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ladder.governance.models import Effect, Option, YearDocument
from ladder.governance.queries.year_differences import compare
from ladder.governance.queries.year_documents import decided_digest, is_whole, read_content
from ladder.governance.queries.years import year_page
from ladder.governance.services.budget import LinePlan, book, change_line, remove_line
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.effects import Intended, handler_of
from ladder.governance.services.proposals import open_proposal
from ladder.governance.services.taking import take_effects
from ladder.governance.services.work_items import ItemPlan, change_item, note_progress
from ladder.governance.services.year_documents import set_aside_document, submit_document
from ladder.governance.services.year_proposals import propose_approval
from ladder.governance.year_papers.build import build_paper
from ladder.governance.year_sections import forget_section, register_section
from tests.governance.accounting import TODAY, YEAR, approve, decide_on, line, submit, work
from tests.governance.deciding import AFTER, CLOSES, DUE, OPENED, say

pytestmark = pytest.mark.django_db


def test_a_document_is_canonical_and_hashed(steering):
    work(steering.body)
    made = submit(steering.body, "workplan")
    assert made.digest == hashlib.sha256(made.text.encode()).hexdigest()
    read = json.loads(made.text)
    assert json.dumps(read, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == made.text
    assert (read["kind"], read["year"], read["number"], read["made_on"]) == ("workplan", 2026, 1, "2026-06-15")
    assert read["content"]["items"][0]["titles"]["en"] == "Train monitors"
    assert made.state == "submitted"


def test_the_tables_change_and_the_document_does_not(steering):
    item, row = work(steering.body), line(steering.body)
    plan, budget = submit(steering.body, "workplan"), submit(steering.body, "budget")
    before = [(one.text, one.digest) for one in (plan, budget)]
    change_item(item=item, plan=ItemPlan({"en": "Other"}, item.starts_on, item.ends_on), actor=None)
    change_line(line=row, plan=LinePlan("cost", {"en": "Other"}, Decimal(7), "USD"), actor=None)
    for one in (plan, budget):
        one.refresh_from_db()
    assert [(one.text, one.digest) for one in (plan, budget)] == before
    assert "Other" not in str(build_paper(budget, "en"))


@pytest.mark.parametrize(
    ("kind", "sentence"), [("workplan", "no work item"), ("budget", "no budget line"), ("diary", "no such kind")]
)
def test_nothing_is_not_submitted(steering, kind, sentence):
    with pytest.raises(ValidationError, match=sentence):
        submit(steering.body, kind)
    assert not YearDocument.objects.exists()


def test_a_year_to_come_is_not_reported(steering):
    with pytest.raises(ValidationError, match="has not begun"):
        submit(steering.body, "report", year=2027)


def test_one_waits_at_a_time_and_keeps_its_number_when_set_aside(steering):
    work(steering.body)
    first = submit(steering.body, "workplan")
    with pytest.raises(ValidationError, match="waits for a decision"):
        submit(steering.body, "workplan")
    set_aside_document(document=first, actor=None)
    with pytest.raises(ValidationError, match="can be set aside"):
        set_aside_document(document=first, actor=None)
    assert submit(steering.body, "workplan").number == 2


def test_nothing_is_approved_without_a_decision(steering):
    work(steering.body)
    made = submit(steering.body, "workplan")
    decision = decide_on(steering, made)
    made.refresh_from_db()
    assert made.state == "submitted"
    take_effects(decision=decision, actor=None, on=DUE)
    made.refresh_from_db()
    assert (made.state, made.decision_id) == ("approved", decision.pk)
    assert decided_digest(made) == made.digest


def test_an_effect_that_waits_approves_nothing(steering):
    work(steering.body)
    made = submit(steering.body, "workplan")
    effect = decide_on(steering, made).effects.get()
    with pytest.raises(ValidationError, match="has not taken effect"):
        handler_of("approve_workplan").take(effect, DUE)
    made.refresh_from_db()
    assert (made.state, made.decision) == ("submitted", None)


def test_the_next_one_replaces_and_the_earlier_stays_readable(steering):
    row = line(steering.body)
    first = approve(steering, submit(steering.body, "budget"))
    with pytest.raises(ValidationError, match="Nothing differs"):
        submit(steering.body, "budget")
    change_line(line=row, plan=LinePlan("cost", {"en": "More"}, Decimal(2000), "USD"), actor=None)
    second = approve(steering, submit(steering.body, "budget"))
    first.refresh_from_db()
    assert (first.state, second.state, second.number) == ("replaced", "approved", 2)
    assert is_whole(first)
    assert read_content(first)["lines"][0]["amount"] == "1000.00"


def test_of_another_kind_or_year_nothing_is_replaced(steering):
    work(steering.body)
    work(steering.body, year=2027)
    line(steering.body)
    documents = [
        approve(steering, submit(steering.body, "workplan")),
        approve(steering, submit(steering.body, "budget")),
        approve(steering, submit(steering.body, "workplan", year=2027)),
    ]
    for one in documents:
        one.refresh_from_db()
    assert [one.state for one in documents] == ["approved"] * 3


def test_a_text_that_was_tampered_with_is_not_approved(steering):
    line(steering.body)
    made = submit(steering.body, "budget")
    decision = decide_on(steering, made)
    YearDocument.objects.filter(pk=made.pk).update(text=made.text.replace("1000.00", "9000.00"))
    with pytest.raises(ValidationError, match="no longer gives its digest"):
        take_effects(decision=decision, actor=None, on=DUE)
    made.refresh_from_db()
    assert made.state == "submitted"
    assert Effect.objects.get(decision=decision).state == "waiting"


def test_text_and_digest_changed_together_are_not_what_was_decided(steering):
    line(steering.body)
    made = submit(steering.body, "budget")
    decision = decide_on(steering, made)
    text = made.text.replace("1000.00", "9000.00")
    digest = hashlib.sha256(text.encode()).hexdigest()
    YearDocument.objects.filter(pk=made.pk).update(text=text, digest=digest)
    with pytest.raises(ValidationError, match="another digest"):
        take_effects(decision=decision, actor=None, on=DUE)


def test_what_was_set_aside_or_is_of_another_kind_cannot_be_approved(steering):
    work(steering.body)
    made = submit(steering.body, "workplan")
    subject, payload = f"year_document:{made.public_id}", {"digest": made.digest}
    assert handler_of("approve_workplan").hindrances(Intended("approve_workplan", subject, payload)) == []
    for kind, about in (("approve_budget", subject), ("approve_workplan", "year_document:x"), ("approve_workplan", "")):
        assert handler_of(kind).hindrances(Intended(kind, about, payload)) == ["This document is not there."]
    set_aside_document(document=made, actor=None)
    [sentence] = handler_of("approve_workplan").hindrances(Intended("approve_workplan", subject, payload))
    assert "Set aside" in sentence


def test_only_its_own_body_or_a_steering_committee_approves(steering, technical):
    work(steering.body)
    made = submit(steering.body, "workplan")
    with pytest.raises(ValidationError, match="no power"):
        propose_approval(document=made, body=technical.body, actor=None)
    of_technical = work(technical.body).body
    own = submit(of_technical, "workplan")
    assert propose_approval(document=own, body=steering.body, actor=None).body == steering.body


def test_a_proposal_names_the_digest_and_bars_a_second_and_setting_aside(steering):
    work(steering.body)
    made = submit(steering.body, "workplan")
    proposal = propose_approval(document=made, body=steering.body, actor=None)
    option = Option.objects.get(proposal=proposal)
    assert option.effects == [
        {
            "kind": "approve_workplan",
            "subject": f"year_document:{made.public_id}",
            "payload": {"digest": made.digest},
        }
    ]
    assert set(proposal.titles) == {"en", "fr", "zh", "sw"}
    with pytest.raises(ValidationError, match="there already"):
        propose_approval(document=made, body=steering.body, actor=None)
    with pytest.raises(ValidationError, match="Withdraw the proposal"):
        set_aside_document(document=made, actor=None)


def test_differences_are_told_by_field():
    before = [
        {"id": "1", "titles": {"en": "A"}, "amount": "1.00"},
        {"id": "2", "titles": {"en": "B"}, "amount": "1.00"},
    ]
    now = [{"id": "1", "titles": {"en": "A"}, "amount": "2.00"}, {"id": "3", "titles": {"en": "C"}, "amount": "1.00"}]
    found = compare(before, now)
    assert [(one.kind, one.id, one.fields) for one in found] == [
        ("changed", "1", ("amount",)), ("added", "3", ()), ("removed", "2", ())
    ]  # fmt: skip
    assert compare(now, now) == ()


def test_the_public_sees_what_was_approved_and_others_what_differs(steering):
    row = line(steering.body)
    approve(steering, submit(steering.body, "budget"))
    change_line(line=row, plan=LinePlan("cost", {"en": "More"}, Decimal(2000), "USD"), actor=None)
    public = year_page(steering.body, YEAR, TODAY, with_drafts=False)
    inside = year_page(steering.body, YEAR, TODAY, with_drafts=True)
    assert public.money[0].total.cost.planned == Decimal("1000.00")
    assert public.differences == {}
    assert inside.money[0].total.cost.planned == Decimal("2000.00")
    assert [one.fields for one in inside.differences["budget"]] == [("titles", "amount")]


def test_a_report_measures_by_what_was_approved(steering):
    row, fresh = line(steering.body), None
    gone = line(steering.body, "50.00")
    approve(steering, submit(steering.body, "budget"))
    change_line(line=row, plan=LinePlan("cost", {"en": "More"}, Decimal(2000), "USD"), actor=None)
    remove_line(line=gone, actor=None)
    fresh = line(steering.body, "70.00")
    for one, amount in ((row, "1200.50"), (fresh, "70.00")):
        book(line=one, amount=Decimal(amount), booked_on=TODAY, reference="A", actor=None, today=TODAY)
    money = read_content(submit(steering.body, "report"))["money"]
    assert [(one["amount"], one["booked"], one["deviation"]) for one in money["lines"]] == [
        ("1000.00", "1200.50", "200.50"), ("50.00", None, None), (None, "70.00", None)
    ]  # fmt: skip
    [total] = money["totals"]
    assert total["cost"] == {"planned": "1050.00", "booked": "1270.50", "deviation": "220.50", "percent": "121.0"}
    assert total["income"] == {"planned": None, "booked": None, "deviation": None, "percent": None}
    assert money["basis"]["number"] == 1


def test_a_report_tells_work_decisions_and_people(steering):
    item = work(steering.body)
    work(steering.body, "Nobody said anything")
    approve(steering, submit(steering.body, "workplan"))
    note_progress(item=item, state="done", actor=None, on=TODAY, texts={"en": "Twelve monitors were trained."})
    content = read_content(submit(steering.body, "report"))
    assert [(one["state"], one["is_approved"]) for one in content["work"]["items"]] == [
        ("done", True),
        ("overdue", True),
    ]
    assert content["work"]["items"][0]["notes"][0]["texts"] == {"en": "Twelve monitors were trained."}
    [body] = content["bodies"]
    [decision] = body["decisions"]
    assert (decision["outcome"], decision["dissents"]) == ("consensus", [])
    assert decision["effects"] == [{"kind": "approve_workplan", "state": "taken"}]
    assert len(body["composition"]) == 6
    assert body["meetings"] == content["consultations"] == content["versions"] == content["answers"] == []


def test_dissent_is_told_in_the_words_of_the_seat(steering):
    work(steering.body)
    made = submit(steering.body, "workplan")
    proposal = propose_approval(document=made, body=steering.body, actor=None)
    open_proposal(proposal=proposal, actor=None, closes_at=CLOSES, at=OPENED)
    for seat in ("government-1", "companies-1", "companies-2", "civil_society-1"):
        say(steering, proposal, seat, option="approve", dissent={})
    say(steering, proposal, "civil_society-2", "stand_aside", dissent={"fr": "Trop tard pour les creuseurs."})
    assert close_proposal(proposal=proposal, actor=None, at=AFTER).outcome == "consensus"
    report = submit(steering.body, "report")
    [decision] = read_content(report)["bodies"][0]["decisions"]
    [dissent] = decision["dissents"]
    assert (dissent["stance"], dissent["organisation"]["name"]) == ("stand_aside", "steering civil_society-2")
    table = build_paper(report, "en").sections[2].blocks[1]
    assert (table.rows[0][3].text, table.rows[0][3].language) == ("Trop tard pour les creuseurs.", "fr")


def test_a_later_room_adds_a_section_that_is_frozen_with_the_report(steering):
    section = {
        "titles": {"en": "Improvement", "fr": "Amélioration"},
        "paragraphs": [{"en": "Four plans were agreed."}],
        "tables": [{"captions": {"en": "Plans"}, "head": [{"en": "Site"}], "rows": [[{"en": "Hill"}], ["5"]]}],
    }
    register_section("improvement", lambda body, year, on: section if (body, year, on) else None)
    try:
        made = submit(steering.body, "report")
    finally:
        forget_section("improvement")
    [found] = read_content(made)["sections"]
    assert found == {"key": "improvement", **section}
    paper = build_paper(made, "fr")
    assert (paper.sections[-1].number, paper.sections[-1].title) == ("8", "Amélioration")
    assert paper.sections[-1].blocks[0].text == "Four plans were agreed."


def test_a_report_is_never_built_on_a_text_that_was_tampered_with(steering):
    line(steering.body)
    approved = approve(steering, submit(steering.body, "budget"))
    YearDocument.objects.filter(pk=approved.pk).update(text=approved.text.replace("1000.00", "9000.00"))
    with pytest.raises(ValidationError, match="Restore it from a backup"):
        submit_document(body=steering.body, kind="report", year=YEAR, actor=None, on=TODAY)
