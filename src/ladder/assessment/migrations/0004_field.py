import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assessment', '0003_levels_in_order'),
        ('catalogue', '0001_catalogue'),
        ('registry', '0003_field_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=24)),
                ('detail', models.JSONField(default=dict)),
                ('happened_on', models.DateField()),
                ('created_at', models.DateTimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='registry.site')),
                ('change_key', models.CharField(max_length=120)),
            ],
            options={
                'indexes': [models.Index(fields=['site', '-id'], name='assessment__site_id_5c03a4_idx')],
                'constraints': [models.UniqueConstraint(fields=('site', 'change_key'), name='alert_once_a_change')],
            },
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.TextField()),
                ('opened_on', models.DateField()),
                ('due_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('determination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='assessment.determination')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('determination', 'organisation'), name='one_appeal_against_a_finding')],
            },
        ),
        migrations.CreateModel(
            name='DaySheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('day', models.DateField()),
                ('counts', models.JSONField(default=dict)),
                ('note', models.TextField(blank=True)),
                ('source_key', models.CharField(blank=True, max_length=80)),
                ('replaces_key', models.CharField(blank=True, max_length=80)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='day_sheets', to='registry.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', '-day'], name='assessment__site_id_93457f_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('source_key',), name='day_sheet_once_a_source')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveSmallIntegerField()),
                ('flags', models.JSONField(default=list)),
                ('is_located', models.BooleanField(default=False)),
                ('method', models.CharField(max_length=40)),
                ('checked_at', models.DateTimeField()),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='assessment.evidence')),
            ],
            options={
                'get_latest_by': 'pk',
            },
        ),
        migrations.CreateModel(
            name='EvidenceMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sensitivity', models.CharField(choices=[('open', 'may be shown to everybody with a role'), ('restricted', 'only for assessors and reviewers of this site'), ('minor', 'shows a minor: only blurred, but for the case holder')], max_length=12)),
                ('blurred', models.JSONField(default=list)),
                ('marked_at', models.DateTimeField()),
                ('evidence', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='assessment.evidence')),
                ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'get_latest_by': 'pk',
            },
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('channel', models.CharField(choices=[('mail', 'E-mail'), ('webhook', 'Webhook'), ('feed', 'Feed')], max_length=8)),
                ('address', models.BinaryField(blank=True)),
                ('token', models.CharField(max_length=64, unique=True)),
                ('language', models.CharField(max_length=10)),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'channel'], name='assessment__site_id_50802a_idx')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('requirement', models.CharField(max_length=80)),
                ('kind', models.CharField(max_length=40)),
                ('occurred_on', models.DateField()),
                ('known_on', models.DateField()),
                ('is_credible', models.BooleanField(default=True)),
                ('people_hurt', models.PositiveIntegerField(null=True)),
                ('children', models.PositiveIntegerField(null=True)),
                ('words', models.TextField(blank=True)),
                ('channel', models.CharField(choices=[('monitor', 'Resident monitor'), ('assessor', 'Assessor'), ('operator', 'Operator'), ('state', 'State service'), ('civil_society', 'Validated by civil society')], max_length=16)),
                ('source_key', models.CharField(blank=True, max_length=80)),
                ('recorded_at', models.DateTimeField()),
                ('circumstance', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incident', to='assessment.circumstance')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='registry.site')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.frameworkversion')),
            ],
            options={
                'indexes': [models.Index(fields=['site', '-occurred_on'], name='assessment__site_id_919568_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source_key', ''), _negated=True), fields=('source_key',), name='incident_once_a_source')],
            },
        ),
        migrations.CreateModel(
            name='IndependenceDeclaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ties', models.JSONField(default=list)),
                ('words', models.TextField(blank=True)),
                ('declared_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.site')),
            ],
            options={
                'indexes': [models.Index(fields=['site', 'person'], name='assessment__site_id_ec932d_idx')],
            },
        ),
        migrations.CreateModel(
            name='OperatorStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('words', models.TextField()),
                ('language', models.CharField(max_length=10)),
                ('stated_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('determination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='assessment.determination')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('stated_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('verdict', models.CharField(choices=[('confirmed', 'Confirmed'), ('second_reader', 'Needs a second reader'), ('returned', 'Sent back with questions'), ('refused', 'Refused: its findings no longer count')], max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('reviewed_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='assessment.assessment')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['assessment', '-id'], name='review_latest')],
            },
        ),
        migrations.CreateModel(
            name='SecondReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('read_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('contest', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.circumstance')),
                ('determination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_readings', to='assessment.determination')),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('determination', 'read_by'), name='second_reading_once')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('size_bytes', models.PositiveBigIntegerField()),
                ('media_type', models.CharField(max_length=80)),
                ('stored_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ground', models.CharField(choices=[('replaced', 'What it came from was replaced by a correction'), ('appeal', 'An appeal against it was upheld'), ('refused', 'A reviewer refused it')], max_length=12)),
                ('reason', models.TextField(blank=True)),
                ('known_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('determination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='assessment.determination')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AppealDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('upheld', 'Upheld: the finding no longer counts'), ('dismissed', 'Dismissed: the finding stands')], max_length=12)),
                ('reason', models.TextField()),
                ('decided_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='decision', to='assessment.appeal')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(null=True)),
                ('delivered_at', models.DateTimeField(null=True)),
                ('fault', models.CharField(blank=True, max_length=80)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='assessment.alert')),
                ('follow', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='assessment.follow')),
            ],
            options={
                'indexes': [models.Index(fields=['next_try_at'], name='assessment__next_tr_82f12a_idx')],
                'constraints': [models.UniqueConstraint(fields=('alert', 'follow'), name='delivery_once')],
            },
        ),
        migrations.CreateModel(
            name='ImageFacts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('width', models.PositiveIntegerField(null=True)),
                ('height', models.PositiveIntegerField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('camera', models.CharField(blank=True, max_length=120)),
                ('software', models.CharField(blank=True, max_length=120)),
                ('has_exif', models.BooleanField(default=False)),
                ('perceptual_hash', models.CharField(blank=True, db_index=True, max_length=16)),
                ('fault', models.CharField(blank=True, max_length=40)),
                ('read_at', models.DateTimeField()),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='image', to='assessment.storedfile')),
                ('is_zone_known', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='IncidentStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('acknowledged', 'Acknowledged'), ('planned', 'Plan agreed'), ('revisited', 'Visited again'), ('closed', 'Closed'), ('reopened', 'Opened again')], max_length=16)),
                ('done_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('incident', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='assessment.incident')),
                ('circumstance', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incident_step', to='assessment.circumstance')),
            ],
            options={
                'ordering': ['done_on', 'id'],
            },
        ),
        migrations.AddField(
            model_name='determination',
            name='rule',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='determination',
            name='source_key',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='evidence',
            name='accuracy_m',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='captured_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='evidence',
            name='latitude',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='longitude',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='sensitivity',
            field=models.CharField(choices=[('open', 'may be shown to everybody with a role'), ('restricted', 'only for assessors and reviewers of this site'), ('minor', 'shows a minor: only blurred, but for the case holder')], default='restricted', max_length=12),
        ),
        migrations.AddField(
            model_name='evidence',
            name='source_key',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddIndex(
            model_name='determination',
            index=models.Index(condition=models.Q(('source_key', ''), _negated=True), fields=['source_key'], name='determination_by_source'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='assessment.storedfile'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('source_key', ''), _negated=True), fields=['source_key'], name='evidence_by_source'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='is_exif_lost',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='visit_ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='visit_started_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='circumstance',
            name='source_key',
            field=models.CharField(blank=True, default='', max_length=80),
        ),
    ]
