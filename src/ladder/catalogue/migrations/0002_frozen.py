from django.db import migrations

from ladder.catalogue.frozen import freeze_published


class Migration(migrations.Migration):
    """From here on the database refuses changes to published versions."""

    dependencies = [("catalogue", "0001_catalogue")]

    operations = [freeze_published()]
