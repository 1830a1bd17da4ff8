"""What a history starts from: two rounds with comments, a version ready to be decided, a committee, and strangers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.governance.models import Body, Tenure
from ladder.governance.services.effects import Intended
from ladder.governance.services.issues import bundle_comments
from ladder.governance.signals import answers_published, version_decided
from ladder.registry.models import Site, Source
from tests.governance.deciding import kind_of_effect
from tests.governance.making import begin, finish
from tests.governance.scene import POWERS, Committee, found_committee, organisation_of
from tests.synthesis.conftest import Place

START = date(2026, 3, 2)
RING = Intended("ring", "", {"words": "a bell"})
POINTS = ("ring", "answers", "version")


class Bomb:
    """Goes off at one point inside an effect, once it is armed."""

    def __init__(self) -> None:
        self.point = ""

    def at(self, point: str) -> None:
        """Raise where this is the point."""
        if self.point == point:
            self.point = ""
            raise RuntimeError(point)


@dataclass
class World:
    """Primary keys of what there is; rows are read anew at every step."""

    committee: Committee
    technical: Committee
    keeper: User
    stranger: User
    making: int
    open_round: int
    place: Place
    site: Site
    bomb: Bomb


@contextmanager
def world(make_place: Callable, make_person: Callable, keeper: User) -> Iterator[World]:
    """The world, with a bell that can be rung by decision, and a bomb behind everything that a decision does."""
    making = finish(begin(make_place, keeper))
    place = make_place(items=2, address="second")
    place.comment(place.people("diggers", 1)[0], "The rope is rotten.", 0)
    bundle_comments(round_=place.round, actor=keeper, on=START)
    committee = found_committee(make_person, deciding={"open_days": 1, "objection_days": 3, "appeal_days": 9})
    technical = found_committee(make_person, kind="technical", sides={"members": 2}, observers=0)
    Body.objects.update(powers=[*POWERS, "ring", "change_seats", "answer_issue"])
    for name, tenure in committee.tenures.items():
        Tenure.objects.filter(pk=tenure.pk).update(alternate=make_person(f"alternate-of-{name}"))
    site = Site.objects.create(
        name="Kambove", province="Haut-Katanga", source=Source.objects.first(), created_at=timezone.now()
    )
    bomb = Bomb()
    stranger = make_person("passer-by", "committee", organisation_of("Strangers"))
    made = World(
        committee, technical, keeper, stranger, making.row.pk, place.round.pk, place, site, bomb
    )  # fmt: skip
    with bells(bomb):
        yield made


@contextmanager
def bells(bomb: Bomb) -> Iterator[None]:
    """The kind of effect that rings, and whatever raises in the middle of a publication."""

    def ring(effect, _on):
        record(actor=None, action="tests.rung", target=f"effect:{effect.public_id}")
        bomb.at("ring")

    def on_answers(**_news):
        bomb.at("answers")

    def on_version(**_news):
        bomb.at("version")

    answers_published.connect(on_answers, dispatch_uid="histories")
    version_decided.connect(on_version, dispatch_uid="histories")
    with kind_of_effect("ring", ring):
        yield
    answers_published.disconnect(dispatch_uid="histories")
    version_decided.disconnect(dispatch_uid="histories")
