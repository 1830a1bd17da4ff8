"""Puts measures into words, pictures and order for the pages, the print and the API."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from ladder.consultation.wording import read
from ladder.core.catalogue.ladder import NO_GATE, Ladder
from ladder.improvement.choices import name_of
from ladder.improvement.pictograms import draw_picture
from ladder.improvement.queries.progress import Standing
from ladder.packfiles.model import Pack, Reading


@dataclass(frozen=True, slots=True)
class Told:
    """One measure ready to be read."""

    standing: Standing
    words: Reading
    title: Reading
    picture: SafeString
    picture_name: str
    owner: str
    payer: str
    cost: str
    gate: str
    level: int

    @property
    def state(self) -> str:
        """Where it stands."""
        return self.standing.progress.state

    @property
    def due_on(self) -> date:
        """Until when."""
        return self.standing.progress.due_on

    @property
    def amount(self) -> str:
        """What it is thought to cost, with its currency; empty where nobody has said."""
        measure = self.standing.measure
        return "" if measure.amount is None else f"{measure.amount.normalize():f} {measure.currency}"


def tell(standing: Standing, pack: Pack, ladder: Ladder, language: str) -> Told:
    """One measure in a language."""
    measure = standing.measure
    requirement = ladder.by_key.get(measure.requirement)
    picture = name_of("pictures", measure.picture, language)
    return Told(
        standing=standing,
        words=read(measure.words, language),
        title=pack.read("requirements", measure.requirement, "title", language),
        picture=draw_picture(measure.picture, picture),
        picture_name=picture,
        owner=name_of("owners", measure.owner, language),
        payer=name_of("payers", measure.payer, language),
        cost=pack.say("cost_classes", measure.cost_class, "name", language),
        gate=requirement.gate if requirement else NO_GATE,
        level=requirement.level if requirement else 0,
    )


def tell_all(standings: Iterable[Standing], pack: Pack, ladder: Ladder, language: str) -> list[Told]:
    """Many measures in a language."""
    return [tell(each, pack, ladder, language) for each in standings]


@dataclass(frozen=True, slots=True)
class Group:
    """Measures in one state, the earliest due first."""

    state: str
    measures: tuple[Told, ...]


ORDER = ("sent_back", "handed_in", "under_way", "planned", "done", "dropped")


def group(measures: Sequence[Told]) -> tuple[Group, ...]:
    """Measures by state, what needs somebody first; empty states are left out."""
    groups = (
        Group(state, tuple(sorted((one for one in measures if one.state == state), key=lambda one: one.due_on)))
        for state in ORDER
    )
    return tuple(one for one in groups if one.measures)
