"""Random trials of a bad network: batches cut, answers lost, sent twice, out of order; nothing lost, nothing doubled.

`LADDER_EXAMPLES` sets how many (200 here; 10,000 before a release). A trial ends when the device has been told of every
record that it is safe; then the server must hold exactly what the device made.
"""

import os
import random
import uuid
from collections import Counter

import pytest

from ladder.consultation.models import Attendance, Contribution, DeviceRecord, Participant, SideNote, Withdrawal
from ladder.consultation.services.device_records import receive_records
from ladder.consultation.services.gatherings import GatheringPlan, plan_gathering
from tests.consultation.gatherings import DAY, Device

pytestmark = pytest.mark.django_db
TRIALS = int(os.environ.get("LADDER_EXAMPLES", "200"))
GROUPS, ITEMS = ("diggers", "women_washers", "cooperatives"), ("P1-L1-01", "P1-L1-02")
ROWS = (SideNote, DeviceRecord, Withdrawal, Attendance, Contribution, Participant)


def play_meeting(chance: random.Random, device: Device) -> list:
    """What a facilitator records, with corrections, things taken back, and perhaps a seal."""
    made, people = [], [str(uuid.UUID(int=chance.getrandbits(128), version=4)) for _ in range(2)]
    for _ in range(chance.randint(1, 9)):
        kind = chance.randrange(5)
        group, item, count = chance.choice(GROUPS), chance.choice(ITEMS), chance.randint(0, 30)
        if kind == 0:
            made.append(device.attendance(group, count, 1))
        elif kind == 1:
            made.append(device.tally(item, chance.choice((group, "")), count, 1, 0, 0))
        elif kind == 2:
            made.append(device.quote(f"Sauti {count}", item=item))
        elif kind == 3:
            made.append(device.position(chance.choice(people), item, chance.choice(("cannot", "unclear"))))
        else:
            made.append(device.side_note(f"Siri {count}"))
    quotes = [one for one in made if one.kind == "quote"]
    if quotes and chance.random() < 0.3:
        made.append(device.withdrawal(chance.choice(quotes)))
    if chance.random() < 0.5:
        made.append(device.seal(*[one for one in made if one.kind != "side_note"]))
    return made


def send_through(chance: random.Random, gathering, actor, made) -> None:
    """Send until every record is known to be safe, over a network that loses a third of everything."""
    waiting = {one.number: one for one in made}
    for _ in range(400):
        if not waiting:
            return
        batch = chance.sample(list(waiting.values()), chance.randint(1, len(waiting)))
        batch += chance.sample(batch, chance.randint(0, min(2, len(batch))))  # sent twice
        if chance.random() < 0.2:  # an old batch that was long on its way
            batch += chance.sample(made, chance.randint(1, len(made)))
        if chance.random() < 0.15:
            continue  # cut on the way: the whole batch was refused
        answers = receive_records(gathering=gathering, entries=batch, actor=actor, on=DAY)
        if chance.random() < 0.3:
            continue  # the answer was lost
        sent = {one.number: one.digest for one in batch}
        for answer in answers:
            if answer.is_safe and answer.digest == sent[answer.number]:
                waiting.pop(answer.number, None)
    raise AssertionError("The device was never told that everything is safe.")


def newest(made, kind: str, gone: set, key) -> dict:
    """What must stand: the last version of each slot that was not taken back."""
    standing = {}
    for one in made:
        if one.kind == kind and str(one.number) not in gone:
            standing[key(one.body)] = one
    return standing


def differences(made) -> list[str]:
    """Where the server differs from what the device made."""
    gone = {number for one in made if one.kind == "withdrawal" for number in one.body["of"]}
    found = []
    kept = Counter(str(number) for number in DeviceRecord.objects.values_list("number", flat=True))
    expected = Counter(str(one.number) for one in made)
    found += (
        [f"kept twice or not at all: {(kept - expected) | (expected - kept)}"]
        if set((kept - expected) | (expected - kept)) - gone
        else []
    )
    attended = newest(made, "attendance", gone, lambda body: body["group"])
    held = dict(Attendance.objects.values_list("group__group__key", "women"))
    found += [f"attendance {held}"] if held != {k: one.body["women"] for k, one in attended.items()} else []
    for kind, key in (
        ("tally", lambda body: (body["item"], body["group"])),
        ("quote", lambda body: body["thread"]),
        ("position", lambda body: (body["person"]["id"], body["item"])),
    ):
        wanted = sorted(str(one.number) for one in newest(made, kind, gone, key).values())
        rows = Contribution.objects.filter(kind=kind, superseded_by=None).values_list("number", flat=True)
        found += [f"{kind}: {sorted(map(str, rows))} instead of {wanted}"] if sorted(map(str, rows)) != wanted else []
    whole = sum(one.kind in {"tally", "quote", "position"} and str(one.number) not in gone for one in made)
    found += [f"{Contribution.objects.count()} of {whole}"] if Contribution.objects.count() != whole else []
    notes = sum(one.kind == "side_note" for one in made)
    return found + ([f"side notes {SideNote.objects.count()}"] if SideNote.objects.count() != notes else [])


@pytest.fixture
def gathering(open_round, people):
    plan = GatheringPlan("focus_group", {"en": "Washers"}, DAY, ("sw",), facilitators=(people["facilitator"],))
    return plan_gathering(in_round=open_round, plan=plan, actor=None)


def test_nothing_is_lost_and_nothing_is_doubled(gathering, people):
    for seed in range(TRIALS):
        chance = random.Random(seed)
        device = Device(str(gathering.public_id), id=str(uuid.UUID(int=seed + 1)))
        made = play_meeting(chance, device)
        send_through(chance, gathering, people["facilitator"], made)
        assert differences(made) == [], f"seed {seed}"
        gathering.refresh_from_db()
        assert (gathering.status == "sealed") == any(one.kind == "seal" for one in made), f"seed {seed}"
        for model in ROWS:
            model.objects.all().delete()
        type(gathering).objects.update(status="planned", seal_code="", seal_digest="", sealed_on=None)
        gathering.refresh_from_db()
