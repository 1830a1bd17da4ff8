"""The classes on a few simulated consultations of known truth; `bench/consultation_classes.py` looks at very many."""

import numpy as np
import pytest

from ladder.core.synthesis.classes import read
from ladder.core.synthesis.counts import count
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.rooms import settle_tallies
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.simulated import SEVEN, SIX, UNEVEN, simulate

STATEMENTS, RUNS = 76, 40


@pytest.mark.parametrize("sizes", [SEVEN, SIX, UNEVEN])
def test_one_small_group_against_is_hardly_ever_called_convergence(sizes):
    # 760 statements a setting: three standard errors above 3 % are 4.9 %
    assert called(sizes, 0.95)["dissent"] < 0.049


def test_what_converges_is_mostly_found_where_groups_were_heard():
    assert called(SIX, 0.95)["convergent"] > 0.8
    assert called(SEVEN, 0.95)["convergent"] > 0.6


def called(sizes, rate):
    """Share of statements called convergence, by kind."""
    frame = Frame.of(
        [GroupFrame(str(place), size) for place, size in enumerate(sizes)],
        [str(place) for place in range(STATEMENTS)],
        Rules(),
    )
    rooms, _ = settle_tallies((), frame.keys, frame.statements, frame.rules.rho)
    found = {"dissent": [], "convergent": []}
    for run in range(RUNS):
        simulated = simulate(np.random.default_rng([6, run]), sizes, STATEMENTS, rate)
        marks = read(count(simulated.columns, rooms, frame.shape, 0.3), frame.rules, frame.is_tiny).marks
        converges = marks["convergence_established"] | marks["convergence_provisional"]
        for kind, shares in found.items():
            shares.append(converges[simulated.kind(kind)].mean())
    return {kind: float(np.mean(shares)) for kind, shares in found.items()}
