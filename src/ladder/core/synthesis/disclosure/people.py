"""How many took part, in bands: no group below its threshold, and no gender where one of its kind is below."""

from collections.abc import Sequence

from ladder.core.synthesis.disclosure.figures import Span
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.private import PeopleCount
from ladder.core.synthesis.disclosure.published import GATHERINGS, PublishedPeople
from ladder.core.synthesis.disclosure.terms import band_of


def protect_people(
    counts: Sequence[PeopleCount], earlier: Sequence[PublishedPeople], frames: Frames, number: int
) -> tuple[PublishedPeople, ...]:
    """The public numbers of people. One stays as it is until enough people came or left since it was written."""
    before = {(each.kind, each.group, each.gender): each for each in earlier}
    found = []
    for each in sorted(counts, key=lambda count: (count.kind, count.group, count.gender)):
        old = before.get((each.kind, each.group, each.gender))
        if old and each.kind != GATHERINGS and changed_since(each, old.since) < frames.terms.change:
            found.append(old)
        else:
            found.append(PublishedPeople(each.kind, each.group, each.gender, count_of(each, counts, frames), number))
    return tuple(found)


def changed_since(count: PeopleCount, release: int) -> int:
    """How many people came or left since a release."""
    return count.changed[release - 1] if release <= len(count.changed) else 0


def count_of(count: PeopleCount, counts: Sequence[PeopleCount], frames: Frames) -> Span | None:
    """The band of a number, or None where it is hidden. Gatherings are events, not people, and are counted exactly."""
    if count.kind == GATHERINGS:
        return Span(count.count, count.count)
    threshold = frames.terms.vulnerable_row if count.gender else frames.threshold([count.group])
    beside = [
        each.count
        for each in counts
        if count.gender and each.gender and (each.kind, each.group) == (count.kind, count.group)
    ]
    if min([count.count, *beside]) < threshold:
        return None
    return Span(*band_of(count.count, threshold))
