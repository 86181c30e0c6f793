"""Somebody of a partner counts from the day the organisation last said that they work there."""

from django.db import migrations, models

FIRST = "UPDATE consent_recipientmember SET confirmed_on = from_on WHERE confirmed_on IS NULL"


class Migration(migrations.Migration):
    dependencies = [("consent", "0005_sendings")]
    operations = [
        migrations.AddField("recipientmember", "confirmed_on", models.DateField(null=True)),
        migrations.RunSQL(FIRST, migrations.RunSQL.noop),
        migrations.AlterField("recipientmember", "confirmed_on", models.DateField()),
    ]
