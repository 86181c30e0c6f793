"""What is under way for the person, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import clock_words, day_words
from handrail.pillars.case_management.models import Referral

ENDED_SHOWN = 10
Status = Referral.Status


@dataclass(frozen=True, slots=True)
class Line:
    """One referral as the person reads it, and what they may say."""

    referral: Referral
    said: str
    next: str
    asks: bool
    may_say_visited: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class Page:
    open: list[Line]
    ended: list[Line]


def referrals_page(act: Act) -> Page:
    """Open ones first; what ended lately after them."""
    rows = (
        Referral.objects.visible_to(act).filter(person=act.actor).select_related("service__provider", "owner")
    )
    over = rows.exclude(ended_at=None).order_by("-ended_at", "-pk")[:ENDED_SHOWN]
    return Page([_line(one, act) for one in rows.open().soonest_first()], [_line(one, act) for one in over])


def _line(one: Referral, act: Act) -> Line:
    status = Status(one.status)
    return Line(
        one, _said(one, act), _next(one) if one.is_open else "", status == Status.VISITED,
        status in {Status.ACCEPTED, Status.SCHEDULED}, one.is_open and status != Status.VISITED,
    )  # fmt: skip


def _said(one: Referral, act: Act) -> str:
    assert act.actor is not None
    told = {"house": one.service.provider.name}
    if one.status == Status.SCHEDULED and one.visit_at:
        here = local(act.actor, one.visit_at)
        told["when"] = f"{day_words(here.date())}, {clock_words(here)}"
    return _words()[Status(one.status)] % told


def _next(one: Referral) -> str:
    if one.status == Status.VISITED:
        return ""
    return _("%(worker)s keeps an eye on it.") % {"worker": one.owner.preferred_name}


def _words() -> dict[Referral.Status, str]:
    return {
        Status.PROPOSED: _("An idea. Nothing about you was sent to %(house)s."),
        Status.SENT: _("%(house)s was asked. We wait to hear from them."),
        Status.WAITING: _("You are on the waiting list of %(house)s."),
        Status.ACCEPTED: _("%(house)s has a place for you."),
        Status.SCHEDULED: _("Your first visit: %(when)s."),
        Status.VISITED: _("You were there. Did it help?"),
        Status.COMPLETED: _("This is closed."),
        Status.DECLINED: _("%(house)s said: not this time. We look on with you."),
        Status.FAILED: _("This came to nothing. It is not your fault."),
        Status.CANCELLED: _("You did not want this any more."),
    }
