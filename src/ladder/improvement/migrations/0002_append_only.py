"""Measures and steps are only ever added."""

from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [("improvement", "0001_improvement")]
    operations = [keep_append_only("improvement_measure", "improvement_measurestep")]
