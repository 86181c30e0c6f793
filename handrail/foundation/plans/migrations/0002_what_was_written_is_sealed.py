from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.AlterField("goal", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("goal", "a_goal_has_words"),
        SealField("goal", "words", SealedText(max_length=400)),
        migrations.AddConstraint(
            "goal",
            models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="a_goal_has_words"),
        ),
        migrations.AlterField("step", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("step", "a_step_has_exactly_one_responsible_party"),
        migrations.RemoveConstraint("step", "a_step_says_what_to_do"),
        SealField("step", "title", SealedText(max_length=160)),
        SealField("step", "why", SealedText(max_length=240, blank=True)),
        SealField("step", "partner", SealedText(max_length=120, blank=True)),
        SealField("step", "outcome", SealedText(max_length=240, blank=True)),
        migrations.AddConstraint(
            "step",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("responsible__isnull", False), ("partner", "")),
                    models.Q(("responsible__isnull", True), models.Q(("partner", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_step_has_exactly_one_responsible_party",
            ),
        ),
        migrations.AddConstraint(
            "step",
            models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="a_step_says_what_to_do"
            ),
        ),
        migrations.AlterField("barrier", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("barrier", "a_barrier_has_words"),
        SealField("barrier", "words", SealedText(max_length=240)),
        migrations.AddConstraint(
            "barrier",
            models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="a_barrier_has_words"
            ),
        ),
    ]
