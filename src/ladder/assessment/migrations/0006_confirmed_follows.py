"""A mailbox confirms before it is told anything; those that are told already stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0005_field_append_only")]
    operations = [
        migrations.AddField("follow", "confirmed_at", models.DateTimeField(null=True)),
        migrations.RunSQL(
            "UPDATE assessment_follow SET confirmed_at = created_at WHERE channel = 'mail'", migrations.RunSQL.noop
        ),
    ]
