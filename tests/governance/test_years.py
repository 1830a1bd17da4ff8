"""Work items, budget lines and bookings: what may be changed, what is only added, and what is refused with a reason."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.audit.models import Entry
from ladder.core.canonical import digest_of
from ladder.governance.models import Booking, Progress, WorkItem
from ladder.governance.queries.year_content import budget_content, item_entry, workplan_content
from ladder.governance.queries.year_facts import Noted, booked_on_lines, state_of
from ladder.governance.services.budget import LinePlan, book, change_line, correct_booking, plan_line, remove_line
from ladder.governance.services.work_items import ItemPlan, change_item, note_progress, plan_item, remove_item
from tests.governance.accounting import TODAY, YEAR, line, work

pytestmark = pytest.mark.django_db


def test_items_stand_in_the_order_in_which_they_were_planned(steering):
    names = ["Train monitors", "Hold two dialogues", "Publish the report"]
    for name in names:
        work(steering.body, name)
    content = workplan_content(steering.body, YEAR)
    assert [entry["titles"]["en"] for entry in content["items"]] == names
    assert content["items"][0]["starts_on"] == "2026-03-01"
    assert content["items"][0]["responsible"] is None


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"titles": {}}, "titles"),
        ({"titles": {"en": " "}}, "titles"),
        ({"titles": {"xx": "word"}}, "titles"),
        ({"titles": {"en": "x" * 201}}, "titles"),
        ({"starts_on": date(2026, 6, 2), "ends_on": date(2026, 6, 1)}, "ends_on"),
        ({"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}, "starts_on"),
        ({"measures": {"en": "x" * 2001}}, "measures"),
    ],
)
def test_an_impossible_item_is_refused_under_its_field(steering, plan, field):
    stated = {"titles": {"en": "A"}, "starts_on": date(2026, 1, 1), "ends_on": date(2026, 1, 2), **plan}
    with pytest.raises(ValidationError) as refusal:
        plan_item(body=steering.body, year=YEAR, plan=ItemPlan(**stated), actor=None)
    assert set(refusal.value.message_dict) == {field}
    assert not WorkItem.objects.exists()


def test_what_runs_into_other_years_is_planned_in_each(steering):
    made = work(steering.body, starts_on=date(2025, 11, 1), ends_on=date(2027, 2, 1))
    assert made.year == YEAR


def test_two_who_change_one_item_do_not_write_over_each_other(steering):
    made = work(steering.body)
    seen = digest_of(item_entry(made))
    plan = ItemPlan({"en": "Other words"}, date(2026, 1, 1), date(2026, 2, 1))
    change_item(item=made, plan=plan, actor=None, seen=seen)
    with pytest.raises(ValidationError, match="Somebody else changed this"):
        change_item(item=made, plan=ItemPlan({"en": "Late"}, date(2026, 1, 1), date(2026, 2, 1)), actor=None, seen=seen)
    made.refresh_from_db()
    assert made.titles == {"en": "Other words"}


def test_an_item_with_progress_or_money_stays(steering):
    noted, paid, free = work(steering.body, "A"), work(steering.body, "B"), work(steering.body, "C")
    note_progress(item=noted, state="under_way", actor=None, on=TODAY)
    line(steering.body, item=paid)
    with pytest.raises(ValidationError, match="dropped instead"):
        remove_item(item=noted, actor=None)
    with pytest.raises(ValidationError, match="Budget lines belong"):
        remove_item(item=paid, actor=None)
    remove_item(item=free, actor=None)
    with pytest.raises(ValidationError, match="removed meanwhile"):
        remove_item(item=free, actor=None)
    assert WorkItem.objects.count() == 2


def test_late_and_dropped_need_a_reason(steering):
    made = work(steering.body)
    for state in ("late", "dropped"):
        with pytest.raises(ValidationError, match="why it is late"):
            note_progress(item=made, state=state, actor=None, on=TODAY)
    with pytest.raises(ValidationError, match="Choose how far"):
        note_progress(item=made, state="fine", actor=None, on=TODAY)
    note_progress(item=made, state="late", actor=None, on=TODAY, texts={"en": "The road is flooded."})
    note_progress(item=made, state="done", actor=None, on=TODAY)
    assert [one.state for one in made.progress.all()] == ["late", "done"]


@pytest.mark.parametrize(
    ("states", "today", "state"),
    [
        ([], date(2026, 5, 31), "unsaid"),
        ([], date(2026, 6, 1), "overdue"),
        (["under_way"], date(2026, 5, 31), "under_way"),
        (["under_way"], date(2026, 6, 1), "overdue"),
        (["late"], date(2026, 5, 1), "late"),
        (["under_way", "done"], date(2026, 6, 1), "done"),
        (["dropped"], date(2026, 6, 1), "dropped"),
    ],
)
def test_an_item_without_news_is_never_shown_as_fine(states, today, state):
    notes = [Noted(one, {}, date(2026, 4, 1)) for one in states]
    assert state_of(notes, date(2026, 5, 31), today) == state


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        ({"kind": "gift"}, "kind"),
        ({"currency": "usd"}, "currency"),
        ({"currency": "DOLLARS"}, "currency"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("1.005")}, "amount"),
        ({"amount": Decimal("NaN")}, "amount"),
        ({"amount": Decimal(1000000000000)}, "amount"),
        ({"titles": {}}, "titles"),
    ],
)
def test_an_impossible_line_is_refused_under_its_field(steering, plan, field):
    stated = {"kind": "cost", "titles": {"en": "A"}, "amount": Decimal(1), "currency": "USD", **plan}
    with pytest.raises(ValidationError) as refusal:
        plan_line(body=steering.body, year=YEAR, plan=LinePlan(**stated), actor=None)
    assert set(refusal.value.message_dict) == {field}


def test_a_line_pays_for_work_of_its_own_year(steering, technical):
    for foreign in (work(technical.body), work(steering.body, year=2027)):
        with pytest.raises(ValidationError, match="another year or body"):
            line(steering.body, item=foreign)


def test_a_dissolved_body_plans_nothing(steering):
    steering.body.state = "ended"
    steering.body.save()
    with pytest.raises(ValidationError, match="dissolved"):
        line(steering.body)


def pay(row, amount="10.00", on=TODAY, reference="Invoice 7"):
    return book(line=row, amount=Decimal(amount), booked_on=on, reference=reference, actor=None, today=TODAY)


@pytest.mark.parametrize(
    ("booking", "sentence"),
    [
        ({"amount": "0"}, "above zero"),
        ({"amount": "-5"}, "above zero"),
        ({"amount": "0.001"}, "above zero"),
        ({"on": date(2026, 6, 16)}, "still to come"),
        ({"reference": "  "}, "Name the voucher"),
    ],
)
def test_an_impossible_booking_is_refused(steering, booking, sentence):
    with pytest.raises(ValidationError, match=sentence):
        pay(line(steering.body), **booking)
    assert not Booking.objects.exists()


def test_pressing_twice_books_once(steering):
    row = line(steering.body)
    pay(row)
    with pytest.raises(ValidationError, match="already"):
        pay(row)
    pay(row, reference="Invoice 8")
    assert booked_on_lines(steering.body, YEAR) == {str(row.public_id): Decimal("20.00")}


def test_a_mistake_is_taken_back_once_and_both_stay(steering):
    row = line(steering.body)
    wrong = pay(row, "100.00")
    back = correct_booking(booking=wrong, reference="Typed one zero too many", actor=None, on=TODAY)
    assert (back.amount, back.corrects_id) == (Decimal("-100.00"), wrong.pk)
    for again in (wrong, back):
        with pytest.raises(ValidationError, match="taken back before"):
            correct_booking(booking=again, reference="Again", actor=None, on=TODAY)
    pay(row, "100.00")  # the same again is no repetition of what was taken back
    assert booked_on_lines(steering.body, YEAR) == {str(row.public_id): Decimal("100.00")}
    assert row.bookings.count() == 3


def test_a_line_with_bookings_keeps_its_side_and_currency(steering):
    row = line(steering.body)
    pay(row)
    with pytest.raises(ValidationError, match="it stays"):
        remove_line(line=row, actor=None)
    plan = LinePlan("cost", {"en": "A"}, Decimal(5), "CDF")
    with pytest.raises(ValidationError, match="side and currency stay"):
        change_line(line=row, plan=plan, actor=None)
    change_line(line=row, plan=LinePlan("cost", {"en": "A"}, Decimal(5), "USD"), actor=None)


def test_the_log_holds_no_words(steering):
    item = work(steering.body, "Secret words")
    note_progress(item=item, state="done", actor=None, on=TODAY, texts={"en": "Secret words"})
    pay(line(steering.body, titles={"en": "Secret words"}), reference="Secret words")
    assert Entry.objects.filter(action__startswith="governance.").count() == 4
    assert not any("Secret" in str(entry.detail) for entry in Entry.objects.all())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["income", "cost"]), st.sampled_from(["USD", "CDF"]),
                          st.integers(0, 99_999_999_999_999)), min_size=1, max_size=12))  # fmt: skip
def test_the_budget_adds_up_to_the_cent(steering, planned):
    steering.body.budget_lines.all().delete()
    for kind, currency, cents in planned:
        line(steering.body, f"{cents // 100}.{cents % 100:02d}", kind, currency)
    for total in budget_content(steering.body, YEAR)["totals"]:
        for kind in ("income", "cost"):
            found = [cents for side, currency, cents in planned if (side, currency) == (kind, total["currency"])]
            told = total[kind]["planned"]
            assert (told is None) == (not found)
            assert told is None or int(told.replace(".", "")) == sum(found)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_keeps_notes_and_bookings(steering, change):
    row, item = line(steering.body), work(steering.body)
    pay(row)
    note_progress(item=item, state="done", actor=None, on=TODAY)
    for rows in (Booking.objects.filter(line=row), Progress.objects.filter(item=item)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(id=F("id")) if change == "update" else rows.delete()
