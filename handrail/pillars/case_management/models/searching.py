"""The words of a search in the directory. Distances are counted here, from coordinates; no map is asked."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

EARTH_KM = 6371.0088
KM_OF_A_DEGREE = math.pi * EARTH_KM / 180


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


class ServiceQuerySet(models.QuerySet[Any]):
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

    def nearest_first(self, spot: Spot) -> ServiceQuerySet:
        """With `km`, the distance over the ground as the crow flies."""
        far: ServiceQuerySet = self.annotate(km=_haversine(spot))
        return far.order_by("km", "name", "pk")

    def by_name(self) -> ServiceQuerySet:
        return self.order_by("name", "pk")


def _haversine(spot: Spot) -> models.Expression:
    half = Value(0.5)
    north = Sin((Radians(F("latitude")) - Radians(Value(spot.latitude))) * half)
    east = Sin((Radians(F("longitude")) - Radians(Value(spot.longitude))) * half)
    narrow = Cos(Radians(Value(spot.latitude))) * Cos(Radians(F("latitude")))
    chord = Power(north, Value(2.0)) + narrow * Power(east, Value(2.0))
    distance = Value(2 * EARTH_KM) * ASin(Sqrt(chord, output_field=FloatField()))
    return models.ExpressionWrapper(distance, output_field=FloatField())
