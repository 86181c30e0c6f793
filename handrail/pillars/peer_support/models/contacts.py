"""Being in touch: each try and each conversation, in plain words, and what of it the team may read."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey

#: What a note has room for, in the order in which it is read.
NOTE = ("wanted", "did", "own_words", "strengths", "linked", "concern")


class PeerContactQuerySet(models.QuerySet["PeerContact"]):
    def visible_to(self, act: Act) -> PeerContactQuerySet:
        """The person's own, and those of people whose peer notes the actor may read. What was shared up stands in
        `policy.readable_contacts`, one person at a time."""
        return self.filter(person__in=keys_for(act, "peer_notes"))

    def newest_first(self) -> PeerContactQuerySet:
        return self.order_by("-at", "-pk")


class PeerContact(models.Model):
    """A peer and a person were in touch, or the peer tried. No diagnosis, no score, no rating: there is no place for one.

    `key` is the sender's: tapped twice it is one contact. `concern` is what the peer handed on to whoever is on call.
    """

    class Outcome(models.TextChoices):
        REACHED = "reached", _("In touch")
        NO_ANSWER = "no_answer", _("No answer")
        LEFT_MESSAGE = "left_message", _("Left a message")

    class Way(models.TextChoices):
        PHONE = "phone", _("By phone")
        TEXT = "text", _("By text")
        VIDEO = "video", _("By video")
        OUT = "out", _("Out and about")
        HERE = "here", _("At our place")

    class StartedBy(models.TextChoices):
        PEER = "peer", _("The peer")
        PERSON = "person", _("The person")

    id = RowKey(primary_key=True)
    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    noted_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    way = models.CharField(max_length=8, choices=Way)
    started_by = models.CharField(max_length=8, choices=StartedBy, default=StartedBy.PEER)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    wanted = SealedText(max_length=1000, blank=True)
    did = SealedText(max_length=1000, blank=True)
    own_words = SealedText(max_length=1000, blank=True)
    strengths = SealedText(max_length=1000, blank=True)
    linked = SealedText(max_length=1000, blank=True)
    concern = SealedText(max_length=1000, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)

    objects = PeerContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("peer")), name="nobody_is_in_touch_with_themself"),
            models.CheckConstraint(
                condition=Q(outcome="reached")
                | Q(minutes=None, wanted="", did="", own_words="", strengths="", linked=""),
                name="a_try_tells_of_no_conversation",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__gte=1, minutes__lte=1440),
                name="a_contact_lasts_minutes",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "at"], name="contacts_of_a_person"),
            models.Index(fields=["peer", "at"], name="contacts_of_a_peer"),
        ]

    @property
    def is_try(self) -> bool:
        return self.outcome != self.Outcome.REACHED


class SharedUp(models.Model):
    """The team may read one contact, from a moment until the person ends it. Said by the person, or by the peer whom
    they told so."""

    contact = models.ForeignKey(PeerContact, on_delete=models.PROTECT, related_name="shares")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(until_at=None), name="a_contact_is_shared_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="a_share_ends_after_it_begins",
            ),
        ]


class CallTimes(models.Model):
    """When it is good to call somebody, as they said. Said anew it is a new row."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    earliest = models.TimeField(null=True, blank=True)
    latest = models.TimeField(null=True, blank=True)
    said_to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_at=None), name="good_hours_to_call_are_said_once"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="good_hours_end_after_they_begin",
            ),
        ]
