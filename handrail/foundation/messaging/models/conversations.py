"""What a person and their team write to each other."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.asker import asker
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import CareRelationship

#: Characters of one message.
ROOM = 4000
MOST = 400


class AwayQuerySet(models.QuerySet["Away"]):
    def at(self, moment: datetime) -> AwayQuerySet:
        return self.filter(from_at__lte=moment, until_at__gt=moment, ended_at=None)


class Away(models.Model):
    """A worker is not here from one moment until another; `cover` reads what is written to them meanwhile."""

    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cover = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")), name="somebody_is_back_after_they_left"
            ),
            models.CheckConstraint(condition=~Q(worker=F("cover")), name="nobody_covers_for_themselves"),
        ]
        indexes = [models.Index(fields=["worker", "until_at"], name="who_is_away")]


class ReplyHours(models.Model):
    """When a worker usually answers, on their own clock: days from 0 (Monday), from a time until a time."""

    worker = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    from_time = models.TimeField(default=time(9))
    until_time = models.TimeField(default=time(17))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_time__gt=F("from_time")), name="reply_hours_end_after_they_begin"
            ),
        ]


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, act: Act) -> ConversationQuerySet:
        """One's own; as a worker those of one's people that one takes part in, or covers for somebody who is away."""
        team = CareRelationship.objects.at(act.at).filter(worker=act.actor).values("person")
        away = Away.objects.at(act.at).filter(cover=act.actor).values("worker")
        instead = HandOver.objects.at(act.at).filter(worker=act.actor).values("conversation")
        part = Q(worker=None) | Q(worker=act.actor) | Q(worker__in=away) | Q(pk__in=instead)
        open_ones = Person.objects.filter(not_denied(act, asker(act), "messages"))
        people = Q(person__in=keys_for(act, "demographics")) & Q(person__in=open_ones) & Q(person__in=team)
        return self.filter(Q(person=act.actor) | (people & part))


class Conversation(models.Model):
    """Of one person with their whole team, or with one `worker` of it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(worker=None), name="one_conversation_with_the_whole_team"
            ),
            models.UniqueConstraint(fields=["person", "worker"], name="one_conversation_with_each_worker"),
            models.CheckConstraint(
                condition=Q(worker=None) | ~Q(worker=F("person")), name="nobody_writes_only_to_themselves"
            ),
        ]


class MessageQuerySet(models.QuerySet["Message"]):
    def newest(self, conversation: Conversation, after: int | None = None) -> list[Message]:
        """The last of them, or of those after one, the oldest first."""
        found = self.filter(conversation=conversation).select_related("author").order_by("-pk")
        found = found if after is None else found.filter(pk__gt=after)
        return list(reversed(found[:MOST]))


class Message(models.Model):
    """What somebody wrote, as it was written. `key` names one sending: sent twice it is one (FHIR Communication)."""

    id = RowKey(primary_key=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    words = SealedText(max_length=ROOM)
    at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="a_message_is_sent_once"),
            models.CheckConstraint(condition=~Q(words=""), name="a_message_says_something"),
        ]


class ReadMark(models.Model):
    """How far somebody has read. Only they see it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="marks")
    reader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    up_to = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "reader"], name="each_reader_is_at_one_place"),
        ]


class HandOverQuerySet(models.QuerySet["HandOver"]):
    def at(self, moment: datetime) -> HandOverQuerySet:
        return self.filter(Q(from_at__lte=moment) & (Q(ended_at=None) | Q(ended_at__gt=moment)))


class HandOver(models.Model):
    """`worker` reads instead of the one it is with: what was written `after` a message, all of it where there is none."""

    class Why(models.TextChoices):
        LEFT = "left", _("No longer works with them")
        AWAY = "away", _("Away")

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    why = models.CharField(max_length=4, choices=Why)
    from_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(ended_at=None),
                name="one_worker_reads_instead_of_another_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("from_at")),
                name="a_hand_over_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["worker"], name="handed_to", condition=Q(ended_at=None))]


#: For the words of the choices of days.
DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
