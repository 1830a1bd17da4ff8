"""Arrays and one by one come to the same."""

import os
from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.core.assessment.batch import judge_many
from ladder.core.assessment.batch_columns import columns_of
from ladder.core.assessment.facts import Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import STATUSES
from tests.core.assessment.cases import AS_OF, CHILD_LABOUR, all_found, ladder_of_112
from tests.core.assessment.generators import cases


def one_by_one(ladder, dossiers, as_of):
    results = [judge(ladder, each, as_of) for each in dossiers]
    return [([each.levels[key] for key in ladder.principles], each.site_level, each.status) for each in results]


def by_arrays(ladder, dossiers, as_of, block):
    found = judge_many(ladder, columns_of(ladder, dossiers, as_of), as_of.toordinal(), block)
    return [
        (levels.tolist(), int(level), STATUSES[status])
        for levels, level, status in zip(found.levels, found.site_level, found.status, strict=True)
    ]


@settings(max_examples=2 * int(os.environ.get("LADDER_EXAMPLES", "50")), deadline=None)
@given(cases(), st.integers(1, 3))
def test_arrays_equal_judging_one_by_one(case, block):
    ladder, dossier, as_of = case
    split = [
        Dossier(dossier.determinations[::2], plans=dossier.plans),
        Dossier(),
        dossier,
        Dossier(dossier.determinations, incidents=dossier.incidents),
        Dossier(dossier.determinations[::-1]),
    ]
    assert by_arrays(ladder, split, as_of, block) == one_by_one(ladder, split, as_of)


def test_the_usual_mistakes_come_out_right_by_arrays():
    ladder = ladder_of_112()
    sites = [
        Dossier(),
        all_found(ladder),
        all_found(ladder, but={CHILD_LABOUR: "not_met"}),
        all_found(ladder, "not_applicable"),
        all_found(ladder, but={"4-2-1": "partly"}),
    ]
    found = judge_many(ladder, columns_of(ladder, sites, AS_OF), AS_OF.toordinal())
    assert found.site_level.tolist() == [0, 4, 1, 0, 1]
    assert [STATUSES[each] for each in found.status] == ["none", "good_standing", "suspended", "none", "capped"]
    assert found.levels.tolist() == [[0] * 7, [4] * 7, [4, 1, 4, 4, 4, 4, 4], [0] * 7, [4, 4, 4, 1, 4, 4, 4]]


def test_no_site_gives_no_row():
    ladder = ladder_of_112()
    found = judge_many(ladder, columns_of(ladder, [], date(2026, 1, 1)), 1)
    assert (found.levels.shape, found.site_level.shape, found.levels.dtype) == ((0, 7), (0,), np.int8)
