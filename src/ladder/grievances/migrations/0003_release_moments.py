import secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import migrations, models


def draw_moments(apps, _editor):
    """A moment in the working hours of its day for each release that waits."""
    for row in apps.get_model("grievances", "Release").objects.filter(incident=None).exclude(publish_on=None):
        opens = datetime.combine(row.publish_on, time(8), ZoneInfo("Africa/Lubumbashi"))
        row.publish_at = opens + timedelta(seconds=secrets.randbelow(9 * 60 * 60))
        row.save(update_fields=["publish_at"])


class Migration(migrations.Migration):
    """The second at which a release is published is drawn, so that no fixed hour shows what was the cause."""

    dependencies = [("grievances", "0002_append_only")]

    operations = [
        migrations.AddField(model_name="release", name="publish_at", field=models.DateTimeField(null=True)),
        migrations.RemoveIndex(model_name="release", name="grievances__publish_81ae1d_idx"),
        migrations.AddIndex(model_name="release", index=models.Index(fields=["publish_at"], name="grievances__publish_97155d_idx")),
        migrations.RunPython(draw_moments, migrations.RunPython.noop),
    ]
