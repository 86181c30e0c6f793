"""Where things lie. Distances are counted here, from coordinates; no map is asked."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.db import models
from django.db.models import F, FloatField, Value
from django.db.models.functions import ASin, Cos, Power, Radians, Sin, Sqrt

EARTH_KM = 6371.0088
KM_OF_A_DEGREE = math.pi * EARTH_KM / 180


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the earth, in degrees."""

    latitude: float
    longitude: float


def distance_from(spot: Spot) -> models.Expression:
    """Kilometres over the ground, as the crow flies."""
    half = Value(0.5)
    north = Sin((Radians(F("latitude")) - Radians(Value(spot.latitude))) * half)
    east = Sin((Radians(F("longitude")) - Radians(Value(spot.longitude))) * half)
    narrow = Cos(Radians(Value(spot.latitude))) * Cos(Radians(F("latitude")))
    chord = Power(north, Value(2.0)) + narrow * Power(east, Value(2.0))
    distance = Value(2 * EARTH_KM) * ASin(Sqrt(chord, output_field=FloatField()))
    return models.ExpressionWrapper(distance, output_field=FloatField())
