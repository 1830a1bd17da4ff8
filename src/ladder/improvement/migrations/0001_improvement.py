import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('assessment', '0005_field_append_only'),
        ('catalogue', '0002_frozen'),
        ('registry', '0003_field_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('started_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='registry.site')),
                ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.frameworkversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('site', 'version'), name='plan_once')],
            },
        ),
        migrations.CreateModel(
            name='Measure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('requirement', models.CharField(max_length=80)),
                ('words', models.JSONField()),
                ('owner', models.CharField(max_length=40, verbose_name='Who')),
                ('due_on', models.DateField(verbose_name='Until when')),
                ('cost_class', models.CharField(max_length=20, verbose_name='Cost')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='Amount, if known')),
                ('currency', models.CharField(blank=True, max_length=3, verbose_name='Currency')),
                ('payer', models.CharField(max_length=40, verbose_name='Who pays')),
                ('picture', models.CharField(max_length=40, verbose_name='Picture')),
                ('made_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='measures', to='improvement.plan')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['plan', 'requirement'], name='improvement_plan_id_8330e6_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__isnull', True), ('amount__gte', 0), _connector='OR'), name='measure_amount_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='MeasureStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=12)),
                ('done_on', models.DateField()),
                ('due_on', models.DateField(null=True)),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField()),
                ('assessment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.assessment')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessment.evidence')),
                ('measure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='improvement.measure')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
