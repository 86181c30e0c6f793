"""A note of one session: a draft that only its author has, then signed, then only added to."""

from __future__ import annotations

import json

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent.evaluator import keys_for, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Goal, Step
from handrail.foundation.scheduling.models import Appointment, Occasion
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.counseling.shapes import Part, parts_of, read

RESOURCE = "counseling_notes"
#: Characters of one note, all parts together.
LONGEST = 200_000
#: The same as JSON: each character takes at most two more.
SEALED = 3 * LONGEST


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, act: Act) -> NoteQuerySet:
        """Signed notes of whoever's notes the reader reads whole; drafts only of their own."""
        if not reads_whole(act):
            return self.none()
        seen = self.filter(person__in=keys_for(act, RESOURCE))
        return seen.filter(Q(signed_at__isnull=False) | Q(author=act.actor))

    def of(self, person: Person) -> NoteQuerySet:
        return self.filter(person=person)

    def signed(self) -> NoteQuerySet:
        return self.filter(signed_at__isnull=False)

    def drafts(self) -> NoteQuerySet:
        return self.filter(signed_at=None, dropped_at=None)

    def newest_first(self) -> NoteQuerySet:
        return self.order_by(F("signed_at").desc(nulls_first=True), "-pk")


def reads_whole(act: Act) -> bool:
    """Whether any role of the reader reads more than a summary of risk."""
    return any(cell(s.role, RESOURCE).fields == "full" for s in standings(act))


class Note(models.Model):
    """What one session was (FHIR DocumentReference). `words` is JSON: part of its shape -> text."""

    class Shape(models.TextChoices):
        DAP = "dap", _("DAP: data, assessment, plan")
        BIRP = "birp", _("BIRP: behavior, intervention, response, plan")
        SOAP = "soap", _("SOAP: subjective, objective, assessment, plan")
        NARRATIVE = "narrative", _("Narrative")
        GROUP = "group", _("Group")

    class Written(models.TextChoices):
        TOGETHER = "together", _("Written together")
        READ = "read", _("They read it before it was signed")
        DECLINED = "declined", _("Offered; they chose not to")
        LATER = "later", _("Written afterwards; open to them")

    class Cosign(models.TextChoices):
        NONE = "none", _("Not needed")
        WAITING = "waiting", _("Waits for a second signature")
        DONE = "done", _("Signed by a second person")

    id = RowKey(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, null=True, related_name="+")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, related_name="+")
    shape = models.CharField(max_length=10, choices=Shape)
    written = models.CharField(max_length=10, choices=Written, default=Written.LATER)
    words = SealedText(max_length=SEALED, blank=True)
    version = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    cosign = models.CharField(max_length=8, choices=Cosign, default=Cosign.NONE)
    cosigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    cosigned_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(dropped_at=None) | Q(signed_at=None), name="what_was_signed_is_not_put_away"
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | ~Q(words=""), name="a_signed_note_has_words"
            ),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=False) | Q(cosign="none"),
                name="a_second_signature_comes_after_the_first",
            ),
            models.CheckConstraint(
                condition=Q(cosign="done", cosigned_by__isnull=False, cosigned_at__isnull=False)
                | (~Q(cosign="done") & Q(cosigned_by=None, cosigned_at=None)),
                name="a_second_signature_says_whose_and_when",
            ),
            models.CheckConstraint(
                condition=Q(cosigned_by=None) | ~Q(cosigned_by=F("author")),
                name="nobody_is_the_second_to_sign_their_own_note",
            ),
            models.UniqueConstraint(
                fields=["occasion", "person"], condition=Q(dropped_at=None),
                name="one_line_for_each_person_and_occasion",
            ),
            models.UniqueConstraint(
                fields=["appointment", "author"], condition=Q(dropped_at=None),
                name="one_note_of_each_author_and_appointment",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["person", "signed_at"], name="notes_of_one_person"),
            models.Index(fields=["author"], name="drafts_of_one_author", condition=Q(signed_at=None)),
            models.Index(fields=["signed_at"], name="second_signatures_due", condition=Q(cosign="waiting")),
        ]

    def __str__(self) -> str:
        return str(self.get_shape_display())

    @property
    def parts(self) -> dict[str, str]:
        """Part -> text."""
        found: dict[str, str] = json.loads(self.words) if self.words else {}
        return found

    @property
    def lines(self) -> list[tuple[Part, str]]:
        """Each part of its shape with its text, in order."""
        found = self.parts
        return [(part, read(part, found.get(part.id, ""))) for part in parts_of(self.shape)]

    @property
    def is_signed(self) -> bool:
        return self.signed_at is not None


class DraftCopy(models.Model):
    """Words that were sent over a newer version of the same draft: kept beside it, in nobody's place."""

    id = RowKey(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="copies")
    words = SealedText(max_length=SEALED)
    kept_at = models.DateTimeField()

    @property
    def lines(self) -> list[tuple[Part, str]]:
        """Each part with its text."""
        found = json.loads(self.words)
        return [(part, found.get(part.id, "")) for part in parts_of(self.note.shape)]


class Addendum(models.Model):
    """What was added to a signed note, and why. The note stays what it was."""

    id = RowKey(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="addenda")
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    reason = SealedText(max_length=400)
    words = SealedText(max_length=LONGEST)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="whoever_adds_to_a_note_says_why"),
            models.CheckConstraint(condition=~Q(words=""), name="what_is_added_to_a_note_has_words"),
        ]


class Thread(models.Model):
    """A note worked on a goal or a step."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="threads")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="+")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, step=None) | Q(goal=None, step__isnull=False),
                name="a_thread_leads_to_one_goal_or_one_step",
            ),
            models.UniqueConstraint(fields=["note", "goal"], name="a_note_threads_to_a_goal_once"),
            models.UniqueConstraint(fields=["note", "step"], name="a_note_threads_to_a_step_once"),
        ]


class NoteReview(models.Model):
    """A supervisor read a note of somebody they supervise."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="reviews")
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "reviewed_by"], name="a_supervisor_reviews_a_note_once")
        ]
