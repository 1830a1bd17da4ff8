"""Interests that holders declare, ties that the records know, and which seats are recused by them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.core.governance.conflicts import Tie
from ladder.governance.models import Body, Interest
from ladder.governance.queries import conflicts
from ladder.governance.queries.subjects import find_subjects, name_subjects
from ladder.governance.services.interests import declare_interest, end_interest
from ladder.registry.models import Site, SiteOperator
from tests.governance.deciding import close, draft, put, say
from tests.governance.scene import organisation_of
from tests.registry.conftest import make_site, source

__all__ = ["make_site", "source"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 4)
WHY = {"en": "We buy there.", "fr": " "}


def declare(committee, name="companies-1", **about) -> Interest:
    return declare_interest(
        actor=committee.people[name], tenure=committee.tenures[name], reasons=WHY, on=DAY, **about
    )  # fmt: skip


def operate(site: Site, organisation, part="operator", ends_on=None) -> None:
    SiteOperator.objects.create(
        site=site, organisation=organisation, part=part, starts_on=date(2025, 1, 1), ends_on=ends_on, source=site.source
    )  # fmt: skip


def test_a_declared_interest_recuses_the_seat_from_its_day_on(steering):
    proposal = put(steering)
    made = declare(steering, proposal=proposal)
    assert made.reasons == {"en": "We buy there."}
    seat = steering.seats["companies-1"].pk
    assert conflicts.recusals_of(proposal, DAY) == {seat: "declared"}
    assert conflicts.recusals_of(proposal, date(2026, 3, 3)) == {}
    assert "We buy there." not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_a_position_of_a_seat_with_an_interest_does_not_count(steering):
    proposal = put(steering)
    for name in ("government-1", "companies-1", "companies-2", "civil_society-1", "civil_society-2"):
        say(steering, proposal, name)
    declare(steering, proposal=proposal)
    closing = close(proposal)
    companies = next(one for one in closing.record["chambers"] if one["chamber"] == "companies")
    assert (companies["seats"], companies["recused"], companies["heard"]) == (2, 1, 1)


def test_an_interest_in_a_subject_matters_only_where_the_proposal_is_about_it(steering):
    subject = f"organisation:{organisation_of('A refinery').public_id}"
    declare(steering, subject=subject)
    seat = steering.seats["companies-1"].pk
    assert conflicts.recusals_of(draft(steering, subjects=[subject]), DAY) == {seat: "declared_subject"}
    assert conflicts.recusals_of(draft(steering), DAY) == {}


def test_the_records_recuse_who_works_a_site_or_is_itself_the_subject(steering, make_site):
    site = make_site()
    operate(site, steering.tenures["companies-1"].organisation)
    operate(site, steering.tenures["companies-2"].organisation, "assessor", ends_on=date(2026, 2, 1))
    other = f"organisation:{steering.tenures['civil_society-1'].organisation.public_id}"
    proposal = draft(steering, subjects=[f"site:{site.public_id}", other, "site:none", "lot:7"])
    assert conflicts.recusals_of(proposal, DAY) == {
        steering.seats["companies-1"].pk: "operator", steering.seats["civil_society-1"].pk: "is_subject"
    }  # fmt: skip
    assert conflicts.say_reason("operator") == "works the site that it is about"
    assert conflicts.say_reason("unheard_of") == "unheard_of"


def test_those_who_work_a_site_decide_in_the_committee_of_the_site(steering, make_site):
    site = make_site()
    operate(site, steering.tenures["companies-1"].organisation)
    Body.objects.filter(pk=steering.body.pk).update(kind="site", site=site)
    steering.body.refresh_from_db()
    proposal = draft(steering, subjects=[f"site:{site.public_id}"])
    assert conflicts.recusals_of(proposal, DAY) == {}


def test_a_later_room_adds_ties_with_their_words(steering, monkeypatch):
    monkeypatch.setattr(conflicts, "_sources", dict(conflicts._sources))
    monkeypatch.setattr(conflicts, "_words", dict(conflicts._words))
    holder = f"organisation:{steering.tenures['companies-2'].organisation.public_id}"

    def payees(subjects, on):
        return [Tie(holder, "payee", subject) for subject in subjects if on == DAY]

    conflicts.register_ties(payees, {"payee": "is paid from it"})
    proposal = draft(steering, subjects=["allocation:12"])
    assert conflicts.recusals_of(proposal, DAY) == {steering.seats["companies-2"].pk: "payee"}
    assert conflicts.say_reason("payee") == "is paid from it"


def test_recusals_take_a_constant_number_of_queries(steering, make_site, django_assert_num_queries):
    sites = [make_site(number) for number in range(1, 4)]
    for site in sites:
        operate(site, steering.tenures["companies-1"].organisation)
    for subjects in ([sites[0]], sites):
        proposal = draft(steering, subjects=[f"site:{site.public_id}" for site in subjects])
        with django_assert_num_queries(3):
            conflicts.recusals_of(proposal, DAY)


def test_an_interest_that_is_not_possible_is_refused(steering, technical):
    open_now = put(steering)
    known = f"organisation:{organisation_of('A refinery').public_id}"
    for about in (
        {}, {"proposal": open_now, "subject": known}, {"subject": "organisation:7"}, {"subject": "moon:1"},
        {"proposal": put(technical)},
    ):  # fmt: skip
        with pytest.raises(ValidationError, match="Choose"):
            declare(steering, **about)
    declare(steering, subject=known)
    with pytest.raises(ValidationError, match="declared already"):
        declare(steering, subject=known)
    tenure, stranger = steering.tenures["companies-1"], steering.people["companies-2"]
    with pytest.raises(ValidationError, match="Only who holds a seat"):
        declare_interest(actor=stranger, tenure=tenure, reasons=WHY, on=DAY, subject=known)
    for reasons in ({"en": "  "}, {"de": "Ja"}, {"en": "x" * 4_001}, {"en": "a\x00"}):
        with pytest.raises(ValidationError):
            declare_interest(
                actor=steering.people["companies-2"], tenure=steering.tenures["companies-2"], reasons=reasons, on=DAY,
                subject=known,
            )  # fmt: skip
    assert Interest.objects.count() == 1


def test_an_interest_ends_but_not_while_it_matters(steering):
    proposal = put(steering)
    made = declare(steering, proposal=proposal)
    holder = steering.people["companies-1"]
    with pytest.raises(ValidationError, match="stays until that is decided"):
        end_interest(actor=holder, interest=made, on=DAY)
    for name in ("government-1", "companies-2", "civil_society-1"):
        say(steering, proposal, name)
    close(proposal)
    with pytest.raises(ValidationError, match="Only who holds a seat"):
        end_interest(actor=steering.people["companies-2"], interest=made, on=date(2026, 3, 20))
    ended = end_interest(actor=holder, interest=made, on=date(2026, 3, 20))
    assert ended.ended_on == date(2026, 3, 20)
    with pytest.raises(ValidationError, match="ended already"):
        end_interest(actor=holder, interest=made, on=date(2026, 3, 20))


def test_an_interest_goes_with_its_holder(steering):
    proposal = draft(steering)
    declare(steering, proposal=proposal)
    tenure = steering.tenures["companies-1"]
    type(tenure).objects.filter(pk=tenure.pk).update(ends_on=date(2026, 3, 31))
    assert list(conflicts.recusals_of(proposal, date(2026, 3, 31)).values()) == ["declared"]
    assert conflicts.recusals_of(proposal, date(2026, 4, 1)) == {}


def test_subjects_are_found_and_named(make_site, django_assert_num_queries):
    site, house = make_site(), organisation_of("Kisima water house")
    assert {one.name for one in find_subjects(" kisima ")} == {site.name, house.name}
    assert find_subjects("k") == []
    wanted = [f"site:{site.public_id}", f"organisation:{house.public_id}", "site:x", "lot:7"]
    with django_assert_num_queries(2):
        names = name_subjects(wanted)
    assert names == {wanted[0]: site.name, wanted[1]: house.name, "site:x": "site:x", "lot:7": "lot:7"}
