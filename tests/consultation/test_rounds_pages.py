"""Public pages of rounds: what everybody sees, what nobody sees while a round is open, and how often the base is asked."""

import gzip
import hashlib
from datetime import timedelta

import pytest
from django.utils import timezone

from ladder.consultation import services
from ladder.consultation.models import Attendance, Contribution, Gathering, Participant, Round, Tally
from ladder.consultation.queries import build_coverage

pytestmark = pytest.mark.django_db
PUBLIC = ("", "document/", "vision/", "faq/", "rules/")
MOST_BYTES = 14_000
TODAY = timezone.localdate()


@pytest.fixture
def groups_of():
    """The groups of a round by the registry's key."""
    return lambda round_: {group.group.key: group for group in round_.groups.select_related("group")}


@pytest.fixture
def answer(groups_of):
    """Lets so many people of a group answer a requirement."""

    def answer(round_, group, key, number=1, channel="invited", position="as_written", *, for_organisation=False):
        row = groups_of(round_)[group]
        for _person in range(number):
            person = Participant.objects.create(
                round=round_, channel=channel, group=row, speaks_for_organisation=for_organisation
            )
            Contribution.objects.create(
                round=round_, kind="position", channel=channel, participant=person, group=row,
                item=round_.items.get(key=key), language="fr", position=position,
            )  # fmt: skip

    return answer


@pytest.fixture
def meet(groups_of):
    """Holds a gathering in which a group shows hands or ballots on a requirement."""

    def meet(round_, group, key, people, *, is_secret=False, status="sealed", has_counts=True):
        row = groups_of(round_)[group]
        gathering = Gathering.objects.create(
            round=round_, kind="workshop", titles={"fr": "Atelier"}, held_on=TODAY, languages=["fr"], status=status,
            created_at=timezone.now(),
        )  # fmt: skip
        Attendance.objects.create(gathering=gathering, group=row, women=people)
        told = Contribution.objects.create(
            round=round_, kind="tally", channel="workshop", gathering=gathering, item=round_.items.get(key=key),
            language="fr",
        )  # fmt: skip
        Tally.objects.create(
            contribution=told, group=row, as_written=people, is_secret=is_secret, has_counts=has_counts
        )

    return meet


def row_of(round_, key):
    return next(row for row in build_coverage(round_) if row.group.key == key)


@pytest.mark.parametrize("tail", PUBLIC)
def test_everybody_reads_the_pages_of_an_open_round(client, running_round, tail):
    page = client.get(f"/consultation/running/{tail}")
    assert page.status_code == 200
    assert len(gzip.compress(page.content)) < MOST_BYTES


@pytest.mark.parametrize("tail", [*PUBLIC, "rules.json"])
@pytest.mark.parametrize(
    ("role", "status"), [("", 404), ("buyer", 404), ("secretariat", 200), ("facilitator", 200), ("committee", 200)]
)
def test_a_round_in_preparation_is_there_for_those_who_prepare_it(draft, client_of, role, status, tail):
    expected = 404 if tail == "rules.json" else status
    assert client_of(role).get(f"/consultation/first/{tail}").status_code == expected
    assert ("First reading" in client_of(role).get("/consultation/").content.decode()) == (status == 200)


def test_the_overview_says_what_when_in_which_languages_and_how(client, running_round):
    text = client.get("/consultation/running/").content.decode()
    for part in ("First reading", "What should the framework ask of a site?", "Online, one requirement", "In a meeting", "On paper",
                 "Kiswahili", "0.1.0", "18 requirements", running_round.rules_digest[:12],
                 "heard together with State buyer (EGC)", "10 questions on the framework as a whole"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Première lecture"), ("zh-hans", "第一轮审阅"), ("sw", "Usomaji wa kwanza")]
)
def test_words_come_in_the_readers_language(client, running_round, language, title):
    assert title in client.get("/consultation/running/", {"lang": language}).content.decode()


def test_words_in_another_language_are_marked(client, running_round):
    text = client.get("/consultation/running/faq/", {"lang": "fr"}).content.decode()
    assert '<div lang="en"><section><h2>Who may answer?' in text


def test_the_document_names_every_requirement_once(client, running_round):
    text = client.get("/consultation/running/document/").content.decode()
    assert text.count('<small class="quiet">P') == 130
    assert "Signed and posted commitment" in text


def test_the_file_of_rules_has_the_hash_that_was_published(client, running_round):
    file = client.get("/consultation/running/rules.json")
    digest = hashlib.sha256(file.content).hexdigest()
    assert digest == running_round.rules_digest
    page = client.get("/consultation/running/rules/").content.decode()
    assert digest in page
    assert "A group&#x27;s answers to a requirement are shown from 5 people on." in page


def test_a_reason_of_an_extension_is_read_by_everybody(client, running_round):
    services.extend_round(
        actor=None, round_=running_round, closes_on=running_round.closes_on + timedelta(days=9),
        reason="The washers were not reached.", on=TODAY,
    )  # fmt: skip
    for tail in ("", "rules/"):
        assert "The washers were not reached." in client.get(f"/consultation/running/{tail}").content.decode()


def test_nothing_is_taken_after_the_last_day(client, running_round):
    Round.objects.filter(pk=running_round.pk).update(closes_on=TODAY - timedelta(days=1))
    text = client.get("/consultation/running/").content.decode()
    assert "nothing more is taken" in text
    assert "How to take part" not in text


