"""A text that somebody sent us: kept as it came, once, until a human has read it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.asker import asker
from handrail.foundation.consent.denial import not_denied
from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.foundation.teams.models import CareRelationship, Role

#: Who reads what comes from a number that nobody here has shown to be theirs.
DESK = (Role.CRISIS_RESPONDER.value, Role.SUPERVISOR.value)


class InboundTextQuerySet(models.QuerySet["InboundText"]):
    def visible_to(self, act: Act) -> InboundTextQuerySet:
        """Whoever is on the person's team now; the desk for numbers of nobody."""
        team = CareRelationship.objects.at(act.at).filter(worker=act.actor).values("person")
        open_ones = Person.objects.filter(not_denied(act, asker(act), "messages"))
        seen = Q(person__in=team) & Q(person__in=keys_for(act, "demographics")) & Q(person__in=open_ones)
        if any(standing.role in DESK for standing in standings(act)):
            seen |= Q(person=None)
        return self.filter(seen)

    def unread(self) -> InboundTextQuerySet:
        return self.filter(seen_at=None)


class InboundText(models.Model):
    """`provider_key` is what the carrier calls it: delivered twice it is one. `reads` is what the lists found in it."""

    class Reads(models.TextChoices):
        STOP = "stop", _("Asked us to stop")
        START = "start", _("Said start")
        ASKS = "asks", _("Asked for help")
        WRONG = "wrong", _("Said it is somebody else’s number")

    class Outcome(models.TextChoices):
        SPOKE = "spoke", _("Spoke with them")
        TRIED = "tried", _("Tried to reach them")
        NOTHING = "nothing", _("Nothing to do")
        NOT_OURS = "not_ours", _("Wrong number")

    id = RowKey(primary_key=True)
    provider_key = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mark = models.CharField(max_length=64, db_index=True)
    number = SealedText(max_length=32)
    words = SealedText(max_length=4000, blank=True)
    reads = ArrayField(models.CharField(max_length=8, choices=Reads), default=list)
    language = models.CharField(max_length=12)
    came_at = models.DateTimeField()
    #: Which of the fixed answers went back by itself: its template, empty for none.
    answered = models.CharField(max_length=12, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)

    objects = InboundTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_at=None, seen_by=None, outcome="")
                | (Q(seen_at__isnull=False, seen_by__isnull=False) & ~Q(outcome="")),
                name="a_text_that_was_seen_says_by_whom_and_what_came_of_it",
            ),
        ]
        indexes = [
            models.Index(F("came_at"), name="texts_nobody_has_seen", condition=Q(seen_at=None)),
        ]
