from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0001_initial"),
    ]

    operations = [
        keep_append_only("audit_entry", "audit_treehead"),
        keep_append_only("audit_leaf", key="position"),
    ]
