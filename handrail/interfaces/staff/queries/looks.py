"""Looks that nothing explains: what a worker is asked, and what the privacy officer sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F
from django.db.models.functions import TruncDate
from django.forms import Form
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from handrail.continuum.looks import policy
from handrail.continuum.looks.models import LookQuestion, UnexplainedLook
from handrail.continuum.looks.rule import Why
from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.consent.naming import named
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.events import ViewingsBroughtIn
from handrail.foundation.ledger.models import Entry, Viewing
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import local, organisation_zone
from handrail.interfaces.staff.look_forms import LookAnswerForm, LookClosingForm
from handrail.interfaces.staff.words.times import clock, day_words

SHOWN = 50
#: How long it is told that looks were written down late: on its page, and on Today.
TOLD_FOR, NEWS_FOR = timedelta(days=30), timedelta(days=3)
#: How many looks a question names one by one.
NAMED = 5
WHY = {
    Why.CLOSED: _l("Nothing we know of opened this record to them at that moment."),
    Why.ENDED: _l("What opened this record to them ended on that day."),
    Why.ROLE_ALONE: _l("Their role opens it. We found no task, meeting or open concern that asked for it."),
}


#: By person, viewer and day: the resources.
Parts = dict[tuple[int, int, date], set[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question to a worker: about which looks, and the form, or what they answered today."""

    number: int
    looks: tuple[str, ...]
    more: int
    form: Form | None
    answer: str


def asked_of(act: Act, form: Form | None = None) -> Asked | None:
    """What this worker is asked now, or answered today. Somebody is named only while their record is open to them."""
    assert act.actor is not None
    open_first = F("answered_at").desc(nulls_first=True)
    question = LookQuestion.objects.filter(worker=act.actor).order_by(open_first, "-asked_at").first()
    now = local(act.actor, act.at)
    if question is None:
        return None
    if question.answered_at is not None:
        over = question.answered_at.astimezone(now.tzinfo).date() != now.date()
        return None if over else Asked(question.pk, (), 0, None, question.get_answer_display())
    looks = list(question.looks.select_related("person").order_by("first_at", "pk"))
    open_to = set(people_for(act, "demographics").filter(pk__in={one.person_id for one in looks}))
    told = tuple(_look_words(one, one.person in open_to, act) for one in looks[:NAMED])
    return Asked(question.pk, told, len(looks) - len(told), form or LookAnswerForm(auto_id="asked-%s"), "")


def _look_words(look: UnexplainedLook, is_open: bool, act: Act) -> str:
    assert act.actor is not None
    now, at = local(act.actor, act.at), local(act.actor, look.first_at)
    told = {"day": day_words(at.date(), now.date()), "time": clock(at), "person": look.person}
    if is_open:
        return _("%(person)s’s record, %(day)s, %(time)s") % told
    return _("A record that is not open to you, %(day)s, %(time)s") % told


@dataclass(frozen=True, slots=True)
class Shown:
    """One item for the privacy officer. `form` is there while it is open."""

    look: UnexplainedLook
    when: str
    parts: str
    why: str
    answer: str
    words: str
    form: Form | None


def looks_page(act: Act, sent: tuple[int, Form] | None = None) -> dict[str, Sequence[Shown] | Sequence[str]]:
    """Those that wait, oldest first, and the newest of those that are closed."""
    rows = policy.visible_to(act).select_related("person", "viewer", "question", "closed_by")
    waiting = list(rows.open().order_by("first_at", "pk"))
    closed = list(rows.exclude(closed_at=None).order_by("-closed_at", "-pk")[:SHOWN])
    parts = _parts([*waiting, *closed])
    return {
        "waiting": [_shown(one, parts, act, sent) for one in waiting],
        "closed": [_shown(one, parts, act, None) for one in closed],
        "brought_in": brought_in(act),
    }


def looks_to_close(act: Act) -> int:
    """How many wait for the privacy officer."""
    return policy.visible_to(act).open().count()


def brought_in(act: Act, since: timedelta = TOLD_FOR) -> list[str]:
    """Looks in a crisis while the ledger could not be written, brought in since: a line each, the newest first."""
    if not keeps_privacy(act):
        return []
    late = Entry.objects.filter(kind=ViewingsBroughtIn.kind, at__gt=act.at - since)
    rows = list(late.exclude(person=act.actor).select_related("person").order_by("-at", "-pk")[:SHOWN])
    viewers = Person.objects.in_bulk([one.subject for one in rows if one.subject])
    return [_brought_in(one, viewers, act) for one in rows]


def _brought_in(one: Entry, viewers: Mapping[int, Person], act: Act) -> str:
    assert act.actor is not None
    now, at = local(act.actor, act.at), local(act.actor, datetime.fromisoformat(one.facts["looked_at"]))
    told = {
        "day": day_words(at.date(), now.date()), "time": clock(at), "viewer": viewers[one.subject or 0],
        "person": one.person, "parts": ", ".join(named(one.facts["resources"])),
    }  # fmt: skip
    return _("%(viewer)s, %(person)s’s record, %(day)s, %(time)s: %(parts)s") % told


def _shown(one: UnexplainedLook, parts: Parts, act: Act, sent: tuple[int, Form] | None) -> Shown:
    assert act.actor is not None
    now, at = local(act.actor, act.at), local(act.actor, one.first_at)
    empty = LookClosingForm(auto_id=f"look-{one.pk}-%s") if one.closed_at is None else None
    return Shown(
        look=one,
        when=_("%(day)s, %(time)s") % {"day": day_words(at.date(), now.date()), "time": clock(at)},
        parts=", ".join(named(parts.get((one.person_id, one.viewer_id, one.day), ()))),
        why=str(WHY[Why(one.why)]),
        answer=_answer(one),
        words=one.question.words if one.question else "",
        form=sent[1] if sent and sent[0] == one.pk else empty,
    )


def _parts(looks: Sequence[UnexplainedLook]) -> Parts:
    """Which parts each of them looked at on that day, where the organisation is. Two queries for all."""
    if not looks:
        return {}
    seen = Viewing.objects.filter(
        person__in={one.person_id for one in looks}, viewer__in={one.viewer_id for one in looks},
        at__gte=min(one.first_at for one in looks), at__lte=max(one.first_at for one in looks) + timedelta(days=1),
    )  # fmt: skip
    by_day = seen.annotate(day=TruncDate("at", tzinfo=organisation_zone()))
    found: Parts = {}
    for person, viewer, day, resource in by_day.values_list("person", "viewer", "day", "resource").distinct():
        found.setdefault((person, viewer, day), set()).add(resource)
    return found


def _answer(one: UnexplainedLook) -> str:
    question = one.question
    if question is None:
        return _("Not asked: they do not work here.")
    if question.answered_at is None:
        return _("Not answered yet.")
    if question.answered_at < one.found_at:
        return _("Answered before this look: %(answer)s.") % {"answer": question.get_answer_display()}
    return _("Their answer: %(answer)s.") % {"answer": question.get_answer_display()}
