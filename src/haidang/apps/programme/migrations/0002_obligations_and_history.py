import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from haidang.foundation.database import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0001_initial'),
        ('files', '0001_initial'),
        ('observations', '0001_initial'),
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TaskUpdate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('created', 'Registered'), ('progress', 'Progress reported'), ('contribution', 'Contribution of a co-ordinating unit'), ('corrected', 'Corrected'), ('reopened', 'Opened again'), ('checked', 'Publication checked'), ('released', 'Shown to the public'), ('withdrawn', 'No longer shown to the public')], max_length=12)),
                ('status', models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('delayed', 'Delayed'), ('done', 'Done'), ('cancelled', 'Cancelled')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('due_date', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('expected_on', models.DateField(null=True)),
                ('address', models.URLField(blank=True, max_length=500)),
                ('seen', models.BooleanField(null=True)),
                ('seen_on', models.DateField(null=True)),
                ('changes', models.JSONField(default=dict)),
                ('unit_code', models.CharField(blank=True, max_length=40)),
                ('by_id', models.CharField(max_length=90)),
                ('by_name', models.CharField(max_length=120)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.AddField(
            model_name='task',
            name='by_hand',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='task',
            name='decided_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='task',
            name='decided_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='decision_number',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='task',
            name='done_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='expected_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='obligation',
            field=models.CharField(choices=[('task', 'Task'), ('commitment', 'Public commitment'), ('publication', 'Duty to publish'), ('direction', 'Direction')], default='task', max_length=12),
        ),
        migrations.AddField(
            model_name='task',
            name='proposal',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='task',
            name='published_url',
            field=models.URLField(blank=True, max_length=500, validators=[django.core.validators.URLValidator(schemes=['http', 'https'])]),
        ),
        migrations.AddField(
            model_name='task',
            name='released',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='task',
            name='rhythm',
            field=models.CharField(blank=True, choices=[('monthly', 'Every month'), ('quarterly', 'Every quarter'), ('half_yearly', 'Every half-year'), ('yearly', 'Every year')], max_length=12),
        ),
        migrations.AddField(
            model_name='task',
            name='seen_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='starts_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='task',
            name='status',
            field=models.CharField(choices=[('not_started', 'Not started'), ('in_progress', 'In progress'), ('delayed', 'Delayed'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='not_started', max_length=12),
        ),
        migrations.AddField(
            model_name='task',
            name='version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['status', 'due_date'], name='task_by_state'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proves', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='taskupdate',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='updates', to='programme.task'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='update',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='programme.taskupdate'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('update', 'file'), name='evidence_once_per_update'),
        ),
        append_only("programme_taskupdate"),
        append_only("programme_evidence"),
    ]
