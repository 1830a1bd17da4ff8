"""What stands on paper forms: requirements in one language, in the order of the agenda."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Gathering, RoundItem
from ladder.packfiles.model import Reading


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A requirement as it is printed."""

    key: str
    title: Reading
    text: Reading


def items_for(gathering: Gathering, keys: Sequence[str] = ()) -> list[RoundItem]:
    """The requirements named, else those of the agenda, else all of the round; in the round's order."""
    rows = gathering.round.items.order_by("position")
    if keys:
        return list(rows.filter(key__in=keys))
    of_agenda = list(rows.filter(pk__in=gathering.agenda.filter(item__isnull=False).values("item")))
    return of_agenda or list(rows)


def printed(gathering: Gathering, items: Sequence[RoundItem], language: str) -> list[PaperItem]:
    """Their words."""
    pack = pack_of(gathering.round.version)
    return [
        PaperItem(
            item.key,
            pack.read("requirements", item.key, "title", language),
            pack.read("requirements", item.key, "text", language),
        )
        for item in items
    ]
