"""The classes of all statements under other ways of counting, shown side by side with the one that decides."""

from collections.abc import Mapping

import numpy as np

from ladder.core.synthesis.arrays import Bools, Reals
from ladder.core.synthesis.classes import marks_of
from ladder.core.synthesis.columns import NOBODY, Columns
from ladder.core.synthesis.counts import count
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.leave_out import Evidence

WITHOUT_ROOMS, PERSONS_ONLY, ORGANISATIONS_WEIGHED = "without_rooms", "persons_only", "organisations_weighed"
WITHOUT_CHANNEL = "without_channel"


def view_marks(evidence: Evidence, frame: Frame) -> Mapping[str, Bools]:
    """Class words x statements by view, each only where it can differ; divergence is not tested in them.

    `without_rooms` leaves out tallies, whose people may also have answered alone. `persons_only` leaves out
    organisations that answered as such. In `organisations_weighed` all answers that one organisation stands behind, as
    such or through its people, share one voice in a group. `without_channel:<name>` leaves out one way of answering.
    """
    return {
        name: marks_of(
            count(chosen.columns, chosen.rooms, frame.shape, frame.rules.rho, weights), frame.rules, frame.is_tiny
        )
        for name, (chosen, weights) in views_of(evidence).items()
    }


def views_of(evidence: Evidence) -> Mapping[str, tuple[Evidence, Reals | None]]:
    """The evidence and the weights of every view."""
    columns, rooms = evidence.columns, evidence.rooms
    every, none = np.ones(len(rooms.group), dtype=np.bool_), np.zeros(len(rooms.group), dtype=np.bool_)
    everyone = np.ones(len(columns.vote), dtype=np.bool_)
    found: dict[str, tuple[Evidence, Reals | None]] = {}
    if len(rooms.group):
        found[WITHOUT_ROOMS] = evidence.where(everyone, none), None
    if columns.is_organisation.any():
        found[PERSONS_ONLY] = evidence.where(~columns.is_organisation, every), None
    if columns.organisation.names:
        found[ORGANISATIONS_WEIGHED] = evidence, shared_voices(columns)
    if len(columns.channel.names) > 1:
        for name in columns.channel.names:
            found[f"{WITHOUT_CHANNEL}:{name}"] = evidence.where(~columns.channel.is_name(name), every), None
    return found


def shared_voices(columns: Columns) -> Reals:
    """One voice for each organisation in a group on a statement, shared by all its answers; one for everybody else."""
    keys = np.stack([columns.group, columns.statement, columns.organisation.codes])
    _, back, answers = np.unique(keys, axis=1, return_inverse=True, return_counts=True)
    weights = 1 / answers[back.ravel()]
    weights[columns.organisation.codes == NOBODY] = 1.0
    return np.asarray(weights, dtype=np.float64)
