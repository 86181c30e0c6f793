from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("case_management", "0002_referrals")]
    operations = [
        migrations.RemoveIndex("service", "services_by_need"),
        migrations.AddIndex(
            "service",
            GinIndex(fields=["needs", "languages", "open_hours"], name="services_by_need_hour_tongue"),
        ),
    ]
