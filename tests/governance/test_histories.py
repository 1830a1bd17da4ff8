"""Random histories of a committee: whatever happens in whatever order, what was promised holds.

A few run with every test; `LADDER_HISTORIES=10000` runs as many as one wants (half a second each on a quiet machine), and
`LADDER_HISTORY_STEPS` says how long they may be. One step can be the whole course of a question.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.governance.histories.machine import Histories
from tests.governance.histories.world import world

pytestmark = pytest.mark.django_db
A_FEW, STEPS = 6, 15


def test_whatever_happens_what_was_promised_holds(make_place, make_person, people):
    number = int(os.environ.get("LADDER_HISTORIES", A_FEW))
    steps = int(os.environ.get("LADDER_HISTORY_STEPS", STEPS))
    how = settings(
        max_examples=number, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    with world(make_place, make_person, people["secretariat"]) as made:
        Histories.world = made
        run_state_machine_as_test(Histories, settings=how)
