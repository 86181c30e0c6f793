"""Finding somebody whom nobody reaches: what is known of where they may be, who looks for them, and each try."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.clinical.triage import next_attempt as rule
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.case_management.models.referrals import IllegalMove


class LeadQuerySet(models.QuerySet["Lead"]):
    def visible_to(self, act: Act) -> LeadQuerySet:
        return self.filter(person__in=keys_for(act, "safe_contact"))

    def known(self, person: Person) -> LeadQuerySet:
        known = self.filter(person=person, ended_at=None).select_related("written_by")
        return known.order_by("-written_at", "-pk")


class Lead(models.Model):
    """A place where somebody may be found, or somebody through whom; with what the person said we may do and say there.

    What is known is never changed: it ends, and what is known now is written anew.
    """

    class Kind(models.TextChoices):
        PLACE = "place", _("A place")
        PERSON = "person", _("Somebody to ask")

    class MaySay(models.TextChoices):
        NOTHING = "nothing", _("Nothing about us: only a first name and a number")
        US = "us", _("That it is us")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    words = SealedText(max_length=300)
    phone = SealedText(max_length=32, blank=True)
    safety = models.CharField(max_length=8, choices=ContactPoint.Safety, default=ContactPoint.Safety.UNKNOWN)
    may_say = models.CharField(max_length=8, choices=MaySay, default=MaySay.NOTHING)
    words_to_say = SealedText(max_length=160, blank=True)
    earliest = models.TimeField(null=True, blank=True)
    latest = models.TimeField(null=True, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="a_lead_says_who_or_where"),
            models.CheckConstraint(
                condition=Q(may_say="nothing") | Q(safety="safe"), name="who_we_are_is_said_only_where_they_agreed"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person"], name="leads_to_a_person", condition=Q(ended_at=None))]

    @property
    def is_safe(self) -> bool:
        return self.safety == ContactPoint.Safety.SAFE


class SearchQuerySet(models.QuerySet["Search"]):
    def visible_to(self, act: Act) -> SearchQuerySet:
        """Of the people whose plan and ways to be reached the actor may read."""
        planned = self.filter(person__in=keys_for(act, "care_plan"))
        return planned.filter(person__in=keys_for(act, "safe_contact"))

    def open(self) -> SearchQuerySet:
        return self.filter(status=Search.Status.OPEN)

    def soonest_first(self) -> SearchQuerySet:
        return self.order_by(F("next_at").asc(nulls_last=True), "pk")

    def newest(self, person: Person) -> Search | None:
        return self.filter(person=person).order_by("-begun_at", "-pk").first()


class Search(models.Model):
    """Nobody reaches somebody, and one worker looks for them: who tries next, when, and how it ended."""

    class Status(models.TextChoices):
        OPEN = "open", _("Being looked for")
        FOUND = "found", _("We are in touch again")
        CALLED = "called", _("They got in touch")
        IN_PEACE = "in_peace", _("They asked to be left in peace")
        MOVED = "moved", _("They moved on")
        DIED = "died", _("They died")
        OTHERWISE = "otherwise", _("It ended otherwise")

    class Reason(models.TextChoices):
        NO_CONTACT = "no_contact", _("Nobody heard from them")
        MISSED = "missed", _("They did not come")
        LOST_WAY = "lost_way", _("Their number or address does not lead to them")
        LEFT = "left", _("They left without a word")
        WORRIED = "worried", _("Somebody is worried about them")

    class Why(models.TextChoices):
        SAME_DAY = rule.SAME_DAY, _("They were reached on this weekday at about this time.")
        SAME_TIME = rule.SAME_TIME, _("They were reached at about this time of day.")
        OTHER_TIME = rule.OTHER_TIME, _("Another time or way than those at which nobody answered.")
        FIRST = rule.FIRST, _("The first try, at a time that their rules allow.")
        NO_WAY = rule.NO_WAY, _("No safe way to them is known. Ask their team who may know one.")
        CHOSEN = "chosen", _("Chosen by hand.")

    S = Status
    MOVES: ClassVar = {
        S.OPEN: {S.FOUND, S.CALLED, S.IN_PEACE, S.MOVED, S.DIED, S.OTHERWISE},
        # Only when the try that ended it was taken back: it was a slip of the finger.
        S.FOUND: {S.OPEN},
        S.CALLED: set(), S.IN_PEACE: set(), S.MOVED: set(), S.DIED: set(), S.OTHERWISE: set(),
    }  # fmt: skip
    #: Ended without being in touch: when they call after all, whoever looked for them is told.
    NOT_IN_TOUCH = (S.IN_PEACE, S.MOVED, S.OTHERWISE)

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    next_at = models.DateTimeField(null=True, blank=True)
    next_way = models.CharField(max_length=8, blank=True)
    next_why = models.CharField(max_length=10, choices=Why, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    #: None: the person themself ended it, by getting in touch.
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_words = SealedText(max_length=300, blank=True)
    #: They got in touch after it had ended otherwise.
    heard_at = models.DateTimeField(null=True, blank=True)
    #: Since when something waits to be seen by its owner.
    attention_at = models.DateTimeField(null=True, blank=True)

    objects = SearchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(status="open"), name="a_person_is_looked_for_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(status="open", next_at__isnull=False, ended_at=None)
                | (~Q(status="open") & Q(next_at=None, ended_at__isnull=False)),
                name="who_is_looked_for_has_a_next_try_until_it_ends",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "called"], ended_by=None)
                | (~Q(status__in=["open", "called"]) & Q(ended_by__isnull=False)),
                name="looking_for_somebody_is_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(status="otherwise") | ~Q(ended_words=""), name="what_ended_otherwise_says_how"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "status"], name="searches_for_a_person"),
            models.Index(fields=["owner"], name="searches_not_seen_yet", condition=~Q(attention_at=None)),
        ]

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    def move_to(self, status: Search.Status) -> None:
        """Move when the table allows it. Raises IllegalMove."""
        if status not in Search.MOVES[Search.Status(self.status)]:
            raise IllegalMove(
                f"Looking for them is {self.status} and cannot become {status}. Nothing was changed."
            )
        self.status = status


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def visible_to(self, act: Act) -> AttemptQuerySet:
        """Of the people whose plan and ways to be reached the actor may read."""
        planned = self.filter(person__in=keys_for(act, "care_plan"))
        return planned.filter(person__in=keys_for(act, "safe_contact"))

    def standing(self) -> AttemptQuerySet:
        """Those that were not taken back."""
        return self.filter(withdrawn_at=None)

    def newest_first(self) -> AttemptQuerySet:
        return self.order_by("-at", "-pk")


class Attempt(models.Model):
    """One try to be in touch, or one time that it worked. `key` is the sender's: tapped twice it is one.

    `search` None: nobody was looking for them then. A slip is taken back by whoever wrote it, and stays as such.
    """

    class Way(models.TextChoices):
        CALL = "call", _("By phone")
        TEXT = "text", _("By text")
        VISIT = "visit", _("Went there")
        LETTER = "letter", _("By letter")
        THROUGH = "through", _("Through somebody")
        THEM = "them", _("They got in touch")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("In touch")
        LEFT_MESSAGE = "left_message", _("Left a message")
        NO_ANSWER = "no_answer", _("No answer")
        NOT_THERE = "not_there", _("Not there")
        SEEN = "seen", _("Somebody saw them")

    W, Came = Way, Outcome
    #: What can come of which way.
    FITS: ClassVar = {
        W.CALL: (Came.REACHED, Came.LEFT_MESSAGE, Came.NO_ANSWER),
        W.TEXT: (Came.REACHED, Came.LEFT_MESSAGE, Came.NO_ANSWER),
        W.VISIT: (Came.REACHED, Came.NOT_THERE, Came.SEEN, Came.LEFT_MESSAGE),
        W.LETTER: (Came.LEFT_MESSAGE, Came.NO_ANSWER),
        W.THROUGH: (Came.REACHED, Came.SEEN, Came.LEFT_MESSAGE, Came.NO_ANSWER),
        W.THEM: (Came.REACHED,),
    }  # fmt: skip

    id = RowKey(primary_key=True)
    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    search = models.ForeignKey(Search, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=8, choices=Way)
    outcome = models.CharField(max_length=12, choices=Outcome)
    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = SealedText(max_length=400, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=["call", "text"], outcome__in=["reached", "left_message", "no_answer"])
                | Q(way="visit", outcome__in=["reached", "not_there", "seen", "left_message"])
                | Q(way="letter", outcome__in=["left_message", "no_answer"])
                | Q(way="through", outcome__in=["reached", "seen", "left_message", "no_answer"], lead__isnull=False)
                | Q(way="them", outcome="reached"),
                name="what_came_of_a_try_fits_how_it_was_made",
            ),
            models.CheckConstraint(condition=~Q(person=F("by")), name="nobody_tries_to_reach_themself"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person", "at"], name="tries_to_reach_a_person")]
