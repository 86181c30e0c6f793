"""A breach: records were got at, used or told as the law does not allow, or may have been (42 CFR 2.16(b)).

What is written is added, not changed: a later weighing, notice or report stands beside the earlier one.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.people.models import Person
from handrail.foundation.rights import breach_days
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class Breach(models.Model):
    """Found on one day; whose records it touched stands in BreachPerson. `others` have no record here."""

    class How(models.TextChoices):
        LOOK = "look", _("Somebody who works here looked at it or used it without need")
        SENT = "sent", _("It went to somebody wrong, or was told to them")
        LOST = "lost", _("Paper or a device was lost or taken")
        BROKEN_INTO = "broken_into", _("Somebody broke into a system or an account")
        ELSEWHERE = "elsewhere", _("It happened at an organization that works for us or with us")
        OTHER = "other", _("Something else")

    id = RowKey(primary_key=True)
    #: The same form sent twice is one breach.
    key = models.UUIDField()
    how = models.CharField(max_length=12, choices=How)
    #: What is known, for the officers.
    words = SealedText(max_length=4000)
    happened_on = models.DateField(null=True, blank=True)
    #: The first day on which somebody here knew of it, or could have with care (45 CFR 164.404(a)(2)).
    found_on = models.DateField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    others = models.PositiveIntegerField(default=0)
    others_told_on = models.DateField(null=True, blank=True)
    #: An authority says that telling would harm what it investigates (45 CFR 164.412).
    hold_until = models.DateField(null=True, blank=True)
    hold_words = SealedText(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="a_breach_is_written_down_once"),
            models.CheckConstraint(condition=~Q(words=""), name="a_breach_says_what_is_known"),
            models.CheckConstraint(
                condition=Q(happened_on=None) | Q(happened_on__lte=models.F("found_on")),
                name="a_breach_happens_before_it_is_found",
            ),
            models.CheckConstraint(
                condition=Q(hold_until=None, hold_words="")
                | (Q(hold_until__isnull=False) & ~Q(hold_words="")),
                name="telling_is_put_off_until_a_day_for_a_reason",
            ),
        ]


class BreachWeighing(models.Model):
    """Whether people have to be told, by the four factors of 45 CFR 164.402(2). The newest holds."""

    class Finding(models.TextChoices):
        NOTIFY = breach_days.NOTIFY, _("A breach: people have to be told")
        LOW = "low", _("A low probability that anything was compromised, by all four questions")
        EXCEPTED = "excepted", _("One of the three exceptions of the law")
        SECURED = "secured", _("It could not be read: encrypted, and the key was not with it")

    id = RowKey(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="weighings")
    finding = models.CharField(max_length=8, choices=Finding)
    nature = SealedText(max_length=2000, blank=True)
    receiver = SealedText(max_length=2000, blank=True)
    seen = SealedText(max_length=2000, blank=True)
    mended = SealedText(max_length=2000, blank=True)
    reason = SealedText(max_length=2000)
    weighed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_weighing_says_why"),
            models.CheckConstraint(
                condition=~Q(finding="low") | ~(Q(nature="") | Q(receiver="") | Q(seen="") | Q(mended="")),
                name="a_low_probability_is_shown_by_all_four_factors",
            ),
        ]
        indexes = [models.Index(fields=["breach"], name="weighings_of_one_breach")]


class BreachNotice(models.Model):
    """What people are told, in one language: the five parts of 45 CFR 164.404(c). The newest of a language holds."""

    id = RowKey(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="notices")
    language = models.CharField(max_length=12, choices=settings.LANGUAGES)
    happened = SealedText(max_length=3000)
    information = SealedText(max_length=2000)
    protect = SealedText(max_length=2000)
    doing = SealedText(max_length=2000)
    ask = SealedText(max_length=1000)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~(Q(happened="") | Q(information="") | Q(protect="") | Q(doing="") | Q(ask="")),
                name="a_breach_notice_has_all_its_parts",
            ),
        ]
        indexes = [models.Index(fields=["breach"], name="notices_of_one_breach")]


class BreachPersonQuerySet(models.QuerySet["BreachPerson"]):
    def standing(self) -> BreachPersonQuerySet:
        """Without those who were named by mistake."""
        return self.filter(left_at=None)

    def of(self, person: Person) -> BreachPersonQuerySet:
        """What a person reads: where they are named, and a notice is written."""
        written = BreachNotice.objects.filter(breach=models.OuterRef("breach"))
        return self.standing().filter(models.Exists(written), person=person)


class BreachPerson(models.Model):
    """One person whose record it touched, and by which written way they were told (45 CFR 164.404(d))."""

    class Way(models.TextChoices):
        LETTER = "letter", _("A letter")
        EMAIL = "email", _("An e-mail, as they agreed")
        HANDED = "handed", _("Handed over in writing")
        INSTEAD = "instead", _("Another way, since no address was right")

    id = RowKey(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    told_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=8, choices=Way, blank=True)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: When they said that they have read it here.
    read_at = models.DateTimeField(null=True, blank=True)
    #: Named by mistake.
    left_at = models.DateTimeField(null=True, blank=True)

    objects = BreachPersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "person"], name="a_breach_names_a_person_once"),
            models.CheckConstraint(
                condition=Q(told_on=None, way="", told_by=None)
                | (Q(told_on__isnull=False, told_by__isnull=False) & ~Q(way="")),
                name="whoever_was_told_was_told_on_a_day_by_a_way",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(told_on=None, read_at=None),
                name="whoever_was_told_stays_named",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="breaches_of_one_person")]


class BreachReport(models.Model):
    """That the office or the press was told, and of how many."""

    class Whom(models.TextChoices):
        OFFICE = "office", _("The office of the government")
        PRESS = "press", _("The press where people live")

    id = RowKey(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="reports")
    whom = models.CharField(max_length=8, choices=Whom)
    on = models.DateField()
    people = models.PositiveIntegerField()
    receipt = SealedText(max_length=300, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["breach"], name="reports_of_one_breach")]
