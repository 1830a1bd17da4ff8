"""Which keys of case handlers are sealed to: a keeper of accounts alone cannot slip in a reader of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ladder.core.grievances.cases import LEAST_ORGANISATIONS, LEAST_READERS


@dataclass(frozen=True, slots=True)
class OfferedKey:
    """A key, whose it is, and whose keys vouch for it."""

    key: int
    organisation: int
    vouchers: frozenset[int] = field(default_factory=frozenset)


def accepted_keys(offered: Sequence[OfferedKey]) -> frozenset[int]:
    """The keys that count, of all that were ever offered, in the order in which they came.

    Until three organisations hold keys, each first key of an organisation counts: somebody must begin. From then on a
    key counts once accepted keys of two organisations other than its own vouch for it.
    """
    accepted: dict[int, int] = {}
    beginning = first_of_organisations(offered)
    accepted.update({one.key: one.organisation for one in beginning})
    grew = True
    while grew:
        fresh = {one.key: one.organisation for one in offered if one.key not in accepted and is_vouched(one, accepted)}
        accepted.update(fresh)
        grew = bool(fresh)
    return frozenset(accepted)


def first_of_organisations(offered: Sequence[OfferedKey]) -> list[OfferedKey]:
    """The first key of each of the first three organisations."""
    first: dict[int, OfferedKey] = {}
    for one in offered:
        if len(first) < LEAST_ORGANISATIONS:
            first.setdefault(one.organisation, one)
    return list(first.values())


def is_vouched(one: OfferedKey, accepted: dict[int, int]) -> bool:
    """Whether accepted keys of two other organisations vouch for a key."""
    others = {accepted[key] for key in one.vouchers if key in accepted} - {one.organisation}
    return len(others) >= LEAST_READERS
