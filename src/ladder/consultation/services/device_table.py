"""Everything that must be known to judge a batch of records, read in a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from ladder.consultation.device_bodies import BESIDE_THE_SEAL, COUNTED, POSITION, SEAL, Body, Frame
from ladder.consultation.models import DeviceRecord, Gathering, Participant, Round, Withdrawal

State = DeviceRecord.State
Verdict = tuple[str, str]
NOT_CONTENT = frozenset({"device", "place", "corrects"})


@dataclass(slots=True)
class Table:
    """What is there already, kept up to date while a batch is judged.

    `known` holds rows by number and digest, `heads` the first device's newest version of each counted slot, `people`
    the primary key and group of participants by pseudonym, `sealed` the numbers that were read back, None before.
    """

    gathering: Gathering
    frame: Frame
    known: dict[UUID, dict[str, DeviceRecord]]
    withdrawn: set[UUID]
    heads: dict[str, DeviceRecord]
    sealed: frozenset[str] | None
    people: dict[UUID, tuple[int, int | None]] = field(default_factory=dict)

    def place(self, row: DeviceRecord, body: Body) -> Verdict:
        """State and reason of a new record that can be read."""
        others = self.known.get(row.number, {})
        if any(other.gathering_id != self.gathering.pk for other in others.values()):
            return State.REFUSED, _("A record of another gathering has this number.")
        if others:
            return State.CONFLICT, _("The same number came before with other content. Both are kept.")
        if self.gathering.round.status == Round.Status.DRAFT:
            return State.REFUSED, _("The round has not opened yet.")
        return self.place_after_seal(row, body) or self.place_kind(row, body)

    def place_after_seal(self, row: DeviceRecord, body: Body) -> Verdict | None:
        """Once sealed, only what was in the seal, side notes, what is taken back, and named corrections."""
        is_beside = row.kind in BESIDE_THE_SEAL or body.corrects is not None
        if self.sealed is None or str(row.number) in self.sealed or is_beside:
            return None
        if row.kind == SEAL:
            return State.REFUSED, _("This gathering was sealed before.")
        return State.REFUSED, _("The gathering is sealed. An addition must name the record that it corrects.")

    def place_kind(self, row: DeviceRecord, body: Body) -> Verdict:
        """By what it is."""
        if row.kind == SEAL:
            return State.WAITING, ""
        if row.kind in COUNTED:
            return self.place_count(row)
        if row.kind == POSITION:
            return self.place_position(body)
        return State.APPLIED, ""

    def place_count(self, row: DeviceRecord) -> Verdict:
        """One device counts; another that counted the same people is no second room full of people."""
        head = self.heads.get(row.slot)
        if head is None or head.device == row.device:
            if head is None or head.place_in_slot < row.place_in_slot:
                self.heads[row.slot] = row
            return State.APPLIED, ""
        if content_of(head) == content_of(row):
            return State.SETTLED, _("Another device counted the same.")
        return State.CONFLICT, _("Another device counted this too, and differently. Both are kept.")

    def place_position(self, body: Body) -> Verdict:
        """A pseudonym stays in the group in which it was first recorded."""
        _key, group = self.people.get(body.said["person"], (0, body.said["group"]))
        if group != body.said["group"]:
            return State.REFUSED, _("This person was recorded in another group before.")
        self.people.setdefault(body.said["person"], (0, group))
        return State.APPLIED, ""


def content_of(row: DeviceRecord) -> dict[str, object]:
    """What a record says, without what tells which device said it and when."""
    return {key: value for key, value in row.body.items() if key not in NOT_CONTENT}


def lay_table(gathering: Gathering, numbers: Sequence[UUID]) -> Table:
    """Read what bears on records of these numbers: seven queries."""
    known: dict[UUID, dict[str, DeviceRecord]] = {}
    for row in DeviceRecord.objects.filter(number__in=numbers):
        known.setdefault(row.number, {})[row.digest] = row
    return Table(
        gathering=gathering,
        frame=frame_of(gathering.round),
        known=known,
        withdrawn=set(Withdrawal.objects.filter(number__in=numbers).values_list("number", flat=True)),
        heads=heads_of(gathering),
        sealed=sealed_numbers(gathering),
        people=people_of(gathering),
    )


def frame_of(round_: Round) -> Frame:
    """Keys of the round's groups and requirements."""
    return Frame(
        groups=dict(round_.groups.values_list("group__key", "pk")),
        items=dict(round_.items.values_list("key", "pk")),
    )


def heads_of(gathering: Gathering) -> dict[str, DeviceRecord]:
    """The newest version of every counted slot."""
    rows = DeviceRecord.objects.filter(gathering=gathering, kind__in=COUNTED, state=State.APPLIED)
    return newest(rows.order_by("place_in_slot", "number"))


def newest(rows: Iterable[DeviceRecord]) -> dict[str, DeviceRecord]:
    """The last row of each slot."""
    return {row.slot: row for row in rows}


def sealed_numbers(gathering: Gathering) -> frozenset[str] | None:
    """The numbers that were read back and sealed; None where nothing is sealed yet."""
    if gathering.status != Gathering.Status.SEALED:
        return None
    seal = DeviceRecord.objects.filter(gathering=gathering, kind=SEAL, state=State.APPLIED).first()
    return frozenset(number for number, _digest in seal.body["records"]) if seal else frozenset()


def people_of(gathering: Gathering) -> dict[UUID, tuple[int, int | None]]:
    """Participants interviewed or written down in this round, by pseudonym."""
    channels = [Participant.Channel.INTERVIEW, Participant.Channel.ROOM]
    rows = Participant.objects.filter(round=gathering.round_id, channel__in=channels)
    return {public_id: (key, group) for public_id, key, group in rows.values_list("public_id", "pk", "group_id")}
