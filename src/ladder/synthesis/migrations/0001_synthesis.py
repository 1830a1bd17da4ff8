import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('consultation', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('letter', 'Letter'), ('limits', 'Limits'), ('recommendation', 'Recommendation'), ('response', 'Response')], max_length=16)),
                ('texts', models.JSONField()),
                ('requirements', models.JSONField(default=list)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('contributions', models.ManyToManyField(related_name='+', to='consultation.contribution')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='consultation.round')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('interim', 'Interim'), ('closing', 'Closing')], max_length=8)),
                ('state', models.CharField(choices=[('prepared', 'Prepared'), ('published', 'Published'), ('set_aside', 'Set Aside')], default='prepared', max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('rules_digest', models.CharField(max_length=64)),
                ('certificate', models.JSONField()),
                ('prepared_on', models.DateField()),
                ('published_on', models.DateField(null=True)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='consultation.round')),
            ],
            options={
                'ordering': ['round', 'number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'set_aside'), _negated=True), fields=('round', 'number'), name='release_once')],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('names', models.JSONField()),
                ('created_on', models.DateField()),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='synthesis.theme')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='consultation.round')),
                ('split_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='splits', to='synthesis.theme')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ReleaseFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('release', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='synthesis.release')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('release', 'name'), name='release_file_once')],
            },
        ),
        migrations.CreateModel(
            name='ReleaseMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('frozen', models.JSONField()),
                ('voices', models.JSONField()),
                ('rooms', models.JSONField()),
                ('gone', models.JSONField(default=dict)),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='memory', to='synthesis.release')),
            ],
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coded_on', models.DateField()),
                ('coded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='consultation.contribution')),
                ('first_theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='synthesis.theme')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codings', to='synthesis.theme')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('contribution', 'theme'), name='coding_once')],
            },
        ),
        migrations.CreateModel(
            name='ThemeEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('made', 'Made'), ('renamed', 'Renamed'), ('merged', 'Merged'), ('split', 'Split'), ('undone', 'Undone')], max_length=8)),
                ('detail', models.JSONField(default=dict)),
                ('happened_at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='synthesis.theme')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='theme_events', to='consultation.round')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='synthesis.theme')),
                ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='synthesis.themeevent')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
