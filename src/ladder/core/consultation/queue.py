"""Places and waiting lists of an online dialogue: one list for each language that people listen to.

Method `waiting-list-by-channel`, version 1. A channel is the language somebody wants to hear. There is room for one
more where neither the channel nor the dialogue as a whole is full. A place that becomes free goes to whoever has waited
longest for the same channel; only if nobody there can take it, to whoever has waited longest elsewhere and fits.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

FEW, BANDS = 10, (10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many may take part: in the dialogue as a whole, and by channel. None and absent channels have no limit."""

    whole: int | None = None
    channels: Mapping[str, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Queued:
    """Somebody in the queue, which is in order of coming: a key, the channel, and whether there is a place."""

    key: int
    channel: str
    has_place: bool


def has_room(queue: Sequence[Queued], limits: Limits, channel: str) -> bool:
    """Whether one more can take part in this channel."""
    taken = Counter(one.channel for one in queue if one.has_place)
    limit = limits.channels.get(channel)
    return (limits.whole is None or taken.total() < limits.whole) and (limit is None or taken[channel] < limit)


def promote(queue: Sequence[Queued], limits: Limits, freed: str = "") -> tuple[int, ...]:
    """The keys of those who move up, in order.

    Args:
        queue: everybody who has a place or waits, in order of coming.
        limits: how many may take part.
        freed: the channel in which a place became free; those who wait for it come first.
    """
    return tuple(moving(list(queue), limits, freed))


def moving(queue: list[Queued], limits: Limits, freed: str) -> Iterator[int]:
    """Who moves up, one after the other, as long as somebody fits."""
    waiting = [one for one in queue if not one.has_place]
    for one in sorted(waiting, key=lambda each: each.channel != freed):
        if has_room(queue, limits, one.channel):
            queue[queue.index(one)] = Queued(one.key, one.channel, has_place=True)
            yield one.key


def band_of(count: int) -> tuple[int, int | None]:
    """The band that a number of people is shown as: (0, 9), (10, 19), (20, 49), (50, 99), (100, None)."""
    if count < FEW:
        return 0, FEW - 1
    lower = max(edge for edge in BANDS if edge <= count)
    above = [edge for edge in BANDS if edge > count]
    return lower, above[0] - 1 if above else None
