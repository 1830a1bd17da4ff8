"""Withdrawals, evidence, reviews and incidents are only ever added."""

from django.db import migrations

from ladder.audit.append_only import keep_append_only


class Migration(migrations.Migration):
    dependencies = [("assessment", "0004_field")]
    operations = [
        keep_append_only(
            # SQLite rebuilt these three for their new columns, without their guards.
            "assessment_determination", "assessment_evidence", "assessment_circumstance",
            "assessment_withdrawal", "assessment_storedfile", "assessment_imagefacts", "assessment_evidencemark",
            "assessment_evidencecheck", "assessment_independencedeclaration", "assessment_review",
            "assessment_secondreading", "assessment_operatorstatement", "assessment_appeal",
            "assessment_appealdecision", "assessment_incident", "assessment_incidentstep", "assessment_daysheet",
        )
    ]
