"""One content-free message to one person, by one channel."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.deciding import MOST_A_DAY
from handrail.foundation.messaging.models.permissions import Permission
from handrail.foundation.people.models import Person


class PingQuerySet(models.QuerySet["Ping"]):
    def visible_to(self, act: Act) -> PingQuerySet:
        return self.filter(person__in=keys_for(act, "safe_contact"))

    def returned(self) -> PingQuerySet:
        """Mail that came back."""
        return self.filter(status=Ping.Status.RETURNED)


class Ping(models.Model):
    """Written down before anything goes out. `lines` names the templates it was made of; its words are nowhere kept.

    `place` is its place in the person's `day`; one about a crisis, a code or an answer has none.
    """

    class Status(models.TextChoices):
        HANDING = "handing", _("Being handed over")
        ACCEPTED = "accepted", _("Taken by the carrier")
        REFUSED = "refused", _("Refused by the carrier")
        UNKNOWN = "unknown", _("The carrier did not answer")
        RETURNED = "returned", _("Came back: it did not arrive")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8)
    lines = ArrayField(models.CharField(max_length=12))
    day = models.DateField()
    place = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.HANDING)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    #: Why mail came back, as a code of mail servers (RFC 3463); 4.x.x was given up for now, 5.x.x for good.
    code = models.CharField(max_length=12, blank=True, default="", db_default="")

    objects = PingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day", "place"], name="each_message_has_its_own_place_in_the_day"
            ),
            models.CheckConstraint(
                condition=Q(place=None) | Q(place__range=(1, MOST_A_DAY)),
                name="nobody_gets_more_than_three_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status="returned", channel="email") & ~Q(code="")
                | ~Q(status="returned") & Q(code=""),
                name="only_mail_that_came_back_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="pings_being_handed_over", condition=Q(status="handing")),
        ]
