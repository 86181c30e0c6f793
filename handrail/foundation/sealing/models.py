"""Which keys this database was sealed with."""

from __future__ import annotations

from django.db import models


class KnownKey(models.Model):
    """A key that sealed something here: its name, and a proof that only the same key opens. Never the key."""

    name = models.CharField(max_length=8, unique=True)
    known_at = models.DateTimeField()
    #: Since then nothing here is sealed with it, and the installation does without it.
    retired_at = models.DateTimeField(null=True, blank=True)
    proof = models.BinaryField()
