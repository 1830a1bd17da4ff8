"""The order in which hand-ins arrive, and how often, changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.assessment.queries import result_on
from ladder.assessment.services import record_determinations
from ladder.assessment.services.recording import Visit
from ladder.core.assessment.document import as_json
from tests.assessment.conftest import entry

TODAY = date(2026, 3, 31)
FACTS = st.builds(
    entry,
    st.sampled_from(("R-1", "R-2", "R-3", "R-4")),
    st.sampled_from(("met", "met", "partly", "not_met", "not_applicable")),
    st.integers(0, 40).map(lambda days: TODAY - timedelta(days=days)),
    grade=st.sampled_from(("A", "C", "D")),
    decided_by=st.sampled_from(("one", "two")),
)


def document_after(site, version, arrivals):
    """What is judged after these entries arrived one by one; nothing of it stays."""
    with transaction.atomic():
        for one in arrivals:
            visit = Visit("third", one.observed_on)
            record_determinations(site=site, version=version, visit=visit, entries=[one], actor=None, on=TODAY)
        told = as_json(result_on(site, version, TODAY))
        transaction.set_rollback(True)
    return told


@pytest.mark.django_db
@given(
    st.lists(FACTS, min_size=2, max_size=6).flatmap(
        lambda facts: st.tuples(st.just(facts), st.permutations([*facts, facts[0]]))
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_with_any_repetition_gives_the_same_bytes(site, version, arrivals):
    first, other = arrivals
    assert document_after(site, version, first) == document_after(site, version, other)
