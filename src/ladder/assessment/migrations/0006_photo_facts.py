"""Evidence knows the visit it is from; image facts say whether the camera's time zone is known."""

from django.db import migrations, models

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0005_field_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="is_exif_lost",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="visit_ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="visit_started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="imagefacts",
            name="is_zone_known",
            field=models.BooleanField(default=False),
        ),
        keep_append_only("assessment_evidence", "assessment_imagefacts"),
    ]
