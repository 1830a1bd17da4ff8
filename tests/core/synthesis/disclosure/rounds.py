"""Made-up rounds: people of declared groups who answer, release by release, with chance from a seed."""

import numpy as np

from ladder.core.synthesis.disclosure import CellCount, PrivateEvidence
from ladder.core.synthesis.evidence import GroupFrame

SIZES = {"majors": 30, "traders": 22, "state": 16, "miners": 12, "washers": 9, "carriers": 7}


def rounds(seed, *, items=6, releases=3, sizes=None, answering=0.9, vulnerable=(), withdrawing=0.02):
    """The evidence of each release of a round, and who said what (groups by person, answers by release)."""
    sizes = sizes or SIZES
    chance = np.random.default_rng(seed)
    people = [group for group, size in sizes.items() for _ in range(size)]
    keys = tuple(f"R{place}" for place in range(items))
    support = chance.choice([0.1, 0.5, 0.9], (len(sizes), items))
    place = {group: index for index, group in enumerate(sizes)}
    draws = chance.random((len(people), items))
    says = np.where(draws < np.array([support[place[group]] for group in people]), 1, -1)
    says[chance.random(says.shape) < 0.1] = 0
    comes = chance.integers(0, releases, (len(people), items))
    comes[chance.random(comes.shape) > answering] = releases
    now, states = np.full(says.shape, None), []
    for release in range(releases):
        now = np.where(comes == release, says, now)
        gone = (chance.random(says.shape) < withdrawing) & (comes < release)
        now = np.where(gone, None, now)
        states.append(now.copy())
    frames = tuple(GroupFrame(group, size, group in vulnerable) for group, size in sizes.items())
    return [evidence_of(keys, frames, people, states[: release + 1]) for release in range(releases)], people, states


def evidence_of(keys, frames, people, states):
    cells = tuple(
        cell_of(key, frame.key, [index for index, group in enumerate(people) if group == frame.key], place, states)
        for place, key in enumerate(keys)
        for frame in frames
    )
    changed = int((states[-1] != states[-2]).any(axis=1).sum()) if len(states) > 1 else 0
    return PrivateEvidence(keys, frames, cells, people_changed=changed)


def cell_of(item, group, members, place, states):
    now = list(states[-1][members, place])
    changed = tuple(sum(a != b for a, b in zip(now, old[members, place], strict=True)) for old in states[:-1])
    return CellCount(item, group, now.count(1), now.count(-1), now.count(0), changed=changed)
