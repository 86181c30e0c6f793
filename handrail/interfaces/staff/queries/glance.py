"""Short lines beside a record: what they agreed to, whether naloxone is at hand, and which referrals are under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.clinical.triage.critical import naloxone_steps
from handrail.continuum.journey.wording.consent import resource_words
from handrail.foundation.consent.actions import HOLD_ACCESS_NEEDS
from handrail.foundation.consent.asker import THEMSELF
from handrail.foundation.consent.evaluator import standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.consent.models import Consent, Grant, Recipient
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Step
from handrail.interfaces.need_words import access_lines, allergy_lines
from handrail.interfaces.staff.words.times import by_day, here, on_day
from handrail.pillars.case_management.models import Referral

#: So many consents, and so many referrals, are named here; the rest stands on their own page.
NAMED, SHOWN = 3, 4
#: How far each state of an open referral is, of the five parts of its bar.
PARTS = "12345"
S = Referral.Status
FAR = {S.PROPOSED: 0, S.SENT: 1, S.WAITING: 2, S.ACCEPTED: 3, S.SCHEDULED: 4, S.VISITED: 5}


@dataclass(frozen=True)
class Glance:
    """The lines of one person that the reader may see. `may`: whether a resource is open to the reader; `fields`: the
    field set in which they read who it is."""

    person: Person
    act: Act
    may: Callable[..., bool]
    fields: str = "full"

    @cached_property
    def allergies(self) -> list[str]:
        """What they must not get; nothing for whoever may not read medicines."""
        return allergy_lines(self.person) if self.may("medications") else []

    @cached_property
    def access(self) -> list[str] | None:
        """What they need to take part; None for a role whose field set leaves it out."""
        return access_lines(self.person) if self.fields in HOLD_ACCESS_NEEDS else None

    @property
    def writes_access(self) -> bool:
        return self.may("demographics", "write")

    @cached_property
    def shares(self) -> str:
        """What they share beyond their team's own records, and with whom."""
        if not self.may("consents"):
            return ""
        grants = Grant.objects.at(self.act.at).filter(person=self.person).select_related("reader")
        told = [
            _("%(what)s with %(reader)s") % {"what": resource_words(grant.resource), "reader": grant.reader}
            for grant in grants.order_by("pk")
        ]
        return ", ".join(told)

    @cached_property
    def agreed(self) -> list[str]:
        """What they agreed to that holds, a line each; without whom it names for a role that reads how it stands."""
        if not self.may("consents"):
            return []
        holding = Consent.objects.at(self.act.at).filter(person=self.person).select_related("recipient")
        found, named = list(holding.order_by("-signed_at", "-pk")), self._reads_whom
        lines = [_agreed(one, named, self._today) for one in found[:NAMED]]
        if (more := len(found) - NAMED) > 0:
            lines.append(ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more})
        return lines or [_("Nothing agreed to that holds now.")]

    @property
    def _reads_whom(self) -> bool:
        """Whether every role in which the reader reads consents reads the whole of them."""
        cells = [cell(one.role, "consents") for one in standings(self.act) if one != THEMSELF]
        return all(one.fields == "full" for one in cells if one.read != "none")

    @cached_property
    def steps(self) -> list[Step]:
        """Of their plan what is open, and whatever came of a proposal; what comes first at the top. One query."""
        kept = Step.objects.of(self.person).filter(Q(status__in=Step.OPEN) | Q(origin=Step.Origin.PROPOSAL))
        return list(kept.select_related("responsible").first_things_first())

    @cached_property
    def naloxone(self) -> str:
        """Whether it is at hand, as far as the plan tells; "" for whoever may not read the plan."""
        if not self.may("care_plan"):
            return ""
        # What a step is called lies sealed: it is compared here.
        about = [one for one in self.steps if one.title in naloxone_steps()]
        if not about:
            return _("No step is about it yet. Where it is may stand in their safety plan.")
        newest = max(about, key=lambda one: (one.made_at, one.pk))
        if newest.ended_at is None:
            told = _("Not seen to yet: %(who)s.") % {"who": newest.responsible or newest.partner}
            return f"{told} {by_day(newest.due_on, self._today)}".strip()
        day = {"day": _on(newest.ended_at, self.act)}
        if newest.status == Step.Status.DONE:
            return _("At hand since %(day)s.") % day
        return _("Not known. The step about it ended %(day)s.") % day

    @property
    def _today(self) -> date:
        return here(self.act, self.act.at).date()


def _agreed(one: Consent, named: bool, today: date) -> str:
    whom = one.recipient.name if one.recipient.kind != Recipient.Kind.CLASS else one.get_kind_display()
    if one.expires_on is not None:
        ends = _("until %(day)s") % {"day": on_day(one.expires_on, today)}
    elif one.ends == Consent.Ends.WITH_TREATMENT:
        ends = _("while treatment lasts")
    else:
        ends = _("no end date")
    told = {"whom": whom if named else _("A consent holds"), "ends": ends}
    return _("%(whom)s, %(ends)s.") % told


@dataclass(frozen=True, slots=True)
class UnderWay:
    """One open referral. `far` of `parts` is how far it has come; `late`: its day has come."""

    service: str
    provider: str
    far: int
    told: str
    late: bool
    parts: str = PARTS


def under_way(person: Person, act: Act) -> list[UnderWay]:
    """The open referrals that the reader may see, the soonest due first. One query."""
    rows = Referral.objects.visible_to(act).filter(person=person).open().select_related("service__provider")
    return [_under_way(one, act) for one in rows.soonest_first()[:SHOWN]]


def _under_way(one: Referral, act: Act) -> UnderWay:
    late = one.due_at is not None and one.due_at <= act.at
    told = str(one.get_status_display())
    if one.status == S.SENT and one.sent_at is not None:
        told = _("Asked %(day)s, no answer yet") % {"day": _on(one.sent_at, act)}
    elif one.status == S.SCHEDULED and one.visit_at is not None:
        told = _("First visit %(day)s") % {"day": _on(one.visit_at, act)}
    return UnderWay(one.service.name, one.service.provider.name, FAR[S(one.status)], told, late)


def _on(moment: datetime, act: Act) -> str:
    return on_day(here(act, moment).date(), here(act, act.at).date())
