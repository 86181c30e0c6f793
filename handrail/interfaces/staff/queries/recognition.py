"""Whose call a call without a name was: who could be meant, and what was said of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from handrail.foundation.consent.evaluator import may, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.interfaces.staff.words.times import here, when
from handrail.pillars.crisis.models import Alert, Recognition
from handrail.pillars.crisis.policy import may_answer, may_recognize


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody said that it was theirs, and maybe took it back."""

    name: str
    words: str
    reason: str
    ended: str
    why_ended: str


def recognizable(alert_id: int, act: Act) -> Alert:
    """An alert of which the reader may say whose it is. Raises Http404."""
    alert = Alert.objects.visible_to(act).select_related("person").filter(pk=alert_id).first()
    if alert is None or not may_answer(act, alert):
        raise Http404
    if alert.person is not None and not (
        may_recognize(act, alert.person) and alert.recognitions.filter(ended_at=None).exists()
    ):
        raise Http404
    return alert


def meant(name: str, born_on: date | None, act: Act) -> Person | None:
    """The one person of those whose crises the reader may read who goes by that whole name; None for nobody or two."""
    assert act.actor is not None
    fits = Q(preferred_name__iexact=name) | Q(legal_name__iexact=name)
    people = people_for(act, "crisis_episodes").exclude(pk=act.actor.pk).filter(fits)
    found = list((people.filter(born_on=born_on) if born_on else people).order_by("pk")[:2])
    return found[0] if len(found) == 1 and may_recognize(act, found[0]) else None


def said_so_far(alert: Alert, act: Act) -> list[Said]:
    """Newest first, of people whose crises the reader may read."""
    told = alert.recognitions.select_related("person", "by", "ended_by").order_by("-at", "-pk")
    return [_said(one, act) for one in told if may(act, "crisis_episodes", one.person)]


def _said(one: Recognition, act: Act) -> Said:
    at = when(here(act, one.at), here(act, act.at))
    ended = ""
    if one.ended_at is not None and one.ended_by is not None:
        then = when(here(act, one.ended_at), here(act, act.at))
        ended = _("%(name)s took it back: %(at)s") % {"name": one.ended_by.preferred_name, "at": then}
    words = _("%(name)s said so: %(at)s") % {"name": one.by.preferred_name, "at": at}
    return Said(one.person.preferred_name, words, one.reason, ended, one.why_ended)
