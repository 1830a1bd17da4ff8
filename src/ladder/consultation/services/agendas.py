"""The agenda of a gathering or a dialogue: points in their order, about a requirement of the round or in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ladder.consultation.models import AgendaItem, Gathering, Round, RoundItem
from ladder.consultation.wording import trimmed


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """One point: minutes, words by language, or the key of a requirement, or both."""

    requirement: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 0


def store_agenda(gathering: Gathering, points: Sequence[AgendaPoint]) -> None:
    """Make these the points of the agenda."""
    gathering.agenda.all().delete()
    items = items_of(gathering.round, (point.requirement for point in points))
    AgendaItem.objects.bulk_create(
        AgendaItem(
            gathering=gathering,
            position=place,
            minutes=point.minutes,
            titles=trimmed(point.titles),
            item=items.get(point.requirement),
        )
        for place, point in enumerate(points, 1)
    )


def items_of(in_round: Round, keys: Iterable[str]) -> dict[str, RoundItem]:
    """The round's requirements with these keys."""
    return {item.key: item for item in in_round.items.filter(key__in=[key for key in keys if key])}
