from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """What was put to a body, said, taken as a position, counted and decided is only ever added."""

    dependencies = [("governance", "0002_revisions")]

    operations = [
        keep_append_only(
            "governance_revision", "governance_discussionnote", "governance_position", "governance_objectionanswer",
            "governance_closing", "governance_decision",
        )
    ]
