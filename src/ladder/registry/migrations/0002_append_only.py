from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """Facts and statements of legal status are only ever added."""

    dependencies = [("registry", "0001_registry")]

    operations = [keep_append_only("registry_fact", "registry_legalstatus")]
