"""What averages, dropped answers and "compliant or not applicable" rules get wrong, on 112 requirements."""

import pytest

from ladder.core.assessment.facts import Approval, Dossier
from ladder.core.assessment.judge import judge
from tests.core.assessment.cases import AS_OF, CHILD_LABOUR, SEEN, all_found, found, ladder_of_112

LADDER = ladder_of_112()
NO_LEVELS = dict.fromkeys("1234567", 0)
ALL_LEVELS = dict.fromkeys("1234567", 4)


def test_the_ladder_has_112_requirements():
    assert len(LADDER.requirements) == 112


def test_one_of_112_met_gives_no_level():
    result = judge(LADDER, Dossier((found("1-1-1"),)), AS_OF)
    assert (result.site_level, result.levels, result.status) == (0, NO_LEVELS, "none")


def test_all_of_112_met_gives_the_top_level_in_good_standing():
    result = judge(LADDER, all_found(LADDER), AS_OF)
    assert (result.site_level, result.levels, result.status) == (4, ALL_LEVELS, "good_standing")


def test_one_child_labour_finding_among_111_met_suspends():
    result = judge(LADDER, all_found(LADDER, but={CHILD_LABOUR: "not_met"}), AS_OF)
    assert result.status == "suspended"
    assert result.levels == {**ALL_LEVELS, "2": 1}
    assert result.site_level == 1
    assert [(each.requirement, each.state) for each in result.gates if each.failed_on] == [(CHILD_LABOUR, "not_met")]


@pytest.mark.parametrize("approved", [False, True])
def test_a_finding_switched_to_not_applicable_is_refused_even_with_an_approval(approved):
    dossier = all_found(LADDER, but={CHILD_LABOUR: "not_applicable"})
    if approved:
        dossier = Dossier(
            dossier.determinations, approvals=(Approval(CHILD_LABOUR, "no children here", "reviewer", SEEN),)
        )
    result = judge(LADDER, dossier, AS_OF)
    assert result.standings[CHILD_LABOUR].state == "not_assessed"
    assert (result.levels["2"], result.site_level) == (1, 1)
    assert [(each.requirement, each.code) for each in result.remarks] == [
        (CHILD_LABOUR, "not_applicable_refused_for_stop_gate")
    ]


def test_a_recorded_finding_is_not_undone_by_a_later_not_applicable():
    dossier = Dossier(
        (
            *all_found(LADDER, but={CHILD_LABOUR: "not_met"}).determinations,
            found(CHILD_LABOUR, "not_applicable", AS_OF),
        )
    )
    assert judge(LADDER, dossier, AS_OF).status == "suspended"


def test_everything_not_applicable_gives_no_level():
    result = judge(LADDER, all_found(LADDER, "not_applicable"), AS_OF)
    assert (result.site_level, result.levels, result.status) == (0, NO_LEVELS, "none")


def test_everything_not_applicable_with_every_approval_still_gives_no_level():
    approvals = tuple(Approval(each.key, "closed", "reviewer", SEEN) for each in LADDER.requirements)
    result = judge(LADDER, Dossier(all_found(LADDER, "not_applicable").determinations, approvals=approvals), AS_OF)
    assert (result.site_level, result.levels, result.status) == (0, NO_LEVELS, "none")
    assert result.review_forced


def test_nothing_assessed_gives_no_level():
    result = judge(LADDER, Dossier(), AS_OF)
    assert (result.site_level, result.levels, result.status) == (0, NO_LEVELS, "none")
    assert result.next_level.not_assessed == 28
    assert (result.grade, result.lapses_next, result.share_b_or_better) == (None, None, None)
