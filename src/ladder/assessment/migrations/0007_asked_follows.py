"""Whether the question for a mailbox was sent; those that wait for an answer have got it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_confirmed_follows")]
    operations = [
        migrations.AddField("follow", "asked_at", models.DateTimeField(null=True)),
        migrations.RunSQL(
            "UPDATE assessment_follow SET asked_at = created_at WHERE channel = 'mail'", migrations.RunSQL.noop
        ),
    ]
