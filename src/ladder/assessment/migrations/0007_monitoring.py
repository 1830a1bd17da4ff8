"""A step of an incident names what the level's rules know of it; the same change is told once."""

import django.db.models.deletion
from django.db import migrations, models

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_photo_facts")]
    operations = [
        migrations.AddField(
            "incidentstep", "circumstance",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="incident_step",
                to="assessment.circumstance",
            ),
        ),
        migrations.AddField("alert", "change_key", models.CharField(default="", max_length=120), preserve_default=False),
        migrations.AddConstraint(
            "alert", models.UniqueConstraint(fields=("site", "change_key"), name="alert_once_a_change")
        ),
        # SQLite rebuilt the table for its new column, without its guards.
        keep_append_only("assessment_incidentstep"),
    ]  # fmt: skip
