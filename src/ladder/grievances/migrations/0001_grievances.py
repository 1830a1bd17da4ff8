import django.db.models.deletion
import ladder.consultation.models.keys
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0005_field_append_only'),
        ('registry', '0003_field_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DayCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('number', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='CaseKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('public_key', models.BinaryField(max_length=32)),
                ('fingerprint', models.CharField(max_length=32, unique=True)),
                ('starts_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_keys', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['ended_on'], name='grievances__ended_o_173bd6_idx')],
            },
        ),
        migrations.CreateModel(
            name='Grievance',
            fields=[
                ('id', ladder.consultation.models.keys.RandomKey(default=ladder.consultation.models.keys.draw_key, editable=False, primary_key=True, serialize=False)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('number', models.PositiveIntegerField(unique=True)),
                ('code_digest', models.CharField(max_length=64, unique=True)),
                ('answer_key', models.BinaryField(max_length=32)),
                ('received_on', models.DateField()),
                ('state', models.CharField(choices=[('received', 'Received'), ('being_read', 'Being read'), ('read', 'Read by two organisations'), ('needs_more', 'Asked for more'), ('referred', 'Handed to those who can help'), ('not_founded', 'Not confirmed'), ('validated', 'Validated by civil society'), ('proposed', 'Release proposed'), ('released', 'Released'), ('closed', 'Closed'), ('withdrawn', 'Withdrawn')], default='received', max_length=12)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('occurred_on', models.DateField(null=True)),
                ('is_urgent', models.BooleanField(default=False)),
                ('children', models.PositiveIntegerField(null=True)),
                ('is_demonstration', models.BooleanField(default=False)),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.site')),
            ],
            options={
                'indexes': [models.Index(fields=['state'], name='grievances__state_c44d60_idx')],
            },
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', ladder.consultation.models.keys.RandomKey(default=ladder.consultation.models.keys.draw_key, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('done_on', models.DateField()),
                ('detail', models.JSONField(default=dict)),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('grievance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='grievances.grievance')),
            ],
            options={
                'ordering': ['place'],
                'constraints': [models.UniqueConstraint(fields=('grievance', 'place'), name='case_step_once_a_place')],
            },
        ),
        migrations.CreateModel(
            name='KeyVouch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grievances.casekey')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vouches', to='grievances.casekey')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'by'), name='key_vouch_once')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', ladder.consultation.models.keys.RandomKey(default=ladder.consultation.models.keys.draw_key, editable=False, primary_key=True, serialize=False)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_answer', models.BooleanField(default=False)),
                ('given_on', models.DateField()),
                ('sealed', models.BinaryField()),
                ('grievance', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='grievances.grievance')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('requirement', models.CharField(blank=True, max_length=80)),
                ('occurred_on', models.DateField()),
                ('precision', models.CharField(choices=[('week', 'The week'), ('month', 'The month')], max_length=8)),
                ('is_credible', models.BooleanField(default=True)),
                ('is_urgent', models.BooleanField(default=False)),
                ('words', models.JSONField(default=list)),
                ('protect_days', models.PositiveSmallIntegerField(default=0)),
                ('source_key', models.CharField(max_length=80, unique=True)),
                ('publish_on', models.DateField(null=True)),
                ('grievance', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='release', to='grievances.grievance')),
                ('incident', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.incident')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.site')),
            ],
            options={
                'indexes': [models.Index(fields=['publish_on'], name='grievances__publish_81ae1d_idx')],
            },
        ),
        migrations.CreateModel(
            name='PairKey',
            fields=[
                ('id', ladder.consultation.models.keys.RandomKey(default=ladder.consultation.models.keys.draw_key, editable=False, primary_key=True, serialize=False)),
                ('sealed', models.BinaryField(max_length=128)),
                ('half', models.BinaryField(max_length=80, null=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grievances.casekey')),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pair_keys', to='grievances.message')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grievances.casekey')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('message', 'first', 'second'), name='pair_once_a_message')],
            },
        ),
    ]
