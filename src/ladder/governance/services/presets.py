"""Bodies to start from, one file a kind: proposals of ours, illustrative, and changeable before they are founded."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from ladder.governance.models import Body
from ladder.governance.services.body_plans import BodyPlan, ChamberPlan, SeatPlan
from ladder.governance.services.effects import handler_of

DATA = Path(__file__).resolve().parent.parent / "data"


def plan_preset(kind: str, *, address: str, opens_on: date) -> BodyPlan:
    """The proposal for a kind of body, at an address; site and organisation are still to be named.

    Powers of rooms that are not installed are left out.

    Raises:
        KeyError: there is no such kind.
    """
    start = read_preset(kind)
    return BodyPlan(
        address=address,
        kind=kind,
        sign=start["sign"],
        names=start["names"],
        purposes=start["purposes"],
        opens_on=opens_on,
        powers=tuple(power for power in start["powers"] if handler_of(power)),
        chambers=tuple(ChamberPlan(**chamber) for chamber in start["chambers"]),
        seats=tuple(SeatPlan(**seat) for seat in start["seats"]),
        deciding=start["deciding"],
        composition=tuple(start["composition"]),
    )


@cache
def read_preset(kind: str) -> Mapping[str, Any]:
    """The file of a kind of body.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in Body.Kind.values:
        raise KeyError(kind)
    return MappingProxyType(yaml.safe_load((DATA / f"{kind}.yaml").read_text(encoding="utf-8")))
