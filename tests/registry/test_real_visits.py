"""The real IPIS tables, where they lie beside the repository. Expected numbers come from the files' own description."""

import os
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ladder.core.registry.ipis import read_table
from ladder.registry.models import Fact, Site, Visit
from ladder.registry.services import import_visits

SHARED = Path(os.environ.get("LADDER_SHARED") or Path(__file__).resolve().parents[3] / "shared")
ALL = SHARED / "data" / "ipis" / "cod_mines_curated_all_opendata_p_ipis.csv"
COBALT = SHARED / "data" / "ipis" / "ipis_bgr_cobalt_sites_2019_2020.csv"
pytestmark = pytest.mark.skipif(
    not ALL.exists(), reason="The real IPIS tables are not beside the repository (LADDER_SHARED)."
)
TODAY = date(2026, 1, 1)


def test_all_6955_rows_of_3409_sites_are_read():
    taken = read_table(ALL.read_bytes(), TODAY)
    assert (taken.rows, taken.layout, taken.refused, taken.faults) == (6955, "current", (), ())
    assert len({visit.place.code for visit in taken.visits}) == 3409
    twice = [one for one in taken.merged if one.rule == "visit_twice"]
    assert len(taken.visits) + len(twice) == 6955
    spelt = [one.seen for one in taken.doubts if one.rule == "names_alike" and "ilwizembe" in one.seen]
    assert any("Tulizembe" in seen for seen in spelt)
    assert [one.seen for one in taken.doubts if one.rule == "headcount_jump" and "10700" in one.seen] == ["400 → 10700"]


def test_the_cobalt_table_has_74_rows_56_sites_and_about_45500_people():
    taken = read_table(COBALT.read_bytes(), TODAY)
    codes = Counter(visit.place.code for visit in taken.visits)
    assert (taken.rows, len(codes), sum(count == 2 for count in codes.values())) == (74, 56, 18)
    assert Counter(visit.place.province for visit in taken.visits) == {"Lualaba": 55, "Haut-Katanga": 19}
    last = {}
    for visit in sorted(taken.visits, key=lambda each: each.visited_on):
        for fact in visit.facts:
            if fact.kind == "headcount":
                last[visit.place.code] = fact.value
    assert 45_000 < sum(last.values()) < 46_000
    assert not any(fact.is_sensitive for visit in taken.visits for fact in visit.facts)


@pytest.mark.django_db
def test_the_whole_table_is_imported_in_under_10_seconds_of_work_and_a_second_time_nothing_happens():
    content = ALL.read_bytes()
    start = time.process_time()
    report = import_visits(content=content, file_name="all.csv", actor=None, today=TODAY)
    assert time.process_time() - start < 10
    assert (report.counts["visits_new"], report.counts["sites_new"], Site.objects.count()) == (6952, 3409, 3409)
    before = (Visit.objects.count(), Fact.objects.count())
    again = import_visits(content=content, file_name="all.csv", actor=None, today=TODAY)
    cut = import_visits(content=COBALT.read_bytes(), file_name="cobalt.csv", actor=None, today=TODAY)
    assert (again.run, cut.run) == (None, None)
    assert before == (Visit.objects.count(), Fact.objects.count())
