from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """What was put to a body, said, counted, decided, answered and booked is only ever added."""

    dependencies = [("governance", "0001_governance")]

    operations = [
        keep_append_only(
            "governance_ruleset", "governance_revision", "governance_discussionnote", "governance_position",
            "governance_objectionanswer", "governance_closing", "governance_decision", "governance_issueevent",
            "governance_answerset", "governance_answer", "governance_progress", "governance_booking",
        )
    ]
