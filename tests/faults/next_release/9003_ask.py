"""Once nobody of before writes any more: the last of their rows are filled, and there is no row without."""

from django.db import migrations, models
from django.db.models import F


def fill_the_last(apps, schema_editor):
    apps.get_model("measures", "CheckIn").objects.filter(told_on=None).update(told_on=F("day"))


class Migration(migrations.Migration):
    dependencies = [("measures", "9002_fill")]
    operations = [
        migrations.RunPython(fill_the_last, migrations.RunPython.noop),
        migrations.AlterField("checkin", "told_on", models.DateField(db_index=True)),
    ]
