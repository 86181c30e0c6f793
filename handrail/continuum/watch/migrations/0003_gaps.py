import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

KINDS = [
    ("back_alone", "Back from emergency care, and nobody spoke with them yet"), ("nobody", "Nobody here cares for them now"),
    ("missed", "Did not come, and nothing new is booked"), ("no_contact", "Nobody heard from them"),
    ("silent", "A referral that nobody answers"), ("owner_away", "A referral is due while its owner is away"),
    ("step_alone", "A step whose owner is gone"), ("review_due", "The plan is due for a review"),
    ("consent_ending", "A consent ends soon"), ("no_next_step", "The plan has no next step"),
]  # fmt: skip
SET = [("no_contact", "no_contact"), ("review_due", "review_due"), ("consent_ending", "consent_ending")]


def _key(to: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=django.db.models.deletion.PROTECT, related_name="+", **more)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_how_people_want_to_be_treated"),
        ("teams", "0003_how_far_a_credential_goes"),
        ("watch", "0002_some_days_are_not_expected"),
    ]
    operations = [
        migrations.CreateModel(
            "GapNight",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("through", models.BigIntegerField(default=0)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            "Gap",
            [
                ("id", RowKey(primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=KINDS, max_length=16)),
                ("basis", models.CharField(blank=True, max_length=32)),
                ("row", models.BigIntegerField(blank=True, null=True)),
                ("since", models.DateField()),
                ("found_at", models.DateTimeField()),
                ("status", models.CharField(choices=[("open", "Still open"), ("mended", "Mended"), ("aside", "Looked at again later")], default="open", max_length=8)),
                ("mended_at", models.DateTimeField(blank=True, null=True)),
                ("aside_until", models.DateField(blank=True, null=True)),
                ("words", SealedText(blank=True, max_length=240)),
                ("aside_by", _key("people.person", blank=True, null=True)),
                ("owner", _key("people.person", blank=True, null=True)),
                ("person", _key("people.person")),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "since"], name="open_gaps_of_an_owner", condition=Q(status="open"))],
                "constraints": [
                    models.UniqueConstraint(fields=["person", "kind", "basis"], name="a_gap_is_there_once_on_the_same_ground"),
                    models.CheckConstraint(
                        condition=(Q(status="mended") & Q(mended_at__isnull=False)) | (~Q(status="mended") & Q(mended_at=None)),
                        name="a_gap_is_mended_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=~Q(status="aside") | (Q(aside_by__isnull=False, aside_until__isnull=False) & ~Q(words="")),
                        name="a_gap_is_set_aside_by_somebody_with_why_and_until_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "GapDays",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False, auto_created=True, verbose_name="ID")),
                ("kind", models.CharField(choices=SET, max_length=16)),
                ("days", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
                ("programme", _key("teams.programme")),
                ("set_by", _key("people.person")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["programme", "kind"], name="a_programme_says_once_how_many_days_are_too_many"
                    ),
                    models.CheckConstraint(condition=Q(days__gte=1, days__lte=366), name="too_many_days_are_one_to_a_year"),
                ]
            },
        ),
    ]
