from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """What happened to a round is only ever added."""

    dependencies = [("consultation", "0001_consultation")]

    operations = [keep_append_only("consultation_roundevent")]
