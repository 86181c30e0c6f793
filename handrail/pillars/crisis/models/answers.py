"""What a worker asked and was told in the first minutes, each with its own time; and how urgent a human said it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from handrail.clinical.practices.shelf import method
from handrail.foundation.people.models import Person
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.crisis.models.alerts import Alert
from handrail.pillars.crisis.site_checks import site_check


class Around(models.TextChoices):
    """What is asked in words about where somebody is now. Read by people, never by a rule."""

    CALLED = "called", _("What they want to be called")
    MODE = "mode", _("How we talk")
    CALLBACK = "callback", _("Number to call back")
    PLACE = "place", _("Where they are")
    COMPANY = "company", _("Who is with them")
    IN_REACH = "in_reach", _("What is within reach")
    TAKEN = "taken", _("Substances, and when last")
    SET_OFF = "set_off", _("What set it off")


class Mode(models.TextChoices):
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video")
    IN_PERSON = "in_person", _("In person")
    STREET = "street", _("On the street")
    TEXT = "text", _("Text or chat")


class SetOff(models.TextChoices):
    """What somebody said it began with."""

    JOB = "job", _("A job lost")
    HOME = "home", _("A home lost or in danger")
    SOMEBODY = "somebody", _("Somebody lost, or a break-up")
    LAW = "law", _("Court, custody or the police")
    PAIN = "pain", _("Pain or illness")
    MONEY = "money", _("Money")
    OTHER = "other", _("Something else")


class LookedBack(models.TextChoices):
    """What is chosen when a crisis is looked back at together, besides its words: so that many can be counted."""

    SET_OFF = "set_off", _("What set it off")
    HELPED = "helped", _("What helped most")
    SKILL = "skill", _("A practice that would have helped")


class Helped(models.TextChoices):
    SOMEBODY = "somebody", _("Somebody close")
    TEAM = "team", _("Somebody of the team")
    PLAN = "plan", _("Their own plan")
    PLACE = "place", _("Another place")
    CARE = "care", _("Medicine or medical care")
    OTHER = "other", _("Something else")


#: What is chosen and not written.
CHOSEN: dict[str, type[models.TextChoices]] = {Around.MODE: Mode, Around.SET_OFF: SetOff}


class Answer(models.Model):
    """One answer (FHIR Observation): the newest for a question counts, the ones before stay. `check_id` is a check of
    clinical/triage, "around" for what is told in words, or "look_back" for what was chosen afterwards."""

    AROUND, LOOK_BACK = "around", "look_back"

    id = RowKey(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="answers")
    check_id = models.CharField(max_length=24)
    question = models.CharField(max_length=32)
    told = SealedText(max_length=400)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["alert", "at"], name="answers_of_an_alert")]

    def get_question_display(self) -> str:
        """The question in words."""
        if self.check_id == self.AROUND:
            return str(Around(self.question).label)
        if self.check_id == self.LOOK_BACK:
            return str(LookedBack(self.question).label)
        return gettext(site_check(self.check_id).question(self.question).text)

    def get_told_display(self) -> str:
        """The answer in words."""
        if self.check_id == self.AROUND:
            chosen = CHOSEN.get(self.question)
            return str(chosen(self.told).label) if chosen else self.told
        if self.check_id == self.LOOK_BACK:
            return self._looked_back()
        return gettext(dict(site_check(self.check_id).question(self.question).options)[self.told])

    def _looked_back(self) -> str:
        if self.question == LookedBack.SKILL:
            return gettext(method(self.told).title)
        return str((SetOff if self.question == LookedBack.SET_OFF else Helped)(self.told).label)


class Urgency(models.Model):
    """A human said how urgent it is. `least` is what the answers asked for at that moment, None when for nothing yet."""

    id = RowKey(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="urgencies")
    tier = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField(null=True)
    words = SealedText(max_length=1000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tier__gte=1, tier__lte=5), name="how_urgent_is_one_of_five"),
            models.CheckConstraint(
                condition=Q(least=None) | Q(tier__lte=models.F("least")) | ~Q(words=""),
                name="less_urgent_than_the_answers_ask_for_says_why",
            ),
        ]
        indexes = [models.Index(fields=["alert", "at"], name="urgencies_of_an_alert")]
