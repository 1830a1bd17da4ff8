"""Benjamini and Hochberg's procedure on the example they printed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.synthesis.false_discovery import adjusted

# Benjamini, Hochberg (1995), section 4: fifteen comparisons of thrombolysis; four are kept at 5 %
PRINTED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def test_the_printed_example_keeps_four():
    q = adjusted(np.array(PRINTED))
    assert (q <= 0.05).sum() == 4
    assert q[3] == pytest.approx(0.0095 * 15 / 4)
    assert q[-1] == 1


def test_no_finding_at_all():
    assert len(adjusted(np.zeros(0))) == 0


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=30), st.randoms())
def test_order_changes_nothing_and_q_is_never_below_p(values, chance):
    places = list(range(len(values)))
    chance.shuffle(places)
    p = np.array(values)
    q = adjusted(p)
    assert np.allclose(adjusted(p[places]), q[places])
    assert (q >= p - 1e-12).all()
    assert (q <= 1).all()
