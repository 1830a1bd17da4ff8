import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('assessment', '0005_field_append_only'),
        ('catalogue', '0001_catalogue'),
        ('registry', '0003_field_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('label', models.CharField(max_length=80, verbose_name='Name of the phone')),
                ('username', models.CharField(max_length=64, unique=True)),
                ('secret_digest', models.CharField(max_length=64)),
                ('digest_ha1', models.CharField(max_length=32)),
                ('created_at', models.DateTimeField()),
                ('expires_on', models.DateField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_seen_on', models.DateField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['label', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ExportImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('file_name', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('system', models.CharField(max_length=24)),
                ('counts', models.JSONField(default=dict)),
                ('imported_at', models.DateTimeField()),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='FieldForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('visit', 'Visit to a site'), ('day_sheet', 'Day sheet of a resident monitor')], max_length=12)),
                ('form_id', models.CharField(max_length=80)),
                ('form_version', models.CharField(max_length=40)),
                ('target_level', models.PositiveSmallIntegerField(null=True)),
                ('titles', models.JSONField(default=dict)),
                ('questions', models.JSONField(default=list)),
                ('xlsform', models.BinaryField()),
                ('xml', models.BinaryField()),
                ('xml_md5', models.CharField(max_length=32)),
                ('xml_sha256', models.CharField(max_length=64)),
                ('maker', models.CharField(max_length=40)),
                ('is_open', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='field_forms', to='catalogue.frameworkversion')),
            ],
            options={
                'ordering': ['kind', 'form_id', '-id'],
                'constraints': [models.UniqueConstraint(fields=('form_id', 'form_version'), name='form_version_once')],
            },
        ),
        migrations.CreateModel(
            name='PartialUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sha256', models.CharField(max_length=64)),
                ('size_bytes', models.PositiveBigIntegerField()),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'sha256'), name='partial_upload_once')],
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('instance_id', models.CharField(max_length=120, unique=True)),
                ('root_id', models.CharField(db_index=True, max_length=120)),
                ('deprecated_id', models.CharField(blank=True, max_length=120)),
                ('form_id', models.CharField(max_length=80)),
                ('form_version', models.CharField(blank=True, max_length=40)),
                ('xml', models.BinaryField()),
                ('xml_sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('incomplete', 'Files are still missing'), ('waiting', 'Complete; findings are being taken from it'), ('taken', 'Findings were taken from it'), ('aside', 'Set aside for a person to look at'), ('replaced', 'Replaced by a correction')], default='incomplete', max_length=12)),
                ('aside_reason', models.CharField(blank=True, max_length=40)),
                ('flags', models.JSONField(default=list)),
                ('source', models.CharField(default='openrosa', max_length=24)),
                ('received_at', models.DateTimeField()),
                ('completed_at', models.DateTimeField(null=True)),
                ('safe_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('assessment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.assessment')),
                ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='field.device')),
                ('field_form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='field.fieldform')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaced_by', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='field.submission')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='registry.site')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'received_at'], name='field_submi_state_b95108_idx'), models.Index(fields=['site', '-received_at'], name='field_submi_site_id_ca7297_idx'), models.Index(condition=models.Q(('safe_at__isnull', True)), fields=['completed_at'], name='not_yet_safe')],
            },
        ),
        migrations.CreateModel(
            name='SubmissionEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instance_id', models.CharField(blank=True, db_index=True, max_length=120)),
                ('kind', models.CharField(max_length=40)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('at', models.DateTimeField()),
                ('device', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='field.device')),
            ],
        ),
        migrations.CreateModel(
            name='SubmissionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('is_named', models.BooleanField(default=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size_bytes', models.PositiveBigIntegerField(null=True)),
                ('received_at', models.DateTimeField(null=True)),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='field.submission')),
                ('is_inherited', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('submission', 'name'), name='submission_file_once')],
            },
        ),
    ]
