"""Old code need not know the column; its index is made at the end of the transaction."""

from django.db import migrations, models

from tests.faults.next_release import LAST


class Migration(migrations.Migration):
    dependencies = [("measures", LAST)]
    operations = [
        migrations.AddField("checkin", "told_on", models.DateField(null=True, db_index=True)),
    ]
