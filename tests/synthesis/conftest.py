"""A round on a small framework, with groups, voices, rooms and an open link, all written in bulk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

import pytest
from django.utils import timezone
from django.utils.translation import override

from ladder.catalogue.models import Requirement
from ladder.catalogue.services import load_pack, publish_version
from ladder.consultation.models import Contribution, Gathering, Participant, Round, RoundGroup, RoundItem, Tally
from ladder.core.synthesis.rules import Rules
from ladder.packfiles.document import from_document
from ladder.registry.models import StakeholderGroup
from ladder.registry.services.seeding import seed_registry
from tests.catalogue.versions import FIRST_DAY, add, first_document, requirement

DAY = date(2026, 3, 2)
GROUPS = ("diggers", "women_washers", "cooperatives", "traders")
RULES = Rules(permutations=199, permutations_extended=199)


@pytest.fixture(autouse=True)
def in_english():
    """Requests leave their language behind in this thread."""
    with override("en"):
        yield


@dataclass
class Place:
    """A round under way, and short ways to fill it."""

    round: Round
    groups: Mapping[str, RoundGroup]
    items: Sequence[RoundItem]
    random: Random = field(default_factory=lambda: Random(7))

    def people(self, group: str, number: int, **fields) -> list[Participant]:
        fields = {"channel": Participant.Channel.INVITED, "group": self.groups.get(group), **fields}
        return Participant.objects.bulk_create(Participant(round=self.round, **fields) for _ in range(number))

    def say(self, people: Sequence[Participant], item: int, positions: Sequence[str], **fields) -> list[Contribution]:
        """Each person takes the position at the same place; too few positions are repeated."""
        rows = [
            self.row(person, item, positions[place % len(positions)], **fields) for place, person in enumerate(people)
        ]
        return Contribution.objects.bulk_create(rows)

    def row(self, person: Participant | None, item: int, position: str, **fields) -> Contribution:
        channel = person.channel if person and person.channel != Participant.Channel.ROOM else "workshop"
        given = {"kind": "position", "channel": channel, "language": "fr", "received_on": DAY, **fields}
        return Contribution(
            round=self.round, participant=person, item=self.items[item], position=position,
            group=person.group if person else None, **given,
        )  # fmt: skip

    def comment(self, person: Participant, text: str, item: int | None = 0, **fields) -> Contribution:
        given = {"kind": "comment", "channel": person.channel, "language": "fr", "group": person.group, **fields}
        return Contribution.objects.create(
            round=self.round, participant=person, item=None if item is None else self.items[item], text=text,
            received_on=DAY, **given,
        )  # fmt: skip

    def room(self, kind: str = "workshop", **fields) -> Gathering:
        given = {"titles": {"en": "A room"}, "held_on": DAY, "languages": ["fr"], "status": "sealed", **fields}
        return Gathering.objects.create(round=self.round, kind=kind, created_at=timezone.now(), **given)

    def tally(self, room: Gathering, group: str, item: int, counts: Sequence[int], **fields) -> Contribution:
        """Counts as written, with a change, cannot, unclear."""
        row = Contribution.objects.create(
            round=self.round, kind="tally", channel=room.kind, gathering=room, item=self.items[item], language="fr",
            received_on=DAY,
        )  # fmt: skip
        named = dict(zip(("as_written", "with_change", "cannot", "unclear"), counts, strict=True))
        Tally.objects.create(contribution=row, group=self.groups.get(group), **named, **fields)
        return row


@pytest.fixture
def make_place(db) -> Callable:
    """Makes a round with as many requirements as asked for."""

    def make(items: int = 4, groups: Sequence[str] = GROUPS, address: str = "small", **fields) -> Place:
        seed_registry()
        version = published(items, address)
        given = {"status": Round.Status.OPEN, "rules": RULES.as_document(), "rules_digest": RULES.digest, **fields}
        consultation = Round.objects.create(
            address=address, version=version, titles={"en": "Small round", "fr": "Petite consultation"},
            languages=["en", "fr", "zh"], opens_on=FIRST_DAY, closes_on=date(2026, 6, 1), created_at=timezone.now(),
            **given,
        )  # fmt: skip
        rows = RoundItem.objects.bulk_create(
            RoundItem(round=consultation, requirement=Requirement.objects.get(pk=one.requirement_id), key=one.key,
                      principle=one.principle, level=one.level, position=place)
            for place, one in enumerate(version.requirements.order_by("position"))
        )  # fmt: skip
        known = {key: StakeholderGroup.objects.get(key=key) for key in groups}
        made = {
            key: RoundGroup.objects.create(round=consultation, group=group, expected=40, position=place)
            for place, (key, group) in enumerate(known.items())
        }
        return Place(consultation, made, rows)

    return make


def published(items: int, key: str):
    """A version with so many requirements, under two principles."""
    document = first_document() | {"empty_cells": [{"principle": 2, "level": 1}], "key": f"framework-{key}"}
    document["requirements"] = document["requirements"][:items]
    for name in set(document["texts"]["en"]["requirements"]) - {one["id"] for one in document["requirements"]}:
        for texts in document["texts"].values():
            texts.get("requirements", {}).pop(name, None)
    document["mappings"] = [] if items < 4 else document["mappings"]
    for number in range(5, items + 1):
        add(document, requirement(f"R-{number}", 1 + number % 2, 2))
    loaded = load_pack(from_document(document), actor=None, on=FIRST_DAY)
    return publish_version(version=loaded, actor=None, on=FIRST_DAY)


@pytest.fixture
def place(make_place) -> Place:
    return make_place()


@pytest.fixture
def heard(make_place) -> Callable:
    """A round in which 30 people of each of four groups spoke on every requirement.

    Three of four in favour; on the second requirement the women cannot support it.
    """

    def make(items: int = 4, people: int = 30, **fields) -> Place:
        place = make_place(items, **fields)
        rows: list[Contribution] = []
        for group in GROUPS:
            for number, person in enumerate(place.people(group, people, gender="woman" if group[0] == "w" else "man")):
                rows += [
                    place.row(person, item, position_of(group, number, item), consent="quote_with_role")
                    for item in range(items)
                ]
        Contribution.objects.bulk_create(rows)
        return place

    return make


def position_of(group: str, number: int, item: int) -> str:
    """Who says what in `heard`."""
    if group == "women_washers" and item == 1:
        return "cannot" if number % 6 else "as_written"
    return ("as_written", "with_change", "as_written", "unclear")[number % 4]
