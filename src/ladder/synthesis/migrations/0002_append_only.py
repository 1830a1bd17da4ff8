from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    """The files of a release and the trace of themes are only ever added."""

    dependencies = [("synthesis", "0001_synthesis")]

    operations = [keep_append_only("synthesis_releasefile", "synthesis_themeevent")]
