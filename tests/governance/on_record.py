"""What stands on record in tests: decisions with dissent and recusals, meetings with minutes, seats handed over."""

from datetime import date, timedelta

from django.utils import timezone

from ladder.governance.models import Attendance, Body, Interest, Meeting, Tenure
from tests.governance.deciding import close, put, say
from tests.governance.scene import FIRST_DAY, Committee, organisation_of

HELD_ON = date(2026, 3, 4)
MINUTES = {
    "government-1": "holder", "companies-1": "alternate", "companies-2": "excused", "civil_society-1": "absent",
}  # fmt: skip
DISSENT = "We would have waited for the miners of Kambove."


def hold_meeting(committee: Committee, on: date = HELD_ON, title: str = "First meeting") -> Meeting:
    """A meeting of which the minutes say nothing of one seat, nor of the observer."""
    row = Meeting.objects.create(
        body=committee.body, kind="room", state="held", titles={"en": title}, held_on=on, created_at=timezone.now()
    )
    for name, who in MINUTES.items():
        Attendance.objects.create(meeting=row, seat=committee.seats[name], tenure=committee.tenures[name], who=who)
    return row


def hand_over(committee: Committee, name: str, on: date, organisation: str) -> Tenure:
    """The seat goes to another organisation, whose holder and alternate are named."""
    before = committee.tenures[name]
    Tenure.objects.filter(pk=before.pk).update(ends_on=on - timedelta(days=1), is_interim=True)
    return Tenure.objects.create(
        seat=before.seat, organisation=organisation_of(organisation), holder_name="Amina K.", alternate_name="Luc T.",
        starts_on=on, follows=before, created_at=timezone.now(),
    )  # fmt: skip


def decide_against_one(committee: Committee):
    """Adopted by consensus: one company is recused, one voice of civil society stands aside and dissents."""
    proposal = put(committee)
    Interest.objects.create(
        tenure=committee.tenures["companies-2"], proposal=proposal, reasons={"en": "We build it."},
        declared_on=FIRST_DAY,
    )  # fmt: skip
    for name in ("government-1", "companies-1", "civil_society-1"):
        say(committee, proposal, name)
    say(committee, proposal, "civil_society-2", "stand_aside", dissent={"en": DISSENT})
    return close(proposal)


def more_bodies(number: int) -> None:
    """Further bodies that stand, without seats."""
    for one in range(number):
        Body.objects.create(
            address=f"more-{one}", kind="partner", state="standing", sign=f"M{one}", names={"en": f"Partner {one}"},
            stands_from=FIRST_DAY, created_at=timezone.now(),
        )  # fmt: skip
