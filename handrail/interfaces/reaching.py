"""How somebody is reached, on their own page and on the worker's: the same forms, the same actions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.events import ContactWayChanged
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.models import Permission, Ping
from handrail.foundation.messaging.numbers import NotReachable, kept
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.contact_words import said
from handrail.interfaces.fields import PlainText

#: So far back the page says who changed something, and so many lines at most.
BACK, MOST = timedelta(days=90), 10
CHANGES = {
    "added": _("A way was added"),
    "changed": _("The rules of a way were changed"),
    "ended": _("A way was taken away"),
}


class RulesForm(forms.Form):
    """What somebody says about one number or address."""

    safety = forms.ChoiceField(
        label=_("Is it safe?"), choices=ContactPoint.Safety.choices, initial=ContactPoint.Safety.UNKNOWN
    )
    voicemail = forms.ChoiceField(
        label=_("Voicemail"), choices=ContactPoint.Voicemail.choices, initial=ContactPoint.Voicemail.UNKNOWN
    )
    earliest = forms.TimeField(
        required=False, label=_("Not before"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    latest = forms.TimeField(
        required=False, label=_("Not after"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    words_to_say = PlainText(
        max_length=160, required=False, label=_("What to say when somebody else answers")
    )

    def rules(self) -> consent.WayRules:
        """Call it only on a form that is valid."""
        given = self.cleaned_data
        return consent.WayRules(
            ContactPoint.Safety(given["safety"]), ContactPoint.Voicemail(given["voicemail"]),
            given["earliest"], given["latest"], given["words_to_say"],
        )  # fmt: skip


class NewWayForm(RulesForm):
    """Another number or address."""

    field_order = ["system", "value"]

    system = forms.ChoiceField(label=_("What it is"), choices=ContactPoint.System.choices)
    value = PlainText(max_length=254, label=_("Number or address"))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("system") and data.get("value"):
            try:
                data["value"] = kept(data["system"], data["value"])
            except NotReachable:
                self.add_error("value", _("We need a phone number with 10 digits, or an email address."))
        return data


@dataclass(frozen=True, slots=True)
class Shown:
    """One way in use, the form for what is said about it, and since when mail comes back from there, if it does."""

    point: ContactPoint
    form: RulesForm
    back: date | None

    @property
    def said(self) -> str:
        """The number as people write it down; an address as it is."""
        return said(self.point.value)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent and could not be kept: about the way with this key, or None about a new one."""

    number: int | None
    form: RulesForm


def reach_page(person: Person, act: Act, sent: Sent | None = None) -> dict[str, Any]:
    """Every way in use, the safest first; a form for another; and who changed something of late."""
    points = ContactPoint.objects.filter(person=person, ended_at=None).safest_first()
    new = sent.form if sent and sent.number is None else NewWayForm(auto_id="new-%s")
    back = _came_back(person, act)
    return {
        "ways": [_shown(one, sent, back.get(one.pk)) for one in points],
        "new": new,
        "changes": _changes(person, act),
    }


def take_way(person: Person, given: Mapping[str, Any], act: Act) -> Sent | None:
    """Do what was sent: a new way, other rules, or taking one away. What cannot be kept comes back as it was typed.

    Raises ContactPoint.DoesNotExist for a way that is not theirs.
    """
    if given.get("do") == "add":
        return _add(person, given, act)
    number = str(given.get("way", ""))
    point = ContactPoint.objects.get(
        person=person, pk=int(number) if number.isdecimal() and len(number) < 19 else 0
    )
    if given.get("do") == "end":
        consent.end_way(point, act=act)
        return None
    form = RulesForm(given, auto_id=f"way-{point.pk}-%s")
    if form.is_valid():
        consent.change_way(point, form.rules(), act=act)
        return None
    return Sent(point.pk, form)


def _add(person: Person, given: Mapping[str, Any], act: Act) -> Sent | None:
    form = NewWayForm(given, auto_id="new-%s")
    if form.is_valid():
        data = form.cleaned_data
        try:
            consent.add_way(person, data["system"], data["value"], form.rules(), act=act)
        except consent.TooManyWays:
            full = _(
                "There are so many ways already that one has to be taken away first. Nothing was changed."
            )
            form.add_error("value", ValidationError(full))
        else:
            return None
    return Sent(None, form)


def _shown(point: ContactPoint, sent: Sent | None, back: date | None) -> Shown:
    initial = {name: getattr(point, name) for name in RulesForm.base_fields}
    form = (
        sent.form
        if sent and sent.number == point.pk
        else RulesForm(initial=initial, auto_id=f"way-{point.pk}-%s")
    )
    return Shown(point, form, back)


def _came_back(person: Person, act: Act) -> dict[int, date]:
    """By way: the day on which the last mail to it came back, or was refused because nobody is there."""
    last = Ping.objects.filter(person=person, permission__point__isnull=False, at__gt=act.at - BACK)
    last = last.order_by("permission__point", "-at").distinct("permission__point")
    rows = last.values_list("permission__point", "status", "permission__ended_how", "answered_at")
    back = [
        (point, at) for point, status, how, at in rows
        if at and (status == Ping.Status.RETURNED or how == Permission.Ended.GONE)
    ]  # fmt: skip
    return {point: local(person, at).date() for point, at in back}


def _changes(person: Person, act: Act) -> list[tuple[str, str, Any]]:
    """What was changed, by whom, on which day of theirs."""
    found = Entry.objects.filter(person=person, kind=ContactWayChanged.kind, at__gt=act.at - BACK)
    rows = found.select_related("actor").newest_first()[:MOST]
    return [
        (str(CHANGES[one.facts["how"]]), one.actor.preferred_name if one.actor else "", local(person, one.at).date())
        for one in rows
    ]  # fmt: skip
