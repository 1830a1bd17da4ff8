from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """Published answers, and the trace of every issue, are only ever added."""

    dependencies = [("governance", "0003_decided_is_kept")]

    operations = [keep_append_only("governance_answerset", "governance_answer", "governance_issueevent")]
