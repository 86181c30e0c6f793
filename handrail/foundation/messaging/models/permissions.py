"""Somebody lets us write to one number or address of theirs, shown to be theirs by a code, or to one browser of theirs,
which asked for it itself; until they stop."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.messaging.models.browsers import Browser
from handrail.foundation.people.models import ContactPoint, Person

#: How long a code may be typed, and how often it may be tried.
CODE_FOR, TRIES = timedelta(minutes=10), 5


class PermissionQuerySet(models.QuerySet["Permission"]):
    def visible_to(self, act: Act) -> PermissionQuerySet:
        return self.filter(person__in=keys_for(act, "safe_contact"))

    def lost(self) -> PermissionQuerySet:
        """Of a number or address in use that stopped leading to them, and that nothing holds for since."""
        lost = Q(ended_how__in=[Permission.Ended.GONE, Permission.Ended.WRONG])
        since = Permission.objects.filter(point=OuterRef("point"), asked_at__gt=OuterRef("asked_at"))
        return self.filter(lost, ~Exists(since), point__isnull=False, point__ended_at=None)

    def holding(self) -> PermissionQuerySet:
        """Agreed to and not ended."""
        return self.filter(agreed_at__isnull=False, ended_at=None)


class Permission(models.Model):
    """To write to `point`, or to push to `browser`. `wording` is the version of the words they agreed to, `mark` finds a
    text that comes in, and a browser that is somebody else's now."""

    class Ended(models.TextChoices):
        PAGE = "page", _("On their page")
        STOP = "stop", _("By a text that said stop")
        ANEW = "anew", _("Asked for again")
        WRONG = "wrong", _("By a text of somebody else")
        GONE = "gone", _("Nothing arrives there any more")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    browser = models.OneToOneField(Browser, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mark = models.CharField(max_length=64, db_index=True)
    wording = models.CharField(max_length=16)
    language = models.CharField(max_length=12)
    asked_at = models.DateTimeField()
    #: SHA-256 of the code that was sent there.
    digest = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=8, choices=Ended, blank=True)

    objects = PermissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["point"], condition=Q(ended_at=None), name="one_permission_holds_for_a_contact_point"
            ),
            models.CheckConstraint(
                condition=Q(point=None, browser__isnull=False) | Q(point__isnull=False, browser=None),
                name="a_permission_is_for_one_place",
            ),
            models.UniqueConstraint(
                fields=["mark"],
                condition=Q(ended_at=None, browser__isnull=False),
                name="a_browser_is_one_persons",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_how="") | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="a_permission_that_ended_says_how",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="permissions_that_hold", condition=Q(ended_at=None))]

    @property
    def holds(self) -> bool:
        return self.agreed_at is not None and self.ended_at is None

    @property
    def channel(self) -> str:
        """By which sender: `sms`, `email` or `push`."""
        if self.point is None:
            return "push"
        return "email" if self.point.system == ContactPoint.System.EMAIL else "sms"

    @property
    def address(self) -> str:
        """The number, the address, or where the browser is reached."""
        where = self.point or self.browser
        assert where is not None
        return where.value if isinstance(where, ContactPoint) else where.address

    def takes_codes(self, at: datetime) -> bool:
        """Whether a code may still be typed."""
        waits = self.agreed_at is None and self.ended_at is None
        return waits and bool(self.digest) and self.tries < TRIES and at < self.asked_at + CODE_FOR
