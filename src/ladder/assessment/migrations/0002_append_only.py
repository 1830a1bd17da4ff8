"""From here on the database refuses to change or delete what was recorded."""

from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [("assessment", "0001_initial")]
    operations = [
        keep_append_only(
            "assessment_determination",
            "assessment_circumstance",
            "assessment_evidence",
            "assessment_evidenceuse",
            "assessment_levelsnapshot",
        )
    ]
