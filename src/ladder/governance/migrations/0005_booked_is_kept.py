from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """What was noted of work and booked on lines is only ever added."""

    dependencies = [("governance", "0004_answers_are_kept")]

    operations = [keep_append_only("governance_progress", "governance_booking")]
