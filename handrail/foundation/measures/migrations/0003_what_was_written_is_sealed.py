from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_check_ins_may_come_from_an_older_system")]
    operations = [
        migrations.AlterField("checkin", "id", RowKey(primary_key=True, serialize=False)),
        SealField("checkin", "words", SealedText(max_length=500, blank=True)),
    ]
