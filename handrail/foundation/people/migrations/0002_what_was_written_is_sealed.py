from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AlterField("contactpoint", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("contactpoint", "a_contact_point_leads_somewhere"),
        SealField("contactpoint", "value", SealedText(max_length=254)),
        SealField("contactpoint", "words_to_say", SealedText(max_length=160, blank=True)),
        migrations.AddConstraint(
            "contactpoint",
            models.CheckConstraint(
                condition=models.Q(("value", ""), _negated=True), name="a_contact_point_leads_somewhere"
            ),
        ),
        migrations.AlterField("carepreferences", "id", RowKey(primary_key=True, serialize=False)),
        SealField("carepreferences", "what_matters", SealedText(max_length=400, blank=True)),
        migrations.AlterField("relatedperson", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("relatedperson", "a_related_person_has_a_name"),
        SealField("relatedperson", "name", SealedText(max_length=80)),
        SealField("relatedperson", "relationship", SealedText(max_length=80, blank=True)),
        SealField("relatedperson", "phone", SealedText(max_length=32)),
        migrations.AddConstraint(
            "relatedperson",
            models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="a_related_person_has_a_name"
            ),
        ),
    ]
