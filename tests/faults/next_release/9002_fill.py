"""What old code wrote is filled in, so many rows at a time: killed in between it goes on where it stopped."""

from django.db import migrations
from django.db.models import F

AT_A_TIME = 40


def fill(apps, schema_editor):
    empty = apps.get_model("measures", "CheckIn").objects.filter(told_on=None)
    while found := list(empty.values_list("pk", flat=True)[:AT_A_TIME]):
        empty.filter(pk__in=found).update(told_on=F("day"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("measures", "9001_grow")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
