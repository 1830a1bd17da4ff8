"""What was said in the rooms of the demonstration's closed round: attendance, tallies, quotes, and the seal of each."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ladder.consultation.models import Attendance, Contribution, Gathering, RoundItem, Tally
from ladder.consultation.services.demonstration_scene import BATCH, Data, Scene, translate
from ladder.core.consultation.seal import digest_of_record, digest_of_seal, short_code

ON_THE_AGENDA = 0.25  # of the requirements, a day's work


def hold_gathering(scene: Scene, row: Data) -> None:
    """A gathering that was held, read back and sealed: who was there, tallies on some requirements, and quotes."""
    held_on = scene.opens_on + timedelta(days=row["days_after"])
    gathering = Gathering.objects.create(
        round=scene.round,
        kind=row["kind"],
        province=row["province"],
        place=row["place"],
        held_on=held_on,
        titles=dict.fromkeys(scene.round.languages, row["place"]),
        languages=["fr", "sw"],
        status=Gathering.Status.SEALED,
        sealed_on=held_on,
        was_read_back=True,
        created_at=timezone.now(),
    )
    gathering.facilitators.add(scene.facilitator)
    attend(scene, gathering, row["groups"])
    tallies = count_hands(scene, gathering, row)
    quotes = [add_quote(scene, gathering, one) for one in row.get("quotes", ())]
    seal(gathering, [*tallies, *map(record_of_quote, quotes)])


def attend(scene: Scene, gathering: Gathering, people: Mapping[str, Sequence[int]]) -> None:
    """How many women and men of each group were there."""
    Attendance.objects.bulk_create(
        [
            Attendance(gathering=gathering, group=scene.groups[key], women=women, men=men)
            for key, (women, men) in people.items()
        ]
    )


def count_hands(scene: Scene, gathering: Gathering, row: Data) -> list[tuple[str, str]]:
    """What each group showed on the requirements of the day. Returns number and digest of each tally."""
    people: Mapping[str, Sequence[int]] = row["groups"]
    discussed = [item for item in scene.items.values() if scene.chance.random() < ON_THE_AGENDA]
    pairs = [
        make_tally(scene, gathering, item, key, is_secret=row["is_secret"], people=sum(people[key]))
        for item in discussed
        for key in people
    ]
    Contribution.objects.bulk_create([contribution for contribution, _ in pairs], batch_size=BATCH)
    Tally.objects.bulk_create([tally for _, tally in pairs], batch_size=BATCH)
    return [record_of_tally(contribution, tally) for contribution, tally in pairs]


def make_tally(
    scene: Scene, gathering: Gathering, item: RoundItem, key: str, *, is_secret: bool, people: int
) -> tuple[Contribution, Tally]:
    """What one group of a room showed on one requirement."""
    drawn = [scene.draw_position(key, item.key) for _ in range(people)]
    contribution = make_record(scene, gathering, Contribution.Kind.TALLY, group=scene.groups[key], item=item)
    counts = {position: drawn.count(position) for position in Contribution.Position.values}
    return contribution, Tally(contribution=contribution, group=scene.groups[key], is_secret=is_secret, **counts)


def add_quote(scene: Scene, gathering: Gathering, row: Data) -> Contribution:
    """Words that somebody of a group said aloud, as they were read back, with translations by a person, reviewed."""
    quote = make_record(
        scene, gathering, Contribution.Kind.QUOTE, group=scene.groups[row["by"]], item=scene.items[row["requirement"]],
        language=row["language"], text=row["texts"][row["language"]], consent=row["consent"],
    )  # fmt: skip
    quote.save()
    translate(scene, quote, row["texts"], {})
    return quote


def make_record(scene: Scene, gathering: Gathering, kind: str, *, language: str = "fr", **said: Any) -> Contribution:
    """One record of a room, not stored yet."""
    return Contribution(
        round=scene.round, kind=kind, channel=gathering.kind, gathering=gathering, language=language,
        recorded_by=scene.facilitator, received_on=gathering.held_on, was_read_back=True, **said,
    )  # fmt: skip


def record_of_tally(row: Contribution, tally: Tally) -> tuple[str, str]:
    """Number and digest of a tally."""
    counts = {position: getattr(tally, position) for position in Contribution.Position.values}
    return digested(row, {"counts": counts, "is_secret": tally.is_secret, "has_counts": tally.has_counts})


def record_of_quote(row: Contribution) -> tuple[str, str]:
    """Number and digest of a quote."""
    return digested(row, {"text": row.text, "language": row.language, "consent": row.consent, "was_read_back": True})


def digested(row: Contribution, said: Mapping[str, object]) -> tuple[str, str]:
    """Number and digest of a record, by the method of devices."""
    body = {
        "group": row.group.group.key if row.group else "",
        "item": row.item.key if row.item else "",
        **said,
    }
    day = row.received_on.isoformat() if row.received_on else ""
    return str(row.number), digest_of_record(str(row.number), row.kind, body, day)


def seal(gathering: Gathering, records: Iterable[tuple[str, str]]) -> None:
    """Digest and short code over everything that was read back to the room."""
    gathering.seal_digest = digest_of_seal(str(gathering.public_id), records)
    gathering.seal_code = short_code(gathering.seal_digest)
    gathering.save(update_fields=["seal_digest", "seal_code"])
