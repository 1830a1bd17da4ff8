"""What was received and answered is only ever added."""

from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [("field", "0001_field")]
    operations = [keep_append_only("field_submissionevent", "field_exportimport")]
