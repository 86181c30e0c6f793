import handrail.foundation.sealing.fields
from django.db import migrations, models
from django.db.models.functions import Cast, Coalesce


def ended(apps, _schema):
    """No action ended a goal before; one that was brought in as ended has ended when it was last kept, or set."""
    goals = apps.get_model("plans", "Goal").objects.exclude(status="active")
    goals.update(ended_at=Coalesce(Cast("kept_on", models.DateTimeField()), Cast("set_on", models.DateTimeField())))


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_plans_are_looked_at_again'),
    ]

    operations = [
        migrations.AddField(
            model_name='goal',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='goal',
            name='outcome',
            field=handrail.foundation.sealing.fields.SealedText(blank=True, max_length=240),
        ),
        migrations.AddField(
            model_name='goal',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'First'), (2, 'Next'), (3, 'Later')], default=2),
        ),
        migrations.AlterField(
            model_name='goal',
            name='status',
            field=models.CharField(choices=[('active', 'Working on it'), ('completed', 'Reached'), ('set_aside', 'Set aside for now'), ('changed', 'Changed')], default='active', max_length=10),
        ),
        migrations.AlterField(
            model_name='step',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'First'), (2, 'Next'), (3, 'Later')], default=2),
        ),
        migrations.RunPython(ended, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', [1, 2, 3])), name='a_goal_comes_first_next_or_later'),
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('status', 'active')), models.Q(models.Q(('status', 'active'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='a_goal_has_an_end_exactly_when_it_ended'),
        ),
    ]
