"""Circles: people with one goal, each under a name of their own choice, and the workers who moderate."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from handrail.foundation.consent.evaluator import standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models.conversations import MOST, ROOM
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import Membership, Programme, Role

#: Characters of the name of a circle, of its goal, of a name somebody chooses in it, and of why a message was hidden
#: or somebody was taken out.
NAME, GOAL, ALIAS, WHY = 80, 400, 40, 240


def moderates(role: str) -> bool:
    """Whether a role writes with people and leads groups of people of its own."""
    return (
        cell(role, "messages").write == "participant" and cell(role, "group_attendance").write == "assigned"
    )


class CircleQuerySet(models.QuerySet["Circle"]):
    def moderated_by(self, act: Act) -> CircleQuerySet:
        """What the actor moderates now, in a role of that programme that may."""
        mine = Moderating.objects.at(act.at).filter(worker=act.actor)
        inside = [one.programme for one in standings(act) if one.programme and moderates(one.role)]
        return self.filter(pk__in=mine.values("circle"), programme__in=inside)

    def of(self, person: Person | None) -> CircleQuerySet:
        """Where somebody is in, or asked in."""
        return self.filter(pk__in=CircleMember.objects.inside().filter(person=person).values("circle"))

    def going_on(self) -> CircleQuerySet:
        return self.filter(ended_at=None)

    def without_a_moderator(self, act: Act) -> CircleQuerySet:
        """Those of the programmes that the actor supervises where nobody who works here now moderates."""
        roles = [role for role in Role.values if moderates(role)]
        works = Membership.objects.at(act.at).filter(person=OuterRef("worker"), role__in=roles)
        held = Moderating.objects.at(act.at).filter(circle=OuterRef("pk"))
        kept = held.filter(Exists(works.filter(programme=OuterRef("circle__programme"))))
        watched = [one.programme for one in standings(act) if one.role == Role.SUPERVISOR]
        return self.going_on().filter(~Exists(kept), programme__in=[one for one in watched if one])


class Circle(models.Model):
    """A conversation of several people for one goal (FHIR Group of persons). While it is paused nobody writes."""

    id = RowKey(primary_key=True)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = SealedText(max_length=NAME)
    goal = SealedText(max_length=GOAL)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(goal=""), name="a_circle_says_what_it_is_for"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether somebody may write there."""
        return self.paused_at is None and self.ended_at is None


class ModeratingQuerySet(models.QuerySet["Moderating"]):
    def at(self, moment: datetime) -> ModeratingQuerySet:
        return self.filter(Q(from_at__lte=moment) & (Q(until_at=None) | Q(until_at__gt=moment)))


class Moderating(models.Model):
    """A worker moderates a circle, from a moment until a moment. `read_to`: the key of the last message they read."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="moderating")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    read_to = models.BigIntegerField(default=0)

    objects = ModeratingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "worker"],
                condition=Q(until_at=None),
                name="a_worker_moderates_a_circle_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="moderating_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="who_moderates", condition=Q(until_at=None))]


class CircleMemberQuerySet(models.QuerySet["CircleMember"]):
    def inside(self) -> CircleMemberQuerySet:
        """In, or asked in."""
        return self.filter(left_at=None)

    def joined(self) -> CircleMemberQuerySet:
        return self.inside().filter(joined_at__isnull=False)

    def taken_out(self) -> CircleMemberQuerySet:
        """Out because a moderator decided it, and not asked in anew."""
        return self.filter(left_at__isnull=False, out_at__isnull=False)

    def to_be_told(self) -> CircleMemberQuerySet:
        """Taken out, and they have not said that they read it."""
        return self.taken_out().filter(out_read_at=None)


class CircleMember(models.Model):
    """A person in a circle, under `alias`; asked in until they say yes. A name they had there stays theirs.

    `mark` is a keyed hash of the name as it is compared: no two names of a circle look the same. `read_to`: the key of
    the last message they read. `muted_at`: no notes about it since then. `out_…`: a moderator took them out, with
    why in words for them, until one asks them in anew; `out_read_at`: since then their page no longer says it.
    """

    id = RowKey(primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    alias = SealedText(max_length=ALIAS, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    muted_at = models.DateTimeField(null=True, blank=True)
    read_to = models.BigIntegerField(default=0)
    out_at = models.DateTimeField(null=True, blank=True)
    out_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    out_why = SealedText(max_length=WHY, blank=True, default="", db_default="")
    out_read_at = models.DateTimeField(null=True, blank=True)

    objects = CircleMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="somebody_is_in_a_circle_once"),
            models.UniqueConstraint(
                fields=["circle", "mark"], condition=~Q(mark=""), name="a_name_in_a_circle_is_one_persons"
            ),
            models.CheckConstraint(
                condition=(Q(joined_at=None) & Q(mark="") & Q(alias="")) | (~Q(mark="") & ~Q(alias="")),
                name="who_joined_a_circle_has_a_name_there",
            ),
            models.CheckConstraint(
                condition=Q(out_at=None, out_by=None, out_why="", out_read_at=None)
                | (Q(out_at__isnull=False, out_by__isnull=False) & ~Q(out_why="")),
                name="who_was_taken_out_reads_by_whom_and_why",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="circles_of_a_person", condition=Q(left_at=None))]

    @property
    def has_joined(self) -> bool:
        return self.joined_at is not None and self.left_at is None


class CircleMessageQuerySet(models.QuerySet["CircleMessage"]):
    def newest(self, circle: Circle) -> list[CircleMessage]:
        """The last of them, the oldest first."""
        found = self.filter(circle=circle).select_related("author").order_by("-pk")[:MOST]
        return list(reversed(found))


class CircleMessage(models.Model):
    """What somebody wrote in a circle, as it was written. Hidden by a moderator it stays, with why."""

    id = RowKey(primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    words = SealedText(max_length=ROOM)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    hidden_why = SealedText(max_length=WHY, blank=True)

    objects = CircleMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="a_message_to_a_circle_is_sent_once"),
            models.CheckConstraint(condition=~Q(words=""), name="a_message_to_a_circle_says_something"),
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_by=None, hidden_why="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_why="")),
                name="a_hidden_message_says_by_whom_and_why",
            ),
        ]
        indexes = [models.Index(fields=["author", "at"], name="circle_messages_of_a_person")]
