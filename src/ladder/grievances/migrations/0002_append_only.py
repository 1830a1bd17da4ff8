from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """Steps of cases are only ever added."""

    dependencies = [("grievances", "0001_grievances")]

    operations = [keep_append_only("grievances_casestep")]
