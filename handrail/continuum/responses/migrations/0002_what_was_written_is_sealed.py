from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("responses", "0001_initial")]
    operations = [
        migrations.AlterField("proposal", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("proposal", "a_declined_proposal_says_why"),
        SealField("proposal", "words", SealedText(max_length=240, blank=True)),
        migrations.AddConstraint(
            "proposal",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "declined"), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_declined_proposal_says_why",
            ),
        ),
    ]
