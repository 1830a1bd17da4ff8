"""A circumstance names the submission that it came from, so that a correction can take it back."""

from django.db import migrations, models

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [("assessment", "0007_monitoring")]
    operations = [
        migrations.AddField("circumstance", "source_key", models.CharField(blank=True, default="", max_length=80)),
        # SQLite rebuilt the table for its new column, without its guards.
        keep_append_only("assessment_circumstance"),
    ]