def test_bands_say_how_far_a_group_was_heard_and_never_where_it_stands(client, running_round, answer):
    answer(running_round, "cooperatives", "P1-L1-01", 5)
    before = client.get("/consultation/running/").content.decode()
    assert "enough on 1 of 130 requirements" in before
    Contribution.objects.update(position="cannot")
    assert client.get("/consultation/running/").content.decode() == before


def test_two_voices_are_still_not_heard(client, running_round, answer):
    answer(running_round, "cooperatives", "P1-L1-01", 2)
    assert row_of(running_round, "cooperatives").coverage.band == "not_yet"
    answer(running_round, "cooperatives", "P1-L1-01", 1)
    assert row_of(running_round, "cooperatives").coverage.band == "some"


def test_the_open_link_organisations_and_superseded_answers_are_no_voices_of_persons(running_round, answer):
    answer(running_round, "cooperatives", "P1-L1-01", 9, channel="open_link")
    answer(running_round, "cooperatives", "P1-L1-01", 4, for_organisation=True)
    row = row_of(running_round, "cooperatives")
    assert (row.coverage.band, row.people, row.organisations) == ("not_yet", 0, 4)
    answer(running_round, "cooperatives", "P1-L1-01", 1)
    first = Contribution.objects.get(participant__channel="invited", participant__speaks_for_organisation=False)
    for _again in range(6):
        first = Contribution.objects.create(
            round=running_round, kind="position", channel="invited", participant=first.participant, group=first.group,
            item=first.item, language="fr", position="unclear", supersedes=first,
        )  # fmt: skip
    row = row_of(running_round, "cooperatives")
    assert (row.coverage.band, row.people) == ("not_yet", 1)


def test_joined_groups_are_heard_together(running_round, answer):
    answer(running_round, "egc", "P1-L1-01", 2)
    answer(running_round, "state_services", "P1-L1-01", 3)
    row = row_of(running_round, "state_services")
    assert (row.coverage.well, row.people, row.group.expected) == (1, 5, 18)


def test_hands_weigh_less_than_ballots_and_open_records_nothing(running_round, meet):
    meet(running_round, "cooperatives", "P1-L1-01", 15)  # 15 / (1 + 14 x 0.3) = 2.88
    meet(running_round, "cooperatives", "P1-L1-02", 15, is_secret=True)
    meet(running_round, "cooperatives", "P1-L1-03", 15, is_secret=True, status="under_way")
    meet(running_round, "cooperatives", "P1-L1-04", 15, has_counts=False)
    row = row_of(running_round, "cooperatives")
    assert (row.coverage.well, row.coverage.thin, row.coverage.unheard) == (1, 0, 129)
    assert row.in_rooms == 45


def test_the_page_of_coverage_says_where_to_go_next(running_round, answer, client_of):
    answer(running_round, "diggers", "P4-L1-01", 4)
    text = client_of("facilitator").get("/consultation/running/coverage/").content.decode()
    assert "voices lacking: 246, on 25 requirements" in text  # 25 x 10 - 4
    assert "at risk" in text


@pytest.mark.parametrize(
    ("role", "status"), [("", 404), ("stranger", 404), ("committee", 404), ("secretariat", 200), ("facilitator", 200)]
)
def test_numbers_of_voices_are_for_those_who_go_and_listen(running_round, client_of, role, status):
    assert client_of(role).get("/consultation/running/coverage/").status_code == status


def test_a_list_of_one_and_of_thirty_costs_the_same(client, make_draft, django_assert_num_queries):
    services.open_round(actor=None, round_=make_draft("r-0"), on=TODAY.replace(year=2026, month=3, day=1))
    with django_assert_num_queries(2):
        client.get("/consultation/")
    first = Round.objects.get()
    Round.objects.bulk_create(
        Round(version=first.version, address=f"r-{number}", titles=first.titles, languages=["en"], status="closed",
              opens_on=first.opens_on, closes_on=first.closes_on, rules=first.rules, rules_digest="x",
              created_at=first.created_at)
        for number in range(1, 31)
    )  # fmt: skip
    with django_assert_num_queries(2):
        text = client.get("/consultation/").content.decode()
    assert text.count('class="card"') == 30


def test_a_round_with_much_said_costs_as_much_as_a_silent_one(
    client, running_round, answer, meet, django_assert_num_queries
):
    client.get("/consultation/running/document/")  # the pack is read once and kept
    with django_assert_num_queries(11):
        client.get("/consultation/running/")
    for key in ("P1-L1-01", "P2-L1-01", "P3-L1-01"):
        answer(running_round, "cooperatives", key, 10)
        meet(running_round, "diggers", key, 12)
    with django_assert_num_queries(11):
        client.get("/consultation/running/")
    with django_assert_num_queries(2):
        client.get("/consultation/running/document/")


def test_unknown_rounds_are_nowhere(client):
    for tail in (*PUBLIC, "rules.json", "coverage/", "keep/"):
        assert client.get(f"/consultation/nowhere/{tail}").status_code == 404


def test_script_in_words_is_text(client, make_draft):
    evil = "<script>alert(1)</script>"
    made = make_draft(
        "evil",
        titles=dict.fromkeys(("en", "fr", "zh", "sw"), evil),
        overviews=dict.fromkeys(("en", "fr", "zh", "sw"), evil),
    )
    services.open_round(actor=None, round_=made, on=made.opens_on)
    for tail in ("", *PUBLIC):
        assert "<script>alert" not in client.get(f"/consultation/evil/{tail}").content.decode()
    assert "<script>alert" not in client.get("/consultation/").content.decode()
