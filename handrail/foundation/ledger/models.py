"""What happened, who saw what, and what is still owed for it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from handrail.foundation.people.models import Person


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, person: Person) -> EntryQuerySet:
        return self.filter(person=person)

    def newest_first(self) -> EntryQuerySet:
        return self.order_by("-at", "-pk")


class Entry(models.Model):
    """One thing that happened. Ids only: never answers, never free text. Never changed (a trigger sees to it)."""

    kind = models.CharField(max_length=64)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    via = models.CharField(max_length=16)
    subject = models.BigIntegerField(null=True)
    facts: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                "person", models.F("at").desc(), models.F("id").desc(), name="entries_of_one_person"
            ),
            models.Index(fields=["kind", "at"], name="entries_by_kind"),
        ]


class Viewing(models.Model):
    """Somebody looked at somebody's record."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    viewer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    resource = models.CharField(max_length=32)
    basis = models.CharField(max_length=32)
    at = models.DateTimeField()
    via = models.CharField(max_length=16)

    class Meta:
        indexes = [models.Index("person", models.F("at").desc(), name="viewings_of_one_person")]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def owed(self) -> DeliveryQuerySet:
        return self.filter(done_at=None)

    def due(self, now: datetime) -> DeliveryQuerySet:
        return self.owed().filter(due_at__lte=now)


class Delivery(models.Model):
    """A reaction owed for an entry: done once, retried until it is, in the order told."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reaction = models.CharField(max_length=96)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=96, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "reaction"], name="each_reaction_is_owed_once_for_an_entry"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="deliveries_still_owed", condition=Q(done_at=None)),
            models.Index(fields=["person", "id"], name="deliveries_owed_in_order", condition=Q(done_at=None)),
        ]


class Lane(models.Model):
    """One of eight chains: how many links it has, and the hash of the newest. Only the database's own code writes."""

    lane = models.SmallIntegerField(primary_key=True)
    count = models.BigIntegerField()
    head = models.BinaryField()


class Link(models.Model):
    """One row's place in its lane: `hash` is SHA-256 of the hash before and the digest of that row.

    `form` says which table and which of its columns (`ledger_form`), `row` is its id. Never changed.
    """

    pk = models.CompositePrimaryKey("lane", "number")
    lane = models.SmallIntegerField()
    number = models.BigIntegerField()
    form = models.SmallIntegerField()
    row = models.BigIntegerField()
    hash = models.BinaryField()


class Heartbeat(models.Model):
    """When a loop that must not stop last went round."""

    loop = models.CharField(max_length=32, unique=True)
    at = models.DateTimeField()


class PutOff(models.Model):
    """A row that a part of what time brings could not do: left until `until_at`, said by the doctor, and tried again."""

    part = models.CharField(max_length=32)
    row = models.BigIntegerField()
    since = models.DateTimeField()
    until_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=96, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "row"], name="a_part_puts_a_row_off_once"),
        ]
