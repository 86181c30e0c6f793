"""The directory of services: who offers what, where, to whom; from which file it came, and how fresh it is."""

from __future__ import annotations

import math
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, GeneratedField, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.models import Recipient
from handrail.foundation.people.models import Person
from handrail.pillars.case_management.models.searching import KM_OF_A_DEGREE, Spot, distance_from


class Need(models.TextChoices):
    """The domains of `clinical/needs/domains.yaml`, in words."""

    HOUSING = "housing", _("A place to live")
    FOOD = "food", _("Food")
    TRANSPORT = "transport", _("Getting there")
    WORK = "work", _("Work and training")
    MONEY = "money", _("Money and benefits")
    LEGAL = "legal", _("Legal help")
    HEALTH_CARE = "health_care", _("Health care")
    CHILDCARE = "childcare", _("Childcare")
    SAFETY = "safety", _("Safety")
    CONNECTION = "connection", _("Being with others")


class Source(models.Model):
    """Where services come from: one name for all files of one publisher."""

    name = models.CharField(max_length=80, unique=True)
    file = models.CharField(max_length=64, help_text="SHA-256 of the last file taken in")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_source_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Provider(models.Model):
    """An organisation that offers services. `recipient`: as whom it receives what somebody agreed to share."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    external_id = models.CharField(max_length=120)
    name = models.CharField(max_length=240)
    email = models.CharField(max_length=254, blank=True)
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="a_provider_is_listed_once_per_source"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_provider_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def listed(self) -> ServiceQuerySet:
        """Open, and still in the files of its source."""
        return self.filter(status="active", gone_at=None)

    def meeting(self, need: str) -> ServiceQuerySet:
        return self.filter(needs__contains=[need])

    def saying(self, words: str) -> ServiceQuerySet:
        """Each word stands in its name, description, terms or the provider's name."""
        return self.filter(words=SearchQuery(words, config="simple", search_type="websearch"))

    def in_language(self, language: str) -> ServiceQuerySet:
        return self.filter(languages__contains=[language])

    def for_age(self, years: int) -> ServiceQuerySet:
        young, old = Q(youngest=None) | Q(youngest__lte=years), Q(oldest=None) | Q(oldest__gte=years)
        return self.filter(young, old)

    def open_in(self, hour_of_the_week: int) -> ServiceQuerySet:
        return self.filter(open_hours__contains=[hour_of_the_week])

    def free(self) -> ServiceQuerySet:
        return self.filter(cost="free")

    def without_steps(self) -> ServiceQuerySet:
        return self.filter(step_free=True)

    def with_room(self) -> ServiceQuerySet:
        """Where the provider says so. Nobody said anything: it is not counted as room."""
        return self.filter(room="capacity")

    def within(self, spot: Spot, km: float) -> ServiceQuerySet:
        """In the square round `spot` that holds the circle: what an index can find."""
        high = km / KM_OF_A_DEGREE
        wide = min(180.0, high / max(math.cos(math.radians(spot.latitude)), 0.01))
        return self.filter(
            latitude__range=(spot.latitude - high, spot.latitude + high),
            longitude__range=(spot.longitude - wide, spot.longitude + wide),
        )

    def nearest_first(self, spot: Spot, km: float | None = None) -> ServiceQuerySet:
        """With `km`, the distance over the ground as the crow flies; no farther than that when it is given."""
        far: Any = self.annotate(km=distance_from(spot))
        near: ServiceQuerySet = (far if km is None else far.filter(km__lte=km)).order_by("km", "name", "pk")
        return near

    def by_name(self) -> ServiceQuerySet:
        return self.order_by("name", "pk")


class Service(models.Model):
    """One service at one place (HSDS service_at_location). What a file says is replaced by the next file of its
    source; `room` and `places` belong to the provider, and no file touches them."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Open")
        PAUSED = "temporarily closed", _("Closed for now")
        INACTIVE = "inactive", _("Not offered now")
        DEFUNCT = "defunct", _("Closed")

    class Cost(models.TextChoices):
        UNKNOWN = "unknown", _("Ask about the cost")
        FREE = "free", _("Free")
        PAID = "paid", _("Costs something")

    class Room(models.TextChoices):
        UNKNOWN = "unknown", _("Ask whether there is room")
        ROOM = "capacity", _("There is room")
        WAITLIST = "waitlist", _("Waiting list")
        FULL = "no-capacity", _("Full")

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="services")
    external_id = models.CharField(max_length=120)
    place_id = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=240)
    description = models.TextField(blank=True)
    #: What a search finds besides name and description: the provider's name, the terms of its taxonomy.
    keywords = models.TextField(blank=True)
    needs = ArrayField(models.CharField(max_length=12), default=list)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    eligibility = models.TextField(blank=True)
    youngest = models.PositiveSmallIntegerField(null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list)
    cost = models.CharField(max_length=8, choices=Cost, default=Cost.UNKNOWN)
    fees = models.TextField(blank=True)
    accessibility = models.TextField(blank=True)
    step_free = models.BooleanField(default=False)
    #: Hours of the week in which it is open, 0 is Monday from midnight; `hours` says it exactly.
    open_hours = ArrayField(models.PositiveSmallIntegerField(), default=list)
    hours = models.JSONField(default=list)
    phone = models.CharField(max_length=64, blank=True)
    email = models.CharField(max_length=254, blank=True)
    url = models.CharField(max_length=500, blank=True)
    street = models.CharField(max_length=240, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=24, blank=True)
    country = models.CharField(max_length=2, blank=True)
    transport = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    #: When its publisher last looked whether this is so; empty when the file does not say.
    assured_on = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=32)
    changed_at = models.DateTimeField()
    #: Since when it stands in no file of its source any more.
    gone_at = models.DateTimeField(null=True, blank=True)
    room = models.CharField(max_length=12, choices=Room, default=Room.UNKNOWN)
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    room_said_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    room_said_at = models.DateTimeField(null=True, blank=True)
    words: models.Field[object, object] = GeneratedField(
        expression=SearchVector("name", "description", "keywords", config="simple"),
        output_field=SearchVectorField(), db_persist=True,
    )  # fmt: skip

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "external_id", "place_id"], name="a_service_is_listed_once_per_place"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_service_has_a_name"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_place_lies_on_the_earth",
            ),
            models.CheckConstraint(
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")),
                name="the_oldest_is_not_younger_than_the_youngest",
            ),
            models.CheckConstraint(
                condition=Q(places=None) | Q(room_said_at__isnull=False), name="places_were_said_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(places=None) | Q(places=0) | Q(room="capacity"), name="places_left_mean_that_there_is_room"
            ),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["words"], name="services_by_word"),
            # Asked together they meet in the index: no row is fetched for one of them that the others leave out.
            GinIndex(fields=["needs", "languages", "open_hours"], name="services_by_need_hour_tongue"),
            models.Index(fields=["latitude", "longitude"], name="services_by_place"),
            models.Index(Upper("city"), name="services_by_town"),
            models.Index(fields=["postal_code"], name="services_by_postal_code"),
            models.Index(fields=["name", "id"], name="services_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_listed(self) -> bool:
        """Whether somebody can be referred there now."""
        return self.status == Service.Status.ACTIVE and self.gone_at is None
