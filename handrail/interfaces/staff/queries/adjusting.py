"""Why care may change now, and what can: everything the page of one signal needs, in one call."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.adjusting.policy import may_adjust
from handrail.continuum.journey.wording.plans import level_words
from handrail.continuum.journey.wording.practices import title_of
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.expecting import choice_of
from handrail.continuum.watch.models import Concern, Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import LevelOfCare, Step
from handrail.foundation.plans.policy import may_choose_level
from handrail.foundation.practices.models import Practice
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.adjusting_forms import Ask, Offered
from handrail.interfaces.staff.charts import leading, strip
from handrail.interfaces.staff.queries.appointments import bookable, coming_of, line
from handrail.interfaces.staff.queries.around import around
from handrail.interfaces.staff.queries.asking import ByItself, by_itself
from handrail.interfaces.staff.queries.practices import not_now_of
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.story import Todo, todo_of
from handrail.interfaces.staff.words.facts import Facts, facts_of
from handrail.interfaces.staff.words.times import day_words
from handrail.ui.charts import Spark

#: So many of what is booked can be moved from here; the others have a page of their own.
BOOKED = 5


@dataclass(frozen=True, slots=True)
class Why:
    """One thing that was found, with its facts."""

    headline: str
    day: str
    facts: Facts
    spark: Spark | None


@dataclass(frozen=True, slots=True)
class Adjusting:
    """What was found, how care stands now, and what can be chosen."""

    record: Record
    concern: Concern
    why: list[Why]
    sessions: list[str]
    practices: list[str]
    scales: tuple[ByItself, ...]
    level: str
    steps: list[Todo]
    offered: Offered


def adjusting_of(concern: Concern, act: Act) -> Adjusting:
    """Refused is absent."""
    record = record_of(concern.person_id, act, "checkins", "measures", "care_plan", "appointments")
    if not may_adjust(act, concern):
        raise Http404
    coming = coming_of(record.person, act)[:BOOKED]
    doing = Practice.objects.of(record.person).open().order_by("-begun_at", "-pk")
    steps = Step.objects.of(record.person).open().select_related("responsible").soonest_first()
    return Adjusting(
        record=record, concern=concern, why=_why(concern, record),
        sessions=[f"{one.when} · {one.detail}" for one in coming],
        practices=[f"{title_of(one.method)} · {one.get_cadence_display()}" for one in doing],
        scales=by_itself(record) if record.may("measures") else (),
        level=_level(record), steps=[todo_of(one, record) for one in steps], offered=_offered(record),
    )  # fmt: skip


def was_sent(concern: Concern, key: str) -> bool:
    """Whether this very form was sent before: the button twice, or a page that was loaded again."""
    keys = Adjustment.objects.filter(person=concern.person_id).values_list("key", flat=True)
    return key in {str(one) for one in keys}


def _why(concern: Concern, record: Record) -> list[Why]:
    found = Finding.objects.visible_to(record.act).filter(concern=concern).newest_first()[:BOOKED]
    told = around([record.person.pk], record.today, record.act).told.get(record.person.pk, {})
    return [
        Why(one.headline, day_words(one.day, record.today), facts_of(one),
            strip(leading(one.inputs, one.rule), told, record.today) if told else None)
        for one in found
    ]  # fmt: skip


def _level(record: Record) -> str:
    newest = LevelOfCare.objects.filter(person=record.person).newest_first().first()
    if newest is None:
        return ""
    day = day_words(newest.chosen_at.astimezone(record.now.tzinfo).date(), record.today)
    return _("%(level)s, chosen %(day)s") % {"level": level_words(newest.level), "day": day}


def _offered(record: Record) -> Offered:
    act, person = record.act, record.person
    rows = Appointment.objects.visible_to(act).of(person).with_us().booked().filter(starts_at__gt=act.at)
    booked = list(rows.select_related("worker").order_by("starts_at", "pk")[:BOOKED])
    asked = Proposal.objects.asked_of(act.actor).filter(response__person=person) if act.actor else ()
    return Offered(
        person=person, act=act, booked=booked, booked_words=[line(one, act).when for one in booked],
        workers=bookable(person, act), not_now=not_now_of(record), asks_for_scales=record.may("measures", "write"),
        check_ins=_check_ins(record),
        chooses_level=may_choose_level(act, person).allowed, team=_team(record), waiting=list(asked),
    )  # fmt: skip


def _check_ins(record: Record) -> str:
    """On which days they check in now; empty where the reader may not choose that with them."""
    if not (record.may("checkins") and record.may("checkins", "append")):
        return ""
    return choice_of(record.person, local(record.person, record.act.at).date()).words


def _team(record: Record) -> list[Ask]:
    others = [care for care in record.team if care.worker != record.act.actor]
    return [Ask(f"{care.worker_id}-{care.role}", care.worker, care.strand, _wanted(care.role, record)) for care in others]  # fmt: skip


def _wanted(role: str, record: Record) -> str:
    name = {"name": record.person.preferred_name}
    return {
        Role.PRESCRIBER.value: _("Talk with %(name)s about medication") % name,
        Role.PEER_SPECIALIST.value: _("Reach out to %(name)s") % name,
        Role.CASE_MANAGER.value: _("Look with %(name)s at what is needed around them") % name,
    }.get(role, _("See %(name)s sooner") % name)
