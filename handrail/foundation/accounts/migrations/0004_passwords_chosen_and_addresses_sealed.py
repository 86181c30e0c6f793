from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_factors"), ("sealing", "0001_initial")]
    operations = [
        migrations.AddField(
            "account", "password_since", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AlterField("mailedcode", "id", RowKey(primary_key=True, serialize=False)),
        SealField("mailedcode", "address", SealedText(max_length=254)),
    ]
