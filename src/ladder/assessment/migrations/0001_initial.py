
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_catalogue'),
        ('registry', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('self', 'Self'), ('second', 'Second'), ('third', 'Third'), ('monitoring', 'Monitoring')], max_length=12)),
                ('started_on', models.DateField()),
                ('note', models.TextField(blank=True)),
                ('source_name', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='registry.site')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='catalogue.frameworkversion')),
            ],
        ),
        migrations.CreateModel(
            name='Circumstance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('condition', 'Condition'), ('approval', 'Approval'), ('plan', 'Plan'), ('contest', 'Contest'), ('incident', 'Incident')], max_length=12)),
                ('subject', models.CharField(max_length=80)),
                ('holds', models.BooleanField(default=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('known_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('decided_by', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('closes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='closings', to='assessment.circumstance')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='circumstances', to='registry.site')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.frameworkversion')),
            ],
        ),
        migrations.CreateModel(
            name='Determination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(max_length=16)),
                ('grade', models.CharField(blank=True, max_length=1)),
                ('observed_on', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('known_on', models.DateField()),
                ('decided_by', models.CharField(max_length=64)),
                ('is_independent', models.BooleanField(default=False)),
                ('reason', models.TextField(blank=True)),
                ('digest', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='determinations', to='assessment.assessment')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.requirementversion')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='determinations', to='registry.site')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.frameworkversion')),
            ],
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('observed_on', models.DateField()),
                ('received_at', models.DateTimeField()),
                ('valid_until', models.DateField(null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size_bytes', models.PositiveBigIntegerField(null=True)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='registry.site')),
            ],
        ),
        migrations.CreateModel(
            name='EvidenceUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('method', models.CharField(max_length=20)),
                ('determination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence_uses', to='assessment.determination')),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='assessment.evidence')),
            ],
        ),
        migrations.CreateModel(
            name='LevelSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_of', models.DateField()),
                ('level', models.PositiveSmallIntegerField()),
                ('status', models.CharField(max_length=16)),
                ('vector', models.JSONField()),
                ('digest', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='level_snapshots', to='registry.site')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.frameworkversion')),
            ],
        ),
        migrations.CreateModel(
            name='SiteLevel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField()),
                ('status', models.CharField(max_length=16)),
                ('grade', models.CharField(blank=True, max_length=1)),
                ('vector', models.JSONField()),
                ('document', models.JSONField()),
                ('computed_on', models.DateField()),
                ('changes_on', models.DateField(null=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='levels', to='registry.site')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.frameworkversion')),
            ],
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(fields=['site', '-started_on'], name='assessment__site_id_db2767_idx'),
        ),
        migrations.AddIndex(
            model_name='circumstance',
            index=models.Index(fields=['site', 'version', 'kind'], name='assessment__site_id_41a911_idx'),
        ),
        migrations.AddIndex(
            model_name='determination',
            index=models.Index(fields=['site', 'version', 'observed_on'], name='assessment__site_id_0db731_idx'),
        ),
        migrations.AddConstraint(
            model_name='determination',
            constraint=models.UniqueConstraint(fields=('site', 'digest'), name='determination_once'),
        ),
        migrations.AddConstraint(
            model_name='determination',
            constraint=models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gte', models.F('observed_on')), _connector='OR'), name='determination_valid_after_observed'),
        ),
        migrations.AddConstraint(
            model_name='determination',
            constraint=models.CheckConstraint(condition=models.Q(('known_on__gte', models.F('observed_on'))), name='determination_known_after_observed'),
        ),
        migrations.AddConstraint(
            model_name='evidenceuse',
            constraint=models.UniqueConstraint(fields=('determination', 'evidence', 'method'), name='evidence_use_once'),
        ),
        migrations.AddIndex(
            model_name='levelsnapshot',
            index=models.Index(fields=['site', 'version', 'as_of'], name='assessment__site_id_aa9548_idx'),
        ),
        migrations.AddIndex(
            model_name='sitelevel',
            index=models.Index(fields=['version', 'level', 'status'], name='assessment__version_77d8f6_idx'),
        ),
        migrations.AddIndex(
            model_name='sitelevel',
            index=models.Index(fields=['version', 'changes_on'], name='assessment__version_c91876_idx'),
        ),
        migrations.AddConstraint(
            model_name='sitelevel',
            constraint=models.UniqueConstraint(fields=('site', 'version'), name='site_level_once'),
        ),
    ]
