"""What a resident monitor's day sheet says: numbers, a note, and whether something happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ladder.core.field.answers import YES, YES_NO_UNKNOWN
from ladder.core.field.instance import Instance
from ladder.core.field.plain_values import Fault, Reader, read_day, read_text, read_whole

COUNT = "sheet/n_"


@dataclass(frozen=True, slots=True)
class IncidentAnswer:
    """Something happened. `occurred_on` None: the day of the sheet; numbers None: not counted."""

    kind: str
    requirement: str = ""
    occurred_on: date | None = None
    people_hurt: int | None = None
    children: int | None = None
    words: str = ""
    photo: str = ""


@dataclass(frozen=True, slots=True)
class SheetAnswers:
    """One day sheet. A number that was not counted is absent, never 0."""

    day: date | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    incident: IncidentAnswer | None = None
    faults: tuple[Fault, ...] = ()


def read_sheet(instance: Instance) -> SheetAnswers:
    """All that a day sheet says; which counts exist is the day sheet's own business."""
    reader = Reader(instance.values)
    counted = {
        path.removeprefix(COUNT): reader.read(path, read_whole) for path in instance.values if path.startswith(COUNT)
    }
    counts = {key: number for key, number in sorted(counted.items()) if number is not None}
    day, note = reader.read("sheet/day", read_day), reader.text("sheet/note")
    incident = read_incident(reader)
    return SheetAnswers(day, counts, note, incident, tuple(sorted(set(reader.faults))))


def read_incident(reader: Reader) -> IncidentAnswer | None:
    """What happened; None where nothing is said to have happened."""
    if reader.choice("incident/happened", YES_NO_UNKNOWN) != YES:
        return None
    return IncidentAnswer(
        kind=reader.text("incident/kind"),
        requirement=reader.text("incident/requirement"),
        occurred_on=reader.read("incident/occurred_on", read_day),
        people_hurt=reader.read("incident/people_hurt", read_whole),
        children=reader.read("incident/children", read_whole),
        words=reader.read("incident/words", read_text) or "",
        photo=reader.text("incident/photo"),
    )
