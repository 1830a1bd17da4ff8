"""Reviewing, reading again, answering, appealing: what follows, and every refusal is a sentence."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from ladder.assessment.access import kind_of_visit
from ladder.assessment.models import Circumstance, Determination, SecondReading, SiteLevel, Withdrawal
from ladder.assessment.queries import result_on
from ladder.assessment.services.appeals import decide_appeal, open_appeal
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.reviews import review_hand_in
from ladder.assessment.services.second_readings import Reading, read_again
from ladder.assessment.services.statements import state_words
from ladder.audit.models import Entry
from tests.assessment.conftest import ALL_MET, DAY
from tests.assessment.review_people import assign, hand_in, let_assess, organisation_of

LATER = DAY + timedelta(days=5)
pytestmark = pytest.mark.django_db


@pytest.fixture
def made(staffed, version, people):
    """A hand-in of the assessor: all met."""
    return hand_in(staffed, version, ALL_MET, people["assessor"])


@pytest.fixture
def colleague(people, make_person):
    """Another assessor of the same organisation."""
    return make_person("colleague", "assessor", organisation_of(people["assessor"]))


@pytest.fixture
def other_house(staffed, make_person):
    """An assessor of another organisation that also works on the site."""
    person = make_person("other", "assessor")
    let_assess(staffed, person)
    return person


def say(assessment, verdict, actor, reason="seen", on=LATER):
    return review_hand_in(assessment=assessment, verdict=verdict, reason=reason, actor=actor, on=on)


def level_of(site):
    return SiteLevel.objects.get(site=site)


def finding(assessment, key):
    return assessment.determinations.get(requirement__key=key)


# Reviews


def test_confirming_changes_no_level(made, staffed, people):
    say(made, "confirmed", people["secretariat"])
    assert (level_of(staffed).level, made.reviews.get().verdict) == (2, "confirmed")


def test_nobody_reviews_their_own_hand_in(made, people):
    with pytest.raises(ValidationError, match="handed this in yourself"):
        say(made, "confirmed", people["assessor"])


def test_somebody_with_a_tie_does_not_review(made, colleague, staffed):
    declare_ties(person=colleague, site=staffed, ties=["family"], words="", on=DAY)
    with pytest.raises(ValidationError, match="declared a tie"):
        say(made, "confirmed", colleague)


@pytest.mark.parametrize("verdict", ["returned", "refused"])
def test_sending_back_and_refusing_need_a_reason(made, people, verdict):
    with pytest.raises(ValidationError, match="Say why"):
        say(made, verdict, people["secretariat"], reason="  ")


def test_an_unknown_verdict_is_refused(made, people):
    with pytest.raises(ValidationError, match="from the list"):
        say(made, "fine", people["secretariat"])


def test_refusing_what_carries_the_level_takes_effect_at_once(made, staffed, people):
    say(made, "refused", people["secretariat"])
    assert level_of(staffed).level == 0
    assert set(Withdrawal.objects.values_list("ground", "known_on")) == {("refused", LATER)}
    with pytest.raises(ValidationError, match="nothing left to review"):
        say(made, "confirmed", people["secretariat"])


def test_refusing_what_holds_a_site_down_needs_a_second_person(made, staffed, version, people, colleague, other_house):
    bad = hand_in(staffed, version, {"R-3": "not_met"}, people["assessor"], DAY + timedelta(days=1))
    say(bad, "refused", people["secretariat"])
    assert (level_of(staffed).status, Withdrawal.objects.count()) == ("suspended", 0)
    with pytest.raises(ValidationError, match="refused it already"):
        say(bad, "refused", people["secretariat"])
    with pytest.raises(ValidationError, match="another organisation"):
        say(bad, "refused", colleague)
    say(bad, "refused", other_house)
    assert (level_of(staffed).status, Withdrawal.objects.count()) == ("good_standing", 1)


def test_a_second_person_may_disagree_with_a_refusal(made, staffed, version, people, other_house):
    bad = hand_in(staffed, version, {"R-3": "not_met"}, people["assessor"], DAY + timedelta(days=1))
    say(bad, "refused", people["secretariat"])
    say(bad, "confirmed", other_house)
    say(bad, "refused", people["secretariat"])
    assert (level_of(staffed).status, Withdrawal.objects.count()) == ("suspended", 0)


# Second readings


def read(assessment, actor, **states):
    """Readings by key of requirement, R_3 for R-3; the gates that are not named are read as met."""
    given = {
        row.public_id: Reading(states.get(row.requirement.key.replace("-", "_"), "met"))
        for row in assessment.determinations.select_related("requirement")
        if row.requirement.gate
    }
    return read_again(assessment=assessment, readings=given, actor=actor, on=LATER)


def test_the_second_reader_reads_the_gates_and_agrees(made, staffed, people, other_house):
    say(made, "second_reader", people["secretariat"])
    with pytest.raises(ValidationError, match="waits for its second reader"):
        say(made, "confirmed", people["secretariat"])
    assert read(made, other_house) == 0
    assert set(SecondReading.objects.values_list("determination__requirement__key", flat=True)) == {"R-3", "R-4"}
    say(made, "confirmed", people["secretariat"])
    assert level_of(staffed).level == 2


def test_two_readers_who_differ_make_a_contest_until_somebody_looks_again(made, staffed, version, people, other_house):
    say(made, "second_reader", people["secretariat"])
    assert read(made, other_house, R_3="not_met", R_4="not_assessed") == 2
    assert result_on(staffed, version, LATER).standings["R-3"].state == "contested"
    assert result_on(staffed, version, LATER - timedelta(days=1)).standings["R-3"].state == "met"
    assert level_of(staffed).level == 1
    assert Circumstance.objects.filter(kind="contest").count() == 2
    hand_in(staffed, version, {"R-3": "met", "R-4": "met"}, people["assessor"], LATER + timedelta(days=1))
    assert level_of(staffed).level == 2


@pytest.mark.parametrize("who", ["assessor", "secretariat"])
def test_the_second_reader_is_neither_the_maker_nor_who_asked(made, people, who):
    say(made, "second_reader", people["secretariat"])
    with pytest.raises(ValidationError, match="neither who handed it in nor who asked"):
        read(made, people[who])


def test_about_a_stop_gate_the_second_reader_is_of_another_organisation(made, people, colleague):
    say(made, "second_reader", people["secretariat"])
    with pytest.raises(ValidationError, match="another organisation reads it"):
        read(made, colleague)


def test_a_colleague_may_read_what_is_about_no_stop_gate(staffed, version, people, colleague):
    small = hand_in(staffed, version, {"R-4": "met"}, people["assessor"])
    say(small, "second_reader", people["secretariat"])
    assert read(small, colleague) == 0


def test_nobody_reads_twice_or_unasked_or_half(made, people, other_house):
    with pytest.raises(ValidationError, match="Nobody asked"):
        read(made, other_house)
    say(made, "second_reader", people["secretariat"])
    with pytest.raises(ValidationError, match="Missing: R-3, R-4"):
        read_again(assessment=made, readings={uuid4(): Reading("met")}, actor=other_house, on=LATER)
    with pytest.raises(ValidationError, match="each state from the list"):
        read(made, other_house, R_3="fine")
    read(made, other_house)
    with pytest.raises(ValidationError, match="read this already"):
        read(made, other_house)


# Statements


def test_the_operator_s_latest_words_stand_beside_the_finding(made, staffed, people):
    row = finding(made, "R-1")
    for words in ("First words.", "Second words."):
        state_words(finding=row, words=words, language="sw", actor=people["operator"], on=LATER)
    assert list(row.statements.order_by("-pk").values_list("words", flat=True)) == ["Second words.", "First words."]
    assert level_of(staffed).level == 2
    assert "words" not in str(Entry.objects.get(pk=Entry.objects.latest("pk").pk).detail).lower()


@pytest.mark.parametrize(
    ("words", "language", "sentence"),
    [(" ", "fr", "Write what you want to say"), ("x" * 4001, "fr", "at most 4,000"), ("Words", "xx", "language")],
)
def test_words_that_cannot_be_kept_are_refused(made, people, words, language, sentence):
    with pytest.raises(ValidationError, match=sentence):
        state_words(finding=finding(made, "R-1"), words=words, language=language, actor=people["operator"], on=LATER)


def test_only_who_runs_the_site_answers_for_it(made, people):
    with pytest.raises(ValidationError, match="Only who runs the site"):
        state_words(finding=finding(made, "R-1"), words="Words", language="fr", actor=people["buyer"], on=LATER)


# Appeals


@pytest.fixture
def bad(made, staffed, version, people):
    return hand_in(staffed, version, {"R-3": "not_met"}, people["assessor"], DAY + timedelta(days=1))


@pytest.fixture
def appeal(bad, people):
    return open_appeal(finding=finding(bad, "R-3"), words="Wrong place.", actor=people["operator"], on=LATER)


def decide(appeal, actor, outcome="upheld", reason="The photo is from another site."):
    return decide_appeal(appeal=appeal, outcome=outcome, reason=reason, actor=actor, on=LATER)


def test_an_open_appeal_changes_nothing_and_is_due_in_thirty_days(appeal, staffed):
    assert (appeal.due_on - appeal.opened_on).days == 30
    assert level_of(staffed).status == "suspended"


def test_an_upheld_appeal_withdraws_the_finding(appeal, bad, staffed, people, other_house):
    say(bad, "confirmed", people["secretariat"])
    decide(appeal, other_house)
    assert (level_of(staffed).status, Withdrawal.objects.get().ground) == ("good_standing", "appeal")
    with pytest.raises(ValidationError, match="decided already"):
        decide(appeal, people["committee"])


def test_a_dismissed_appeal_leaves_the_finding(appeal, bad, staffed, people):
    say(bad, "confirmed", people["secretariat"])
    decide(appeal, people["committee"], "dismissed")
    assert (level_of(staffed).status, Withdrawal.objects.count()) == ("suspended", 0)


def test_about_a_stop_gate_somebody_reviews_before_anybody_decides(appeal, people):
    with pytest.raises(ValidationError, match="must review it before"):
        decide(appeal, people["committee"])


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("assessor", "made or reviewed"),
        ("secretariat", "made or reviewed"),
        ("operator", "run this site"),
        ("buyer", "run this site"),
    ],
)
def test_who_had_a_part_in_it_does_not_decide(appeal, bad, people, who, sentence):
    say(bad, "confirmed", people["secretariat"])
    with pytest.raises(ValidationError, match=sentence):
        decide(appeal, people[who])


def test_the_maker_s_organisation_does_not_decide(appeal, bad, people, colleague):
    say(bad, "confirmed", people["secretariat"])
    with pytest.raises(ValidationError, match="Your organisation made"):
        decide(appeal, colleague)


def test_a_decision_needs_a_reason_and_a_known_outcome(appeal, people):
    with pytest.raises(ValidationError, match="Say why"):
        decide(appeal, people["committee"], reason=" ")
    with pytest.raises(ValidationError, match="from the list"):
        decide(appeal, people["committee"], outcome="maybe")


def test_there_is_no_appeal_against_a_finding_in_one_s_favour(record, staffed, people):
    record({"R-2": "met"}, LATER)
    finding = Determination.objects.get(requirement__key="R-2")
    with pytest.raises(ValidationError, match="the requirement is met"):
        open_appeal(finding=finding, words="No.", actor=people["operator"], on=LATER)


def test_there_is_one_appeal_against_a_finding(appeal, bad, people):
    with pytest.raises(ValidationError, match="appealed against this finding already"):
        open_appeal(finding=finding(bad, "R-3"), words="Again.", actor=people["operator"], on=LATER)


def test_there_is_no_appeal_against_one_s_own_finding_or_one_that_no_longer_counts(made, staffed, version, people):
    own = hand_in(staffed, version, {"R-1": "met"}, people["operator"], kind="self", decided_by="us")
    with pytest.raises(ValidationError, match="found this yourselves"):
        open_appeal(finding=finding(own, "R-1"), words="Wrong.", actor=people["operator"], on=LATER)
    say(made, "refused", people["secretariat"])
    with pytest.raises(ValidationError, match="no longer counts"):
        open_appeal(finding=finding(made, "R-1"), words="Wrong.", actor=people["operator"], on=LATER)


# Independence


def test_the_kind_of_a_visit_follows_from_part_and_declaration(staffed, people, make_person):
    kinds = {who: kind_of_visit(people[who], staffed, DAY) for who in ("secretariat", "assessor", "operator", "buyer")}
    assert kinds == {"secretariat": "second", "assessor": "second", "operator": "self", "buyer": ""}
    declare_ties(person=people["assessor"], site=staffed, ties=[], words="", on=DAY)
    assert kind_of_visit(people["assessor"], staffed, DAY) == "third"
    assert kind_of_visit(people["assessor"], staffed, DAY - timedelta(days=1)) == "second"
    assert kind_of_visit(people["assessor"], staffed, DAY + timedelta(days=365)) == "third"
    assert kind_of_visit(people["assessor"], staffed, DAY + timedelta(days=366)) == "second"
    declare_ties(person=people["assessor"], site=staffed, ties=["trades_ore"], words="", on=LATER)
    assert kind_of_visit(people["assessor"], staffed, LATER) == "second"


def test_a_monitor_monitors_and_whoever_runs_a_site_speaks_of_itself(site, make_person):
    monitor = make_person("resident", "monitor")
    assert kind_of_visit(monitor, site, DAY) == ""

    assign(site, monitor, "monitor")
    assert kind_of_visit(monitor, site, DAY) == "monitoring"


@pytest.mark.parametrize(("ties", "words", "sentence"), [(["friend"], "", "from the list"), ([], "x" * 1001, "1,000")])
def test_a_declaration_that_cannot_be_kept_is_refused(staffed, people, ties, words, sentence):
    with pytest.raises(ValidationError, match=sentence):
        declare_ties(person=people["assessor"], site=staffed, ties=ties, words=words, on=DAY)
