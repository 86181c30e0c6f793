"""Who someone is, and how they want to be treated."""

from __future__ import annotations

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey


class Person(models.Model):
    """Anyone: a client, a worker, a supporter. A worker who becomes a client is two persons."""

    preferred_name = models.CharField(max_length=80)
    legal_name = models.CharField(max_length=160, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    born_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, default="en")
    other_languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    time_zone = models.CharField(max_length=64, default="America/New_York")
    external_id = models.CharField(max_length=64, null=True, blank=True, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(preferred_name=""), name="a_person_has_a_name_to_go_by"),
        ]
        indexes = [models.Index(fields=["preferred_name"], name="people_by_preferred_name")]

    def __str__(self) -> str:
        return self.preferred_name

    @property
    def initial(self) -> str:
        return self.preferred_name[:1].upper()


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def safest_first(self) -> ContactPointQuerySet:
        return self.order_by("rank", "pk")


class ContactPoint(models.Model):
    """One way to reach someone, with their rules for it (FHIR ContactPoint)."""

    class System(models.TextChoices):
        PHONE = "phone", _("Phone")
        SMS = "sms", _("Text")
        EMAIL = "email", _("Email")

    class Safety(models.TextChoices):
        SAFE = "safe", _("Safe")
        UNSAFE = "unsafe", _("Not safe")
        UNKNOWN = "unknown", _("Not asked yet")

    class Voicemail(models.TextChoices):
        YES = "yes", _("Voicemail is fine")
        NO = "no", _("No voicemail")
        UNKNOWN = "unknown", _("Not asked yet")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    system = models.CharField(max_length=8, choices=System)
    value = SealedText(max_length=254)
    rank = models.PositiveSmallIntegerField(default=1)
    safety = models.CharField(max_length=8, choices=Safety, default=Safety.UNKNOWN)
    voicemail = models.CharField(max_length=8, choices=Voicemail, default=Voicemail.UNKNOWN)
    earliest = models.TimeField(null=True, blank=True)
    latest = models.TimeField(null=True, blank=True)
    words_to_say = SealedText(max_length=160, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(value=""), name="a_contact_point_leads_somewhere"),
            models.CheckConstraint(
                condition=Q(system__in=["phone", "sms", "email"]), name="a_contact_point_has_a_known_system"
            ),
        ]

    def is_open(self, wall: time) -> bool:
        """Whether it may be used at this time on the person's own clock; the hours may run over midnight."""
        earliest, latest = self.earliest or time.min, self.latest or time.max
        if earliest <= latest:
            return earliest <= wall <= latest
        return wall >= earliest or wall <= latest


class CarePreferences(models.Model):
    """What matters to someone, and how they want to be treated, in their own words."""

    class Goal(models.TextChoices):
        ABSTINENCE = "abstinence", _("Not using")
        SAFER_USE = "safer_use", _("Using more safely")
        UNDECIDED = "undecided", _("Still deciding")

    class Look(models.TextChoices):
        DEVICE = "device", _("Like my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    id = RowKey(primary_key=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="care_preferences")
    what_matters = SealedText(max_length=400, blank=True)
    goal = models.CharField(max_length=12, choices=Goal, default=Goal.UNDECIDED)
    third_question = models.CharField(max_length=16, default="sleep_quality")
    look = models.CharField(max_length=8, choices=Look, default=Look.DEVICE)


class CareWishes(models.Model):
    """How somebody wants to be treated, in their words; a new version at each change, none ever overwritten.

    `not_now`: topics that no prompt and no worksheet raises; `told_once`: what they do not want to tell again.
    """

    class Pace(models.TextChoices):
        UNSAID = "", _("Not said")
        SLOW = "slow", _("Slowly, with breaks")
        STEADY = "steady", _("Step by step")
        ASK = "ask", _("Ask me each time")

    class Gender(models.TextChoices):
        UNSAID = "", _("Not said")
        WOMAN = "woman", _("A woman, where it can be")
        MAN = "man", _("A man, where it can be")
        ANY = "any", _("It does not matter to me")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    not_now = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    avoid = SealedText(max_length=1000, blank=True)
    overwhelmed = SealedText(max_length=1000, blank=True)
    pace = models.CharField(max_length=8, choices=Pace, default="", blank=True)
    in_the_room = SealedText(max_length=400, blank=True)
    worker_gender = models.CharField(max_length=8, choices=Gender, default="", blank=True)
    told_once = SealedText(max_length=4000, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="each_version_of_care_wishes_is_one"),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="versions_of_care_wishes_count_from_one"
            ),
        ]


def wishes_of(person: Person) -> CareWishes | None:
    """The newest, or None. What of it a reader may see is for `consent` to say."""
    return CareWishes.objects.filter(person=person).select_related("written_by").order_by("-version").first()


class RelatedPerson(models.Model):
    """Somebody the person counts on: shown on their help page, called by them (FHIR RelatedPerson)."""

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="people_i_count_on")
    name = SealedText(max_length=80)
    relationship = SealedText(max_length=80, blank=True)
    phone = SealedText(max_length=32)
    rank = models.PositiveSmallIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_related_person_has_a_name"),
        ]
