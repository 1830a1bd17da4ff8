"""An incident and a day sheet as somebody tells them, before they are recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class IncidentEntry:
    """What happened. `requirement` empty: the one that the kind bears on; `channel` a `Incident.Channel`.

    `people_hurt` and `children` are counts, None where nobody counted. `is_credible` False: somebody must look first;
    it holds a level below the gate and is no finding. The same `source_key` is recorded once.
    """

    kind: str
    occurred_on: date
    channel: str
    requirement: str = ""
    is_credible: bool = True
    people_hurt: int | None = None
    children: int | None = None
    words: str = ""
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class DaySheetEntry:
    """The numbers of one day by key of `core.assessment.day_sheet`; absent: not counted.

    `replaces_key`: the source key of the sheet that this one corrects. The same `source_key` is recorded once.
    """

    day: date
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    source_key: str = ""
    replaces_key: str = ""
