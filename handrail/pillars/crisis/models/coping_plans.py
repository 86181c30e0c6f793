"""The next three days, as a person and somebody beside them planned it in the conversation."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from handrail.clinical.triage.coping_plan import REACHES
from handrail.foundation.consent.evaluator import keys_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.sealing.fields import SealedText
from handrail.foundation.sealing.row_key import RowKey
from handrail.pillars.crisis.models.alerts import Alert
from handrail.pillars.crisis.models.follow_ups import FollowUp


class CopingPart(models.TextChoices):
    """What it is made of, in the order it is talked through."""

    TONIGHT = "tonight", _("Tonight: where I sleep, and who is there")
    TRIGGERS = "triggers", _("What could make it harder")
    CONTACTS = "contacts", _("Safe people I can call")
    HARD_HOURS = "hard_hours", _("The hardest hours, and what I do then")
    BODY = "body", _("For my body: food, rest, medicine")
    UNREACHED = "unreached", _("If you cannot reach me")


class CopingPlanQuerySet(models.QuerySet["CopingPlan"]):
    def visible_to(self, act: Act) -> CopingPlanQuerySet:
        return self.filter(person__in=keys_for(act, "safety_plan"))

    def newest(self, person: Person) -> CopingPlan | None:
        return self.filter(person=person).select_related("made_by").order_by("-made_at", "-pk").first()

    def for_console(self, alert: Alert, person: Person, at: datetime) -> CopingPlan | None:
        """The plan of this alert, or the one whose three days are not over."""
        holding = models.Q(alert=alert) | models.Q(made_at__gt=at - REACHES)
        return self.filter(holding).newest(person)


class CopingPlan(models.Model):
    """One making of it (FHIR CarePlan); a later one takes its place, and it stays. `words` is JSON: part -> words."""

    id = RowKey(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="coping_plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = SealedText(max_length=12_000)
    appointments = models.ManyToManyField(Appointment, related_name="+")
    check_ins = models.ManyToManyField(FollowUp, related_name="+")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = CopingPlanQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"], name="coping_plans_of_a_person")]

    @property
    def told(self) -> dict[str, str]:
        """Part -> words."""
        found: dict[str, str] = json.loads(self.words)
        return found

    def is_over(self, at: datetime) -> bool:
        """Whether its three days have passed."""
        return at >= self.made_at + REACHES
