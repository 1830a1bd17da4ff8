from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_append_only"), ("registry", "0002_append_only"), ("catalogue", "0001_catalogue")]
    operations = [
        migrations.AddIndex("sitelevel", models.Index(fields=["version", "-level", "site"], name="level_in_order")),
        migrations.AddIndex(
            "sitelevel", models.Index(fields=["version", "status", "-level", "site"], name="level_by_status")
        ),
    ]
