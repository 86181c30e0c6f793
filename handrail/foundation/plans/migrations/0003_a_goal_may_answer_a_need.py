from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_what_was_written_is_sealed")]
    operations = [migrations.AddField("goal", "need", models.CharField(blank=True, max_length=12))]
