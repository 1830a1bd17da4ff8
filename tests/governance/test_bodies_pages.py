"""Pages of bodies: what everybody sees, what the secretariat keeps, on any day, in few queries."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ladder.consultation.wording import text_languages
from ladder.governance.models import Body, Interest, Proposal, Seat, Tenure
from ladder.governance.services.seats import hand_over, resign
from tests.governance.deciding import decided, put, say
from tests.governance.scene import Committee, found_committee, organisation_of
from tests.governance.test_seats import next_holder
from tests.registry.conftest import make_site, source

__all__ = ["make_site", "source"]

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
HOME = "/governance/"
STEERING = f"{HOME}bodies/steering/"
KEEP = f"{STEERING}keep/"
IN_PREPARATION = f"{HOME}bodies/water/keep/"


def text_of(page) -> str:
    """The words of a page, blanks evened out."""
    return " ".join(page.content.decode().split())


def signed_in(committee: Committee, name: str) -> Client:
    client = Client()
    client.force_login(committee.people[name])
    return client


def seat_page(seat: Seat) -> str:
    return f"{HOME}bodies/{seat.body.address}/keep/seats/{seat.public_id}/"


@pytest.fixture
def keeper(client_of) -> Client:
    return client_of("secretariat")


@pytest.fixture
def water(keeper) -> Body:
    """A body in preparation, founded in the browser."""
    address = f"{HOME}bodies/new/?kind=technical"
    typed = {**keeper.get(address).context["form"].initial, "address": "water", "opens_on": TODAY.isoformat()}
    assert keeper.post(address, typed).status_code == 302
    return Body.objects.get(address="water")


def test_everybody_sees_who_sits_where_and_vacant_seats_too(client, steering):
    resign(actor=None, tenure=steering.tenures["companies-2"], ends_on=date(2026, 2, 1))
    words = text_of(client.get(HOME))
    assert "The steering committee" in words
    assert "1 of 2 seats held" in words
    page = client.get(STEERING)
    words = text_of(page)
    assert "steering companies-1" in words
    assert "<em>vacant</em>" in words
    assert all(person.username not in words for person in steering.people.values())
    assert "Declared interests" not in words


def test_who_sat_there_on_a_day_in_march(client, steering):
    hand_over(actor=None, tenure=steering.tenures["companies-1"], plan=next_holder(starts_on=date(2026, 3, 4)))
    for day, shown in (("2026-03-03", "steering companies-1"), ("2026-03-04", "The next house")):
        page = client.get(STEERING, {"on": day})
        assert page.context["view"].chambers[1].seats[0].tenure.organisation.name == shown
    assert page.context["history"][1].tenures[0].follows == page.context["history"][1].tenures[1]
    before = client.get(STEERING, {"on": "2025-01-01"})
    assert all(not bench.seats for bench in before.context["view"].benches)


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-02-30", "9" * 5_000])
def test_a_day_that_is_none_gets_one_clear_sentence(client, steering, day):
    page = client.get(STEERING, {"on": day})
    assert page.status_code == 422
    assert "Write a day as year-month-day" in text_of(page)


def test_extreme_days_are_shown_and_nothing_breaks(client, steering):
    for day in ("0001-01-01", "9999-12-31"):
        assert client.get(STEERING, {"on": day}).status_code == 200


def test_a_body_in_preparation_is_there_for_the_secretariat_alone(client, keeper, water, client_of):
    assert keeper.get(f"{HOME}bodies/water/").status_code == 200
    for reader in (client, client_of("committee"), client_of("stranger")):
        assert reader.get(f"{HOME}bodies/water/").status_code == 404
        assert "water" not in text_of(reader.get(HOME))


def test_decisions_rules_and_meetings_stand_on_the_page_of_the_body(client, steering):
    decision = decided(steering).decision
    words = text_of(client.get(STEERING))
    assert f"/governance/decisions/{decision.public_id}/" in words
    assert "Every chamber must be heard: at least half of its seats without a conflict, and at least 1." in words
    assert "Number 1, from Jan. 1, 2026" in words
    assert steering.body.rule_sets.get().digest[:12] in words


def test_whoever_sits_somewhere_sees_what_waits(steering):
    proposal = put(steering)
    Proposal.objects.filter(pk=proposal.pk).update(closes_at=timezone.now() + timedelta(days=3))
    assert "1 open proposal waits for your position" in text_of(signed_in(steering, "companies-1").get(HOME))
    say(steering, proposal, "companies-1")
    assert "nothing waits" in text_of(signed_in(steering, "companies-1").get(HOME))
    assert "nothing waits" in text_of(signed_in(steering, "observer-1").get(HOME))


def test_the_overview_takes_the_same_queries_for_one_body_and_thirty(client, make_person, django_assert_num_queries):
    found_committee(make_person)
    with django_assert_num_queries(7):
        client.get(HOME)
    for number in range(29):
        found_committee(make_person, kind=f"b{number}", sides={"members": 1}, observers=0)
    with django_assert_num_queries(7):
        page = client.get(HOME)
    assert len(page.context["bodies"]) == 30


def test_a_body_takes_the_same_queries_for_five_seats_and_thirty(client, make_person, django_assert_num_queries):
    found_committee(make_person, observers=0)
    found_committee(make_person, kind="technical", sides={"members": 15, "others": 15}, observers=0)
    for address in ("steering", "technical"):
        with django_assert_num_queries(9):
            client.get(f"{HOME}bodies/{address}/")


def test_the_secretariat_walks_a_body_from_founding_to_standing(keeper, water):
    assert "Nobody sits in the chamber" in text_of(keeper.get(IN_PREPARATION))
    refused = keeper.post(f"{IN_PREPARATION}stand/")
    assert refused.status_code == 422
    assert Body.objects.get(pk=water.pk).state == "preparing"
    for place, seat in enumerate(water.seats.all()):
        until = (TODAY + timedelta(days=300)).isoformat()
        holder = {"organisation": organisation_of(f"House {place}").public_id, "starts_on": TODAY.isoformat()}
        assert keeper.post(seat_page(seat), {**holder, "ends_on": until}).status_code == 302
    assert "Before it can stand" not in text_of(keeper.get(IN_PREPARATION))
    assert keeper.post(f"{IN_PREPARATION}stand/").status_code == 302
    assert Body.objects.get(pk=water.pk).state == "standing"
    assert keeper.post(f"{IN_PREPARATION}drop/").status_code == 422


def test_every_page_of_the_secretariat_opens(keeper, water, steering):
    for address in ("", "words/", "rules/deciding/", "rules/composition/", "seats/new/"):
        assert keeper.get(IN_PREPARATION + address).status_code == 200
        assert keeper.get(KEEP + address).status_code == (404 if address == "rules/composition/" else 200)
    assert keeper.get(f"{KEEP}rules/consultation/").status_code == 200
    assert keeper.get(f"{KEEP}rules/beauty/").status_code == 404
    for kind in Body.Kind.values:
        assert keeper.get(f"{HOME}bodies/new/?kind={kind}").status_code == 200
    assert keeper.get(f"{HOME}bodies/new/?kind=junta").status_code == 200  # the kinds to choose from


def test_strangers_and_members_keep_nothing(client, steering, client_of):
    seat = steering.seats["companies-1"]
    for reader in (client, client_of("committee"), signed_in(steering, "companies-1")):
        for address in (f"{HOME}bodies/new/", KEEP, f"{KEEP}words/", f"{KEEP}seats/new/", seat_page(seat)):
            assert reader.get(address).status_code == 404
        for address in (f"{KEEP}stand/", f"{KEEP}drop/", f"{seat_page(seat)}close/", f"{seat_page(seat)}last-day/"):
            assert reader.post(address, {"last-ends_on": "2026-12-01"}).status_code == 404
    assert Tenure.objects.filter(ends_on=None).count() == 6
    assert client.get(f"{HOME}interests/").status_code == 404


def test_faults_of_a_holder_come_back_on_the_form_and_nothing_is_stored(keeper, steering):
    seat = steering.seats["companies-1"]
    for typed, sentence in (
        ({}, "This field is required."),
        ({"holder": "nobody-of-this-name"}, "No account has this user name."),
        ({"starts_on": "soon"}, "Enter a valid date."),
        ({"organisation": "7"}, "Choose an organisation from the list."),
        ({"is_interim": "on"}, "Only a reserved seat is held in the interim"),
        ({"starts_on": "2025-01-01"}, "This tenure begins on 2026-01-01."),
    ):
        base = {"organisation": organisation_of("The next house").public_id, "starts_on": "2026-12-01"} if typed else {}
        page = keeper.post(seat_page(seat), {**base, **typed})
        assert page.status_code == 422
        assert sentence in text_of(page)
    assert seat.tenures.count() == 1


def test_a_seat_is_handed_over_and_given_up_in_the_browser(keeper, steering):
    seat = steering.seats["companies-1"]
    typed = {
        "organisation": organisation_of("The next house").public_id, "starts_on": "2030-01-01",
        "holder_name": "A name that was given", "reason": "Rotation.",
    }  # fmt: skip
    assert keeper.post(seat_page(seat), typed).status_code == 302
    assert "A name that was given" in text_of(keeper.get(STEERING, {"on": "2030-01-01"}))
    assert keeper.post(f"{seat_page(seat)}last-day/", {"last-ends_on": "2098-01-01"}).status_code == 422
    assert keeper.post(f"{seat_page(seat)}last-day/", {"last-ends_on": "2030-06-30"}).status_code == 302
    assert [one.ends_on for one in seat.tenures.order_by("starts_on")] == [date(2029, 12, 31), date(2030, 6, 30)]


def test_a_seat_reserved_in_words_is_named(keeper, steering):
    seat = steering.seats["government-1"]
    Seat.objects.filter(pk=seat.pk).update(reserved_words={"en": "The ministry"})
    assert "This organisation is meant" in text_of(keeper.get(seat_page(seat)))
    assert keeper.post(f"{seat_page(seat)}meant/", {}).status_code == 422
    ministry = organisation_of("The real ministry")
    assert keeper.post(f"{seat_page(seat)}meant/", {"meant-organisation": ministry.public_id}).status_code == 302
    assert Seat.objects.get(pk=seat.pk).reserved_for == ministry


def test_rules_are_kept_in_preparation_and_proposed_once_a_body_stands(keeper, water, steering):
    rules = {
        "quorum_share": "2/3", "quorum_least": "1", "majority_share": "1/2", "fallback": "none", "open_days": "5",
        "objection_days": "7", "appeal_days": "30",
    }  # fmt: skip
    assert keeper.post(f"{IN_PREPARATION}rules/deciding/", rules).status_code == 302
    assert water.rule_sets.filter(kind="deciding").count() == 2
    refused = keeper.post(f"{IN_PREPARATION}rules/composition/", {"rules": '{"rules": [{"kind": "beauty"}]}'})
    assert refused.status_code == 422
    assert keeper.post(f"{IN_PREPARATION}rules/composition/", {"rules": "["}).status_code == 422
    drafted = keeper.post(f"{KEEP}rules/deciding/", {**rules, "deciding": "steering"})
    proposal = Proposal.objects.get(body=steering.body)
    assert drafted["Location"] == f"/governance/proposals/{proposal.public_id}/"
    assert proposal.options.get().effects[0]["payload"]["content"]["open_days"] == 5
    assert steering.body.rule_sets.count() == 1


def test_seats_are_proposed_once_a_body_stands(keeper, steering):
    steering.body.powers = [*steering.body.powers, "change_seats"]
    steering.body.save()
    typed = {"chamber": "companies", "names_en": "Traders", "deciding": "steering"}
    assert keeper.post(f"{KEEP}seats/new/", typed).status_code == 302
    assert keeper.post(f"{seat_page(steering.seats['companies-2'])}close/").status_code == 302
    assert keeper.post(f"{seat_page(steering.seats['government-1'])}close/").status_code == 422  # the last of a chamber
    assert Proposal.objects.filter(body=steering.body, state="draft").count() == 2
    assert Seat.objects.filter(closes_on=None).count() == 6


def test_a_site_committee_is_founded_for_one_site_by_name_or_code(keeper, make_site):
    site = make_site()
    address = f"{HOME}bodies/new/?kind=site"
    typed = {**keeper.get(address).context["form"].initial, "address": "pit", "opens_on": TODAY.isoformat()}
    assert keeper.post(address, {**typed, "site": "No such pit"}).status_code == 422
    assert keeper.post(address, {**typed, "site": site.name.upper()}).status_code == 302
    assert Body.objects.get(address="pit").site == site


def test_a_holder_declares_an_interest_and_lets_it_end(steering):
    proposal = put(steering)
    holder, other = signed_in(steering, "companies-1"), signed_in(steering, "companies-2")
    refused = holder.post(f"{HOME}interests/", {"about": "organisation:none", "reasons_en": "We buy."})
    assert refused.status_code == 422
    assert holder.post(f"{HOME}interests/", {"about": f"proposal:{proposal.public_id}"}).status_code == 422
    typed = {"about": f"proposal:{proposal.public_id}", "reasons_en": "We buy there."}
    assert holder.post(f"{HOME}interests/", typed).status_code == 302
    made = Interest.objects.get()
    assert "We buy there." in text_of(holder.get(f"{HOME}interests/"))
    assert "We buy there." in text_of(other.get(STEERING))
    assert "We buy there." not in text_of(Client().get(STEERING))
    assert other.post(f"{HOME}interests/{made.public_id}/end/").status_code == 404
    assert "stays until that is decided" in text_of(holder.post(f"{HOME}interests/{made.public_id}/end/", follow=True))
    Proposal.objects.filter(pk=proposal.pk).update(state="withdrawn")
    assert "The interest ends today." in text_of(holder.post(f"{HOME}interests/{made.public_id}/end/", follow=True))


def test_interests_take_the_same_queries_for_one_and_thirty(steering, django_assert_num_queries):
    holder, tenure = signed_in(steering, "companies-1"), steering.tenures["companies-1"]

    def declare(number: int) -> None:
        subject = f"organisation:{organisation_of(f'House {number}').public_id}"
        Interest.objects.create(tenure=tenure, subject=subject, reasons={"en": "Ours."}, declared_on=date(2026, 2, 1))

    declare(0)
    with django_assert_num_queries(8):
        holder.get(f"{HOME}interests/")
    for number in range(1, 30):
        declare(number)
    with django_assert_num_queries(8):
        page = holder.get(f"{HOME}interests/")
    assert len(page.context["lines"]) == 30


def test_names_are_asked_for_in_every_language(keeper, water):
    form = keeper.get(f"{IN_PREPARATION}words/").context["form"]
    assert all(f"names_{code}" in form.fields and f"purposes_{code}" in form.fields for code in text_languages())
