from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_initial")]
    operations = [
        migrations.AlterField("appointment", "id", RowKey(primary_key=True, serialize=False)),
        SealField("appointment", "place", SealedText(max_length=120, blank=True)),
    ]
