from django.db import migrations, models

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.migrating import SealField
from handrail.foundation.sealing.row_key import RowKey


class Migration(migrations.Migration):
    dependencies = [("consent", "0009_disclosures_are_chained")]
    operations = [
        migrations.AlterField("consent", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("consent", "a_consent_has_its_elements"),
        migrations.RemoveConstraint("consent", "whoever_takes_a_paper_consent_is_named"),
        SealField("consent", "participants", SealedText(max_length=400, blank=True)),
        SealField("consent", "text", SealedText()),
        SealField("consent", "signed_name", SealedText(max_length=160)),
        SealField("consent", "witness", SealedText(max_length=160, blank=True)),
        migrations.AddConstraint(
            "consent",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_name", ""), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    models.Q(("discloser", ""), _negated=True),
                    ("resources__len__gt", 0),
                ),
                name="a_consent_has_its_elements",
            ),
        ),
        migrations.AddConstraint(
            "consent",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_by", None), ("signed_how", "screen"), ("witness", "")),
                    models.Q(
                        models.Q(("signed_how", "screen"), _negated=True), ("recorded_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="whoever_takes_a_paper_consent_is_named",
            ),
        ),
        migrations.AlterField("restriction", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("restriction", "a_restriction_is_against_one"),
        SealField("restriction", "words", SealedText(max_length=1000, blank=True)),
        SealField("restriction", "answer", SealedText(max_length=1000, blank=True)),
        migrations.AddConstraint(
            "restriction",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reader__isnull", False), ("recipient", None), ("role", "")),
                    models.Q(("reader", None), ("recipient__isnull", False), ("role", "")),
                    models.Q(("reader", None), ("recipient", None), models.Q(("role", ""), _negated=True)),
                    models.Q(
                        ("decided_by", None),
                        ("reader", None),
                        ("recipient", None),
                        ("role", ""),
                        models.Q(("words", ""), _negated=True),
                    ),
                    ("state", "declined"),
                    _connector="OR",
                ),
                name="a_restriction_is_against_one",
            ),
        ),
        migrations.AlterField("emergencyaccess", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("emergencyaccess", "emergency_access_says_why_in_words"),
        migrations.RemoveConstraint("emergencyaccess", "whoever_withholds_it_says_why"),
        SealField("emergencyaccess", "words", SealedText(max_length=1000)),
        SealField("emergencyaccess", "personnel", SealedText(max_length=160, blank=True)),
        SealField("emergencyaccess", "affiliation", SealedText(max_length=160, blank=True)),
        SealField("emergencyaccess", "nature", SealedText(max_length=1000, blank=True)),
        SealField("emergencyaccess", "withheld_because", SealedText(max_length=1000, blank=True)),
        SealField("emergencyaccess", "review", SealedText(max_length=1000, blank=True)),
        migrations.AddConstraint(
            "emergencyaccess",
            models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="emergency_access_says_why_in_words"
            ),
        ),
        migrations.AddConstraint(
            "emergencyaccess",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withheld_because", ""), ("withheld_by", None)),
                    models.Q(
                        ("withheld_by__isnull", False), models.Q(("withheld_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="whoever_withholds_it_says_why",
            ),
        ),
        migrations.AlterField("emergencysearch", "id", RowKey(primary_key=True, serialize=False)),
        migrations.RemoveConstraint("emergencysearch", "a_search_in_an_emergency_says_why"),
        SealField("emergencysearch", "words", SealedText(max_length=1000)),
        migrations.AddConstraint(
            "emergencysearch",
            models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="a_search_in_an_emergency_says_why"
            ),
        ),
    ]
