"""Contacts of one person, as far as the reader may read them; and whom a peer calls this week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.foundation.consent.evaluator import decide, people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.teams.queries import local
from handrail.interfaces.contact_words import Way, ways
from handrail.interfaces.staff.words.times import clock, day_words, here
from handrail.pillars.peer_support.calling import Call, call_of, calls, may_leave_message
from handrail.pillars.peer_support.models import Milestone, PeerContact, SharedUp
from handrail.pillars.peer_support.policy import may_log_contact, readable_contacts

AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One contact in words."""

    when: str
    how: str
    by: str
    is_try: bool
    parts: tuple[tuple[str, str], ...]
    own_words: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the call list."""

    person: Person
    due: str
    now: bool
    tries: str
    spoke: str
    ways: tuple[Way, ...]


def contacts_page(person_id: int, act: Act) -> dict[str, Any]:
    """The contacts of somebody the reader may see. The look is written down. Absent for anybody else."""
    person = _somebody(person_id, act)
    may_log = may_log_contact(act, person)
    readable = readable_contacts(person, act).select_related("peer")
    shared = SharedUp.objects.filter(contact=OuterRef("pk"), until_at=None)
    rows = list(readable.annotate(shared_now=Exists(shared)).newest_first().distinct()[:AT_MOST])
    record_viewing(person, "peer_notes", _basis(person, act), act=act)
    page: dict[str, Any] = {"person": person, "may_log": may_log, "lines": [_line(one, act) for one in rows]}
    page["kept"] = list(Milestone.objects.visible_to(act).filter(person=person).kept()[:AT_MOST])
    if may_log:
        call, now = call_of(person, act), local(person, act.at)
        page |= {
            "call": _row(call, act),
            "messages": {way for way in ("phone", "text") if may_leave_message(call.points, way, now)},
        }
    return page


def _somebody(person_id: int, act: Act) -> Person:
    others = people_for(act, "demographics").exclude(pk=act.actor.pk if act.actor else 0)
    person = others.filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def _basis(person: Person, act: Act) -> str:
    found = decide(act, "peer_notes", person)
    return found.basis if found.allowed else "shared_up"


def call_list(act: Act) -> dict[str, Any]:
    """Whoever waits, and whoever comes later."""
    rows = [_row(call, act) for call in calls(act)]
    return {"waiting": [row for row in rows if row.now], "later": [row for row in rows if not row.now]}


def _row(call: Call, act: Act) -> Row:
    spoke = (
        _("Last spoke %(day)s") % {"day": _day(call.spoke_at, act)} if call.spoke_at else _("Not spoken yet")
    )
    tries = ngettext("Tried %(n)s time since", "Tried %(n)s times since", call.tries) % {"n": call.tries}
    spoken = [point for point in call.points if point.system != ContactPoint.System.EMAIL]
    found = ways(spoken, local(call.person, act.at))
    due = here(act, call.due_at)
    words = _("%(day)s, %(time)s") % {
        "day": day_words(due.date(), here(act, act.at).date()),
        "time": clock(due),
    }
    words = _("now") if call.due_at <= act.at else words
    return Row(call.person, words, call.due_at <= act.at, tries if call.tries else "", spoke, tuple(found))


def _day(at: datetime, act: Act) -> str:
    return day_words(here(act, at).date(), here(act, act.at).date())


def _line(one: PeerContact, act: Act) -> Line:
    at = here(act, one.at)
    told = [
        (_("What they wanted"), one.wanted), (_("What we did"), one.did), (_("What is strong in them"), one.strengths),
        (_("Where it led"), one.linked), (_("What worried me, told to whoever was on call"), one.concern),
    ]  # fmt: skip
    how = [str(one.get_outcome_display()), str(one.get_way_display()).lower()]
    if one.minutes:
        how.append(_("%(n)s min") % {"n": one.minutes})
    return Line(
        f"{_day(one.at, act).capitalize()}, {clock(at)}", " · ".join(how), one.peer.preferred_name, one.is_try,
        tuple((label, words) for label, words in told if words), one.own_words, bool(one.shared_now),  # type: ignore[attr-defined]
    )  # fmt: skip
