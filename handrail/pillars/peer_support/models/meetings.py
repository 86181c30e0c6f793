"""Open meetings of others, as their own feed tells of them, and where somebody said they would go."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship
from handrail.foundation.teams.queries import zone

WEEK = 7


class OpenMeetingQuerySet(models.QuerySet["OpenMeeting"]):
    def listed(self) -> OpenMeetingQuerySet:
        return self.filter(gone_at=None)

    def at_a_time(self) -> OpenMeetingQuerySet:
        return self.filter(day__isnull=False, starts__isnull=False).exclude(
            option=OpenMeeting.Option.INACTIVE
        )


class OpenMeeting(models.Model):
    """A meeting that anybody may go to, once a week. Not ours: what its feed says is shown, and nothing is added."""

    class Option(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        HYBRID = "hybrid", _("In person and online")
        INACTIVE = "inactive", _("Not now")

    feed = models.CharField(max_length=60)
    slug = models.CharField(max_length=160)
    name = models.CharField(max_length=160)
    day = models.PositiveSmallIntegerField(null=True)
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    time_zone = models.CharField(max_length=64)
    option = models.CharField(max_length=10, choices=Option)
    closed_from = models.DateTimeField(null=True)
    place = models.CharField(max_length=160, blank=True)
    address = models.CharField(max_length=200, blank=True)
    city = models.CharField(max_length=120, blank=True)
    join_url = models.CharField(max_length=400, blank=True)
    join_phone = models.CharField(max_length=60, blank=True)
    notes = models.CharField(max_length=1000, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    access = ArrayField(models.CharField(max_length=12), default=list)
    brought_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    objects = OpenMeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "slug", "day"], nulls_distinct=False, name="a_meeting_stands_once_in_its_feed"
            ),
            models.CheckConstraint(condition=Q(day=None) | Q(day__lt=WEEK), name="a_week_has_seven_days"),
            models.CheckConstraint(
                condition=Q(join_url="") | Q(join_url__startswith="https://"),
                name="only_safe_addresses_are_joined",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        return self.closed_from is not None

    @property
    def is_met_online(self) -> bool:
        return bool(self.join_url) and self.option in {self.Option.ONLINE, self.Option.HYBRID}

    def begins(self, on: date) -> datetime:
        """When it begins on a day of its own calendar."""
        assert self.starts is not None
        return datetime.combine(on, self.starts, tzinfo=zone(self.time_zone))

    def next_after(self, at: datetime) -> datetime:
        """The next time it begins, or the one that began within the last hour."""
        assert self.day is not None
        here = at.astimezone(zone(self.time_zone)) - timedelta(hours=1)
        on = here.date() + timedelta(days=(self.day - here.weekday()) % WEEK)
        begins = self.begins(on)
        return begins if begins >= here else self.begins(on + timedelta(days=WEEK))


class GoingQuerySet(models.QuerySet["Going"]):
    def visible_to(self, act: Act) -> GoingQuerySet:
        """The person's own, and those to which they asked the actor along, who walks with them still."""
        caring = CareRelationship.objects.at(act.at).filter(worker=act.actor).values("person")
        return self.filter(Q(person=act.actor) | Q(company=act.actor, taken_back_at=None, person__in=caring))


class Going(models.Model):
    """Somebody said they would go to a meeting on a day, maybe with their peer; and, after it, that they went."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(OpenMeeting, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    said_at = models.DateTimeField()
    company = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    company_said_at = models.DateTimeField(null=True)
    went_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    objects = GoingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "meeting", "starts_at"], name="one_word_for_each_meeting_and_time"
            ),
            models.CheckConstraint(
                condition=Q(company_said_at=None) | Q(company__isnull=False), name="who_comes_along_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(went_at=None) | Q(taken_back_at=None), name="who_went_took_nothing_back"
            ),
        ]
        indexes = [models.Index(fields=["person", "starts_at"], name="meetings_of_a_person")]
