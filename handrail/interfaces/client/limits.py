"""What the person asks to keep from somebody: the shape of it, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.foundation.consent.actions.restrictions import NOBODY_YET, Against
from handrail.foundation.consent.models import EmergencyAccess, Restriction
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local, supervisors_of, team_of
from handrail.interfaces.client.wording import day_words
from handrail.interfaces.fields import PlainText

SOMEBODY, HEALTH_PLAN, EVERYTHING = "somebody", "health_plan", ""
#: What somebody may be kept from, as people call it.
PARTS = {
    "checkins": gettext_lazy("My check-ins"), "measures": gettext_lazy("My answers to questions"), "care_plan": gettext_lazy("My plan"),
    "appointments": gettext_lazy("My appointments"), "safe_contact": gettext_lazy("How to reach me"), "safety_plan": gettext_lazy("My safety plan"),
}  # fmt: skip
#: Why somebody looked, as the person reads it.
REASONS = {
    "life": gettext_lazy("your life was in danger"), "overdose": gettext_lazy("it looked like an overdose"),
    "medical": gettext_lazy("a medical emergency"), "self_harm": gettext_lazy("it looked like you were in a crisis"),
    "missing": gettext_lazy("nobody could reach you"),
}  # fmt: skip
CHOOSE = gettext_lazy("Please pick one of the answers shown.")


class LimitForm(forms.Form):
    """Whom, what, and in the person's own words why or who."""

    whom = forms.ChoiceField(
        label=gettext_lazy("Who should not see it?"), widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )  # fmt: skip
    what = forms.MultipleChoiceField(
        label=gettext_lazy("What should they not see?"), choices=list(PARTS.items()), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("Pick nothing to mean everything."),
        error_messages={"invalid_choice": CHOOSE},
    )  # fmt: skip
    words = PlainText(
        max_length=1000, label=gettext_lazy("In your own words"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Say who you mean, if you did not find them above. You do not have to say why."),
    )  # fmt: skip

    def __init__(self, *args: Any, person: Person, act: Act, **more: Any) -> None:
        super().__init__(*args, **more)
        self.workers = {str(one.pk): one for one in _around(person, act)}
        named = [(key, one.preferred_name) for key, one in self.workers.items()]
        others = [(SOMEBODY, _("Somebody else who works here")), (HEALTH_PLAN, _("My health plan, about something I paid for in full"))]  # fmt: skip
        self.fields["whom"].choices = named + others  # type: ignore[attr-defined]

    def against(self) -> Against:
        """The worker who was picked; who else is meant stands in the words."""
        worker = self.workers.get(self.cleaned_data["whom"])
        return Against(reader=worker) if worker else NOBODY_YET

    def ground(self) -> str:
        """What the law says about this request."""
        return Restriction.Ground.PAID_IN_FULL if self.cleaned_data["whom"] == HEALTH_PLAN else ""


@dataclass(frozen=True, slots=True)
class Limit:
    """One request as the person reads it."""

    number: int
    whom: str
    what: str
    words: str
    state: str
    answer: str
    may_end: bool


def limits_of(person: Person) -> list[Limit]:
    """All of them, the newest first."""
    asked = Restriction.objects.filter(person=person).select_related("reader", "recipient")
    return [_limit(one) for one in asked.order_by("-asked_at", "-pk")]


def emergencies_of(person: Person, act: Act) -> list[str]:
    """Each time somebody opened the record in an emergency, in a sentence; what is kept back for now is left out."""
    told = EmergencyAccess.objects.filter(person=person, told_at__lte=act.at).select_related("reader")
    return [_sentence(one, person) for one in told.newest_first()]


def _sentence(one: EmergencyAccess, person: Person) -> str:
    words = {
        "worker": one.reader.preferred_name,
        "day": day_words(local(person, one.opened_at).date()),
        "why": str(REASONS[one.reason]),
    }
    return _("%(day)s: %(worker)s looked at your record to help you. Reason: %(why)s.") % words


def _limit(one: Restriction) -> Limit:
    states = {
        "asked": _("We are reading it. You get an answer here."), "agreed": _("Agreed. It holds now."),
        "declined": _("We could not agree to it."), "ended": _("You ended this."),
    }  # fmt: skip
    plan = _("My health plan") if one.ground else ""
    return Limit(
        one.pk, str(one.reader or one.recipient or plan or _("Somebody else who works here")),
        ", ".join(str(PARTS.get(name, name)) for name in one.resources) or _("Everything"),
        one.words, states[one.state], one.answer, one.state in {"asked", "agreed"},
    )  # fmt: skip


def _around(person: Person, act: Act) -> list[Person]:
    """The team, and who supervises it."""
    team = [care.worker for care in team_of(person, act.at)]
    return list(dict.fromkeys([*team, *supervisors_of(person, act.at)]))
