"""Seats: held for a term, never by two, handed over on a date, given up; reservations and composition are kept."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.audit.models import Entry
from ladder.core.canonical import digest_of
from ladder.governance.models import RuleSet, Seat, Tenure
from ladder.governance.queries.bodies import show_body
from ladder.governance.services.body_plans import SeatPlan
from ladder.governance.services.composing import list_breaches
from ladder.governance.services.holding import TenurePlan
from ladder.governance.services.seats import add_seat, hand_over, name_reserved, remove_seat, resign, seat_holder
from ladder.registry.models import Organisation, StakeholderGroup
from tests.governance.deciding import BETWEEN, decided, put, say
from tests.governance.scene import FIRST_DAY, Committee, organisation_of
from tests.governance.test_bodies import DAY, found, hold

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 3, 13)  # the day of `tests.governance.deciding.AFTER`
LATER = date(2026, 6, 1)


def house(name: str, group: str = "tests") -> Organisation:
    found = organisation_of(name)
    found.group = StakeholderGroup.objects.get(key=group)
    found.save()
    return found


def compose(committee: Committee, *rules: dict) -> None:
    """The committee has these rules of composition."""
    content = {"rules": list(rules)}
    RuleSet.objects.create(
        body=committee.body, kind="composition", number=1, content=content, digest=digest_of(content),
        in_force_from=FIRST_DAY, created_at=timezone.now(),
    )  # fmt: skip


def next_holder(**changes) -> TenurePlan:
    return replace(TenurePlan(organisation_of("The next house"), LATER), **changes)


def test_a_seat_is_handed_over_on_a_date_and_each_day_has_one_holder(steering):
    old = steering.tenures["companies-1"]
    new = hand_over(actor=None, tenure=old, plan=next_holder(), reason="Rotation.")
    old.refresh_from_db()
    assert (old.ends_on, new.starts_on, new.follows, new.reason) == (date(2026, 5, 31), LATER, old, "Rotation.")
    for day, name in ((date(2026, 5, 31), "steering companies-1"), (LATER, "The next house")):
        seat = show_body(steering.body, day).chambers[1].seats[0]
        assert seat.tenure.organisation.name == name
    entry = Entry.objects.get(action="governance.seat_handed_over")
    assert set(entry.detail) == {"body", "tenure", "organisation", "starts_on", "ends_on", "is_interim"}


def test_a_held_seat_is_not_given_to_another(steering):
    seat = steering.seats["companies-1"]
    with pytest.raises(ValidationError, match="This seat is held from 2026-01-01 by “steering companies-1”"):
        seat_holder(actor=None, seat=seat, plan=next_holder())
    assert seat.tenures.count() == 1


def test_a_vacant_seat_is_shown_as_vacant_and_filled_anew(steering):
    resign(actor=None, tenure=steering.tenures["companies-1"], ends_on=date(2026, 5, 1), reason="Left.")
    seat = show_body(steering.body, date(2026, 5, 2)).chambers[1].seats[0]
    assert (seat.state, seat.tenure) == ("vacant", None)
    made = seat_holder(actor=None, seat=steering.seats["companies-1"], plan=next_holder())
    assert made.follows is None
    assert show_body(steering.body, LATER).chambers[1].held == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts_on": date(2025, 12, 31)}, "starts_on"),  # the seat opens on 1 January
        ({"ends_on": date(2026, 5, 31)}, "ends_on"),
        ({"is_interim": True}, "is_interim"),  # the seat is reserved for nobody
        ({"holder_name": "x" * 121}, "holder_name"),
        ({"alternate_name": "a\x00"}, "alternate_name"),
    ],
)  # fmt: skip
def test_a_holder_that_is_not_possible_is_refused_under_the_field(steering, changes, field):
    resign(actor=None, tenure=steering.tenures["companies-1"], ends_on=FIRST_DAY)
    with pytest.raises(ValidationError) as refusal:
        seat_holder(actor=None, seat=steering.seats["companies-1"], plan=next_holder(**changes))
    assert field in refusal.value.message_dict


def test_one_person_speaks_for_one_seat(steering, make_person):
    taken, free = steering.people["companies-2"], make_person("free")
    for plan, field in (
        (next_holder(holder=taken), "holder"),
        (next_holder(alternate=taken), "alternate"),
        (next_holder(holder=free, alternate=free), "alternate"),
    ):
        with pytest.raises(ValidationError) as refusal:
            hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=plan)
        assert list(refusal.value.message_dict) == [field]
    free.is_active = False
    with pytest.raises(ValidationError, match="closed"):
        hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=next_holder(holder=free))


def test_a_seat_of_an_organisation_not_in_the_registry_is_held_in_the_interim_until_it_is_named(steering):
    seat = steering.seats["government-1"]
    Seat.objects.filter(pk=seat.pk).update(reserved_words={"en": "The ministry"})
    old = steering.tenures["government-1"]
    with pytest.raises(ValidationError, match="reserved for: The ministry"):
        hand_over(actor=None, tenure=old, plan=next_holder())
    interim = hand_over(actor=None, tenure=old, plan=next_holder(is_interim=True))
    assert show_body(steering.body, LATER).chambers[0].seats[0].state == "interim"
    ministry = organisation_of("The ministry of mines")
    name_reserved(actor=None, seat=seat, organisation=ministry)
    with pytest.raises(ValidationError, match="can be named"):
        name_reserved(actor=None, seat=seat, organisation=organisation_of("Another"))
    plan = TenurePlan(ministry, date(2026, 7, 1))
    with pytest.raises(ValidationError, match="Only a reserved seat"):
        hand_over(actor=None, tenure=interim, plan=replace(plan, is_interim=True))
    hand_over(actor=None, tenure=interim, plan=plan)
    assert show_body(steering.body, date(2026, 7, 1)).chambers[0].seats[0].state == "held"


def test_a_seat_of_a_group_is_for_organisations_of_the_group(steering):
    group = StakeholderGroup.objects.get(key="cooperatives")
    Seat.objects.filter(pk=steering.seats["companies-1"].pk).update(reserved_group=group)
    old = steering.tenures["companies-1"]
    with pytest.raises(ValidationError, match="reserved for: Cooperatives and federations"):
        hand_over(actor=None, tenure=old, plan=next_holder())
    made = hand_over(actor=None, tenure=old, plan=next_holder(organisation=house("A cooperative", "cooperatives")))
    assert made.is_interim is False


def test_what_the_body_decided_stays_with_those_who_sat_there(steering):
    decided(steering)
    old = steering.tenures["companies-1"]
    for day in (BETWEEN.date(), DECIDED):
        with pytest.raises(ValidationError, match="acted on 2026-03-13"):
            hand_over(actor=None, tenure=old, plan=next_holder(starts_on=day))
    with pytest.raises(ValidationError, match="acted on 2026-03-13"):
        resign(actor=None, tenure=old, ends_on=date(2026, 3, 12))
    assert hand_over(actor=None, tenure=old, plan=next_holder(starts_on=date(2026, 3, 14)))


def test_a_seat_handed_over_while_a_proposal_is_open_keeps_what_was_said_apart(steering):
    proposal = put(steering)
    say(steering, proposal, "companies-1")
    with pytest.raises(ValidationError, match="acted on 2026-03-05"):
        hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=next_holder(starts_on=date(2026, 3, 5)))
    made = hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=next_holder(starts_on=date(2026, 3, 6)))
    assert proposal.positions.get().tenure == made.follows


def test_a_tenure_ends_only_on_a_day_that_it_reaches(steering):
    old = steering.tenures["companies-1"]
    with pytest.raises(ValidationError) as refusal:
        hand_over(actor=None, tenure=old, plan=next_holder(starts_on=FIRST_DAY))
    assert "starts_on" in refusal.value.message_dict
    resign(actor=None, tenure=old, ends_on=date(2026, 5, 1))
    with pytest.raises(ValidationError, match="ends on 2026-05-01"):
        resign(actor=None, tenure=old, ends_on=date(2026, 6, 1))
    with pytest.raises(ValidationError, match="ends on 2026-05-01"):
        hand_over(actor=None, tenure=old, plan=next_holder())


def test_a_change_that_breaks_a_rule_is_refused_with_what_is_wanted_and_found(steering):
    compose(steering, {"kind": "at_most_of_organisation", "number": 1})
    twice = next_holder(organisation=organisation_of("steering companies-2"))
    with pytest.raises(ValidationError) as refusal:
        hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=twice)
    sentence = "Seats held by one organisation: at most 1 wanted, 2 found for “steering companies-2”."
    assert refusal.value.messages == [sentence]
    assert steering.tenures["companies-1"].ends_on is None
    assert Tenure.objects.filter(seat=steering.seats["companies-1"]).count() == 1


def test_workers_keep_the_lead_of_a_committee(steering):
    for name in ("companies-1", "companies-2", "civil_society-1", "civil_society-2"):
        house(f"steering {name}", "diggers")
    compose(steering, {"kind": "led_by_groups", "groups": ["diggers"], "share": "2/3"})  # 4 of 5 now
    hand_over(actor=None, tenure=steering.tenures["civil_society-1"], plan=next_holder(
        organisation=house("More diggers", "diggers")))  # fmt: skip
    with pytest.raises(ValidationError, match="at least two thirds wanted, 3/5 found"):
        hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=next_holder())


def test_nobody_is_kept_in_a_seat_by_a_rule_and_what_lacks_can_be_mended_step_by_step(steering):
    compose(steering, {"kind": "at_least_in_chamber", "chamber": "companies", "number": 2})
    for name in ("companies-1", "companies-2"):
        resign(actor=None, tenure=steering.tenures[name], ends_on=date(2026, 5, 1))
    assert [(one.wanted, one.found) for one in list_breaches(steering.body, LATER)] == [(2, 0)]
    seat_holder(actor=None, seat=steering.seats["companies-1"], plan=next_holder())
    assert [(one.wanted, one.found) for one in list_breaches(steering.body, LATER)] == [(2, 1)]


def test_a_rule_is_kept_on_every_day_of_a_tenure_not_only_on_the_first(steering):
    compose(steering, {"kind": "at_most_of_organisation", "number": 1})
    next_house = organisation_of("The next house")
    hand_over(actor=None, tenure=steering.tenures["companies-2"], plan=next_holder(starts_on=date(2026, 9, 1)))
    early = TenurePlan(next_house, date(2026, 4, 1))  # alone until September, then twice
    with pytest.raises(ValidationError, match="at most 1 wanted, 2 found"):
        hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=early)
    until = replace(early, ends_on=date(2026, 8, 31))
    assert hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=until)


def test_terms_that_are_limited_need_an_end_within_the_limit(steering):
    compose(steering, {"kind": "longest_tenure_months", "months": 12})
    old = steering.tenures["companies-1"]
    for plan in (
        next_holder(),
        next_holder(ends_on=date(2027, 6, 1)),
        next_holder(organisation=old.organisation, ends_on=date(2027, 1, 1)),  # there since January 2026
    ):
        with pytest.raises(ValidationError, match="less than 12 months without a break"):
            hand_over(actor=None, tenure=old, plan=plan)
    assert hand_over(actor=None, tenure=old, plan=next_holder(ends_on=date(2027, 5, 31)))


def test_seats_are_added_and_taken_out_only_in_preparation(steering):
    body = found()
    made = add_seat(actor=None, body=body, plan=SeatPlan({"en": "Third"}, "north"), opens_on=DAY)
    assert (made.kind, made.position, body.seats.count()) == ("voting", 4, 4)
    hold(body, "North house")
    remove_seat(actor=None, seat=body.seats.first())
    assert (body.seats.count(), Tenure.objects.filter(seat__body=body).count()) == (3, 0)
    with pytest.raises(ValidationError, match="by decision"):
        add_seat(actor=None, body=steering.body, plan=SeatPlan({"en": "X"}, "companies"), opens_on=DAY)
    with pytest.raises(ValidationError, match="by decision"):
        remove_seat(actor=None, seat=steering.seats["companies-1"])


def test_a_body_has_no_more_seats_than_its_rules_allow():
    body = found(composition=({"kind": "at_most_seats", "number": 2},))
    with pytest.raises(ValidationError, match="at most 2 wanted, 3 found"):
        add_seat(actor=None, body=body, plan=SeatPlan({"en": "Third"}, "north"), opens_on=DAY)
    assert add_seat(actor=None, body=body, plan=SeatPlan({"en": "Guest"}), opens_on=DAY).kind == "observer"


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["seat", "hand", "end"]), DAYS, st.none() | DAYS), max_size=8))
def test_whatever_is_tried_no_day_has_two_holders(steering, steps):
    seat = steering.seats["companies-1"]
    Tenure.objects.filter(seat=seat).update(follows=None)
    Tenure.objects.filter(seat=seat).delete()
    for step, day, until in steps:
        last = seat.tenures.order_by("-starts_on").first()
        try:
            if step == "seat":
                seat_holder(actor=None, seat=seat, plan=TenurePlan(organisation_of("A"), day, until))
            elif last and step == "hand":
                hand_over(actor=None, tenure=last, plan=TenurePlan(organisation_of("B"), day, until))
            elif last:
                resign(actor=None, tenure=last, ends_on=day)
        except ValidationError:
            continue
    spans = sorted((one.starts_on, one.ends_on or date.max) for one in seat.tenures.all())
    assert all(begins <= ends for begins, ends in spans)
    assert all(ends < begins for (_, ends), (begins, _) in pairwise(spans))
