"""Plans of online dialogues for the tests of this folder."""

from datetime import timedelta

from django.utils import timezone

from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.dialogues import ChannelPlan, DialoguePlan, plan_dialogue

SIMULTANEOUS = "simultaneous"


def plan(**changed) -> DialoguePlan:
    starts_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
    described = {
        "titles": {"en": "Health and safety", "fr": "Santé et sécurité", "zh": "健康与安全"},
        "descriptions": {"en": "What the draft asks below ground.", "fr": "Ce que le projet demande sous terre."},
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "languages": ("fr", "en"),
        "capacity": None,
        "join_address": "https://meet.example.org/room",
        "phone_bridge": "+243 000 000",
        "hosts": "The facilitators",
        "channels": (
            ChannelPlan("fr", "zh", SIMULTANEOUS, 1, "+243 111 111"),
            ChannelPlan("fr", "en", SIMULTANEOUS, 2),
            ChannelPlan("en", "fr", SIMULTANEOUS),
        ),
        "agenda": (
            AgendaPoint(titles={"en": "Welcome", "fr": "Accueil"}, minutes=10),
            AgendaPoint("P4-L1-01", minutes=40),
        ),
    }
    return DialoguePlan(**{**described, **changed})


def make(round_, **changed):
    return plan_dialogue(in_round=round_, plan=plan(**changed), actor=None)
