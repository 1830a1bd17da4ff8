"""What people said in the demonstration's rounds: invented voices and comments, drawn by a seeded chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from ladder.accounts.models import User
from ladder.consultation.models import Contribution, Participant, Round, RoundGroup, RoundItem, Translation

BATCH = 2000
OPEN_LINK_FOR = 12  # one by the open link for so many invited
WRITTEN_AS_IS, OBJECTING = 0.7, 0.8  # of those who support, and of those who do not
Data = Mapping[str, Any]
Texts = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Scene:
    """The round with what is needed to fill it."""

    data: Data
    round: Round
    groups: Mapping[str, RoundGroup]
    items: Mapping[str, RoundItem]
    facilitator: User
    opens_on: date
    weeks: int
    chance: np.random.Generator

    def draw_position(self, group: str, item: str) -> str:
        """A position from how a group leans on a requirement; some support it with a change, some are unclear."""
        support = self.data["leanings"].get(item, {}).get(group, self.data["usual"])
        if self.chance.random() < support:
            return "as_written" if self.chance.random() < WRITTEN_AS_IS else "with_change"
        return "cannot" if self.chance.random() < OBJECTING else "unclear"

    def draw_week(self) -> date:
        """A day of the round, to the week."""
        return self.opens_on + timedelta(weeks=int(self.chance.integers(0, self.weeks)))


def answer(scene: Scene, row: Data) -> None:
    """The people of one group with their positions; a few more come by the open link."""
    people = [make_participant(scene, row, is_invited=True) for _ in range(row["people"])]
    strangers = [make_participant(scene, row, is_invited=False) for _ in range(row["people"] // OPEN_LINK_FOR + 1)]
    Participant.objects.bulk_create([*people, *strangers])
    rows = [
        make_position(scene, participant, item, scene.draw_position(row["key"], item.key))
        for participant in (*people, *strangers)
        for item in scene.items.values()
        if scene.chance.random() < row["share"]
    ]
    Contribution.objects.bulk_create(rows, batch_size=BATCH)


def make_participant(scene: Scene, row: Data, *, is_invited: bool) -> Participant:
    """A pseudonym of a group."""
    return Participant(
        round=scene.round,
        channel=Participant.Channel.INVITED if is_invited else Participant.Channel.OPEN_LINK,
        group=scene.groups[row["key"]],
        language=row["language"],
        gender=str(scene.chance.choice(["", "woman", "man"], p=[0.3, 0.3, 0.4])),
    )


def make_position(scene: Scene, participant: Participant, item: RoundItem, position: str) -> Contribution:
    """A position without words."""
    return Contribution(
        round=scene.round,
        kind=Contribution.Kind.POSITION,
        channel=participant.channel,
        participant=participant,
        group=participant.group,
        item=item,
        language=participant.language,
        position=position,
        received_on=scene.draw_week(),
    )


def add_comment(scene: Scene, row: Data) -> None:
    """A position with its reason in the original language, and translations by a person, reviewed."""
    original, proposed = row["language"], row.get("proposed", {})
    participant = make_participant(scene, {"key": row["by"], "language": original}, is_invited=True)
    participant.save()
    comment = make_position(scene, participant, scene.items[row["requirement"]], row["position"])
    comment.text, comment.proposed, comment.consent = row["texts"][original], proposed.get(original, ""), row["consent"]
    comment.save()
    translate(scene, comment, row["texts"], proposed)


def translate(scene: Scene, said: Contribution, texts: Texts, proposed: Texts) -> None:
    """Words in every other language in which the file has them, by a person, reviewed."""
    Translation.objects.bulk_create(
        [
            Translation(
                contribution=said,
                language=language,
                text=text,
                proposed=proposed.get(language, ""),
                origin=Translation.Origin.PERSON,
                is_reviewed=True,
                made_on=scene.opens_on + timedelta(weeks=scene.weeks),
            )
            for language, text in texts.items()
            if language != said.language
        ]
    )
