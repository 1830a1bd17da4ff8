"""Which groups get a row of their own, which are merged, which are hidden: from numbers of voices alone (R1, R2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.published import FEW, HIDDEN, JOIN, MERGED, SHOWN, SILENT


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of one item: the key of its group or groups, its state, and how many voices it stands for."""

    group: str
    state: str
    voices: int

    @property
    def members(self) -> tuple[str, ...]:
        """The groups that the row stands for."""
        return tuple(self.group.split(JOIN))

    @property
    def has_figures(self) -> bool:
        """Whether the row is shown."""
        return self.state in {SHOWN, MERGED}


def plan_item(voices: Mapping[str, int], frames: Frames, shown_before: Iterable[str]) -> tuple[PlannedRow, ...]:
    """The rows of one item, in order of their groups.

    `voices` are people by declared group, `shown_before` the keys of rows that any earlier release showed: such a row
    is never split or widened later, since the difference would be a small group.
    """
    kept = sorted(set(shown_before))
    rows = [plan_again(key, voices, frames) for key in kept]
    taken = {member for row in rows for member in row.members}
    free = {key: count for key, count in voices.items() if key not in taken}
    alone = [key for key in sorted(free) if frames.can_be_shown((key,), free[key], is_new=True)]
    rows += [PlannedRow(key, SHOWN, free[key]) for key in alone]
    small = {key: count for key, count in free.items() if key not in alone}
    merged = merge(small, frames)
    rows += [PlannedRow(JOIN.join(merged), MERGED, sum(small[key] for key in merged))] if merged else []
    rows += [unshown(key, count, frames) for key, count in small.items() if key not in merged]
    return tuple(sorted(rows, key=lambda row: row.members))


def plan_again(key: str, voices: Mapping[str, int], frames: Frames) -> PlannedRow:
    """A row that was shown before: shown again while it has the voices for it."""
    members = tuple(key.split(JOIN))
    count = sum(voices.get(member, 0) for member in members)
    if frames.can_be_shown(members, count, is_new=False):
        return PlannedRow(key, MERGED if len(members) > 1 else SHOWN, count)
    return unshown(key, count, frames)


def merge(small: Mapping[str, int], frames: Frames) -> tuple[str, ...]:
    """The groups, each too small, that are shown as one row: all of them, else all that are not vulnerable."""
    speaking = tuple(sorted(key for key, count in small.items() if count > 0))
    ordinary = tuple(key for key in speaking if not frames.group(key).is_vulnerable)
    for members in (speaking, ordinary):
        if len(members) >= frames.terms.merged and can_be_merged(members, small, frames):
            return members
    return ()


def can_be_merged(members: Sequence[str], small: Mapping[str, int], frames: Frames) -> bool:
    """Whether the groups together may be shown."""
    return frames.can_be_shown(tuple(members), sum(small[key] for key in members), is_new=True)


def unshown(key: str, count: int, frames: Frames) -> PlannedRow:
    """A row without figures: heard and hidden, heard by a few only, or silent."""
    state = SILENT if count == 0 else FEW if count < frames.terms.few_below else HIDDEN
    return PlannedRow(key, state, count)
