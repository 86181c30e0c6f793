"""Beside the board: the worker's day, and the loops that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.continuum.journey.strands import words_of
from handrail.continuum.responses.models import Proposal
from handrail.foundation.consent.evaluator import people_for, standings
from handrail.foundation.consent.offices import discloses, emergency_standing, keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.foundation.plans.models import Step
from handrail.foundation.rights.breach_queries import owed_breaches
from handrail.foundation.rights.queries import waiting_amendments, waiting_complaints, waiting_erasures
from handrail.foundation.scheduling.models import Appointment
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import local
from handrail.interfaces.staff.queries.circles import circle_loop
from handrail.interfaces.staff.queries.emergencies import late_facts, owed_facts, waiting_for_review
from handrail.interfaces.staff.queries.finding import finding_loops
from handrail.interfaces.staff.queries.follow_ups import crisis_loops
from handrail.interfaces.staff.queries.gaps import gap_loop
from handrail.interfaces.staff.queries.handoffs import handoff_loops
from handrail.interfaces.staff.queries.items import care_of
from handrail.interfaces.staff.queries.legal import legal_to_answer
from handrail.interfaces.staff.queries.looks import NEWS_FOR, brought_in, looks_to_close
from handrail.interfaces.staff.queries.office import waiting_requests
from handrail.interfaces.staff.queries.on_call import mailless_loops, on_call_loops
from handrail.interfaces.staff.queries.peers import peer_loops
from handrail.interfaces.staff.queries.room import room_loops
from handrail.interfaces.staff.words.times import by_day, clock, day_words
from handrail.pillars.case_management.models import Referral

AT_MOST = 8
#: How far back a loop is looked for.
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One thing of the day. `past`: it began before now; `brief`: where its brief is, for whoever may read one."""

    time: str
    title: str
    href: str
    detail: str
    past: bool
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Loop:
    """Something without an ending: where it gets closed, and for an appointment its number."""

    title: str
    detail: str
    href: str
    icon: str
    appointment: int | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """`before` and `after` are the day on either side of now."""

    now: str
    before: tuple[Meeting, ...]
    after: tuple[Meeting, ...]
    loops: tuple[Loop, ...]


def side(act: Act, told: str = "") -> Side:
    """My day and my loops; one query more for an appointment that was just settled."""
    assert act.actor is not None
    now = local(act.actor, act.at)
    day, unsettled = _my_appointments(act, now)
    meetings = [_meeting(one, now) for one in day]
    return Side(
        now=clock(now),
        before=tuple(one for one in meetings if one.past),
        after=tuple(one for one in meetings if not one.past),
        loops=(
            *_to_write_down(act),
            *(Loop(*one) for one in [*room_loops(act), *mailless_loops(act), *on_call_loops(act)]),
            *(Loop(*one) for one in crisis_loops(act)),
            *(Loop(*one) for one in peer_loops(act)),
            *(Loop(*one) for one in handoff_loops(act)),
            *(Loop(*one) for one in finding_loops(act)),
            *_referrals(act),
            *(Loop(*one) for one in [gap_loop(act), circle_loop(act)] if one),
            *_to_review(act),
            *_to_correct(act),
            *_just_settled(act, told),
            *(_unsettled_one(one, now) for one in unsettled[:AT_MOST]),
            *_untaken(act),
            *_overdue(act, now),
        ),
    )


def _my_appointments(act: Act, now: datetime) -> tuple[list[Appointment], list[Appointment]]:
    """Those of today, and those that are over and say nothing of how they went. One query."""
    begins = datetime.combine(now.date(), time.min, tzinfo=now.tzinfo)
    ends = begins + timedelta(days=1)
    of_day = Q(starts_at__gte=begins, starts_at__lt=ends) & ~Q(status=Appointment.Status.CANCELLED)
    over = Q(status=Appointment.Status.BOOKED, ends_at__lt=act.at, starts_at__gte=act.at - LOOK_BACK)
    planned = people_for(act, "care_plan").filter(pk=OuterRef("person"))
    mine = Appointment.objects.visible_to(act).filter(of_day | over, worker=act.actor)
    found = mine.select_related("person").annotate(briefed=Exists(planned)).order_by("starts_at", "pk")
    cancelled, booked = Appointment.Status.CANCELLED, Appointment.Status.BOOKED
    rows = list(found)
    return (
        [one for one in rows if begins <= one.starts_at < ends and one.status != cancelled],
        [one for one in rows if one.status == booked and one.ends_at < act.at],
    )


def _meeting(one: Appointment, now: datetime) -> Meeting:
    settled = "" if one.status == Appointment.Status.BOOKED else str(one.get_status_display())
    parts = [
        words_of(one.strand),
        settled or one.place or (one.called if one.elsewhere else str(one.get_modality_display())),
    ]
    return Meeting(
        time=clock(one.starts_at.astimezone(now.tzinfo)).rsplit(" ", 1)[0],
        title=one.person.preferred_name,
        href=reverse("staff:person", args=[one.person_id]),
        detail=" · ".join(part for part in parts if part),
        past=one.starts_at < now,
        brief=reverse("staff:brief", args=[one.person_id]) if getattr(one, "briefed", False) else "",
    )


def _to_write_down(act: Act) -> list[Loop]:
    """My own disclosures that lack a fact, and to the officer those whose time for it is over."""
    standing = emergency_standing(act)
    mine = standing is not None and discloses(act, standing) and bool(owed_facts(act))
    found = []
    if mine:
        title = _("Finish what you wrote down in the emergency")
        found.append(
            Loop(title, _("Due 15 minutes after you opened it"), reverse("staff:emergency"), "note-pencil")
        )
    if late := late_facts(act):
        words = ngettext("%(n)s disclosure lacks a fact", "%(n)s disclosures lack a fact", late)
        found.append(Loop(words % {"n": late}, _("Late"), reverse("staff:emergencies"), "warning-circle"))
    return found


def _referrals(act: Act) -> list[Loop]:
    """What happened to referrals of mine since I last looked."""
    mine = Referral.objects.visible_to(act).waiting_for(act.actor).select_related("person", "service")
    return [
        Loop(
            _("%(name)s: %(service)s") % {"name": one.person, "service": one.service},
            str(one.get_outcome_display() if one.outcome else one.get_status_display()),
            f"{reverse('staff:referrals', args=[one.person_id])}#referral-{one.pk}",
            "signpost",
        )
        for one in mine.order_by("attention_at", "pk")[:AT_MOST]
    ]


def _to_review(act: Act) -> list[Loop]:
    """For the privacy officer, and the supervisor too: emergency access to review, looks, requests."""
    if not any(standing.role in {Role.PRIVACY_OFFICER, Role.SUPERVISOR} for standing in standings(act)):
        return []
    asked = waiting_requests(act) if keeps_privacy(act) else 0
    breaches = owed_breaches(act)
    found = [
        (n := looks_to_close(act), ngettext("%(n)s look to understand", "%(n)s looks to understand", n), _("Asked the same day"), "looks", "eye"),
        (n := len(brought_in(act, NEWS_FOR)), ngettext("%(n)s look written down late", "%(n)s looks written down late", n), _("The ledger could not be written"), "looks", "eye"),
        (n := waiting_complaints(act), ngettext("%(n)s complaint to answer", "%(n)s complaints to answer", n), _("Within 30 days"), "complaints", "chat-circle"),
        (n := len(breaches), ngettext("%(n)s breach with something to do", "%(n)s breaches with something to do", n), _first_day(breaches, act), "breaches", "warning-circle"),
        (n := len(legal := legal_to_answer(act)), ngettext("%(n)s legal request to answer", "%(n)s legal requests to answer", n), _first_day(legal, act), "legal", "clipboard-text"),
        (n := waiting_erasures(act), ngettext("%(n)s record to erase or not", "%(n)s records to erase or not", n), _("A second person decides"), "erasures", "users"),
        (n := waiting_for_review(act), ngettext("%(n)s emergency access to review", "%(n)s emergency accesses to review", n), _("Told at once"), "emergencies", "eye"),
        (n := asked, ngettext("%(n)s request to answer", "%(n)s requests to answer", n), _("The person waits"), "restrictions", "hand-palm"),
    ]  # fmt: skip
    return [
        Loop(words % {"n": n}, detail, reverse(f"staff:{page}"), icon)
        for n, words, detail, page, icon in found
        if n
    ]


def _first_day(days: Sequence[date | None], act: Act) -> str:
    """By when the first of them has to be done."""
    assert act.actor is not None
    return by_day(days[0], local(act.actor, act.at).date()) if days else ""


def _to_correct(act: Act) -> list[Loop]:
    """What people asked to have corrected, for whoever may decide it."""
    asked = waiting_amendments(act)
    if not asked:
        return []
    words = ngettext("%(n)s correction to answer", "%(n)s corrections to answer", asked)
    return [Loop(words % {"n": asked}, _("Within 60 days"), reverse("staff:corrections"), "note-pencil")]


def _just_settled(act: Act, told: str) -> list[Loop]:
    """The confirmation of an appointment that was just settled."""
    if not told.startswith("a"):
        return []
    settled = Appointment.objects.visible_to(act).exclude(status=Appointment.Status.BOOKED)
    one = settled.filter(pk=int(told[1:]), worker=act.actor).select_related("person").first()
    if one is None:
        return []
    page = reverse("staff:person", args=[one.person_id])
    return [
        Loop(
            one.person.preferred_name,
            str(one.get_status_display()),
            page,
            "check-circle-fill",
            one.pk,
            told=True,
        )
    ]


def _unsettled_one(one: Appointment, now: datetime) -> Loop:
    starts = one.starts_at.astimezone(now.tzinfo)
    told = {"day": day_words(starts.date(), now.date()), "time": clock(starts)}
    return Loop(
        title=_("How did it go with %(person)s?") % {"person": one.person},
        detail=_("%(day)s, %(time)s") % told,
        href=reverse("staff:outing", args=[one.pk])
        if one.elsewhere
        else reverse("staff:person", args=[one.person_id]),
        icon="calendar-blank",
        appointment=None if one.elsewhere else one.pk,
    )


def _untaken(act: Act) -> list[Loop]:
    """Proposals about my people that were declined and that nobody took up."""
    others = Proposal.objects.filter(response=OuterRef("response")).exclude(status=Proposal.Status.DECLINED)
    declined = Proposal.objects.visible_to(act).filter(
        status=Proposal.Status.DECLINED, answered_at__gte=act.at - LOOK_BACK,
        response__person__in=care_of(act), response__concern__closed_at=None,
    )  # fmt: skip
    alone = declined.filter(~Exists(others.exclude(role="client"))).exclude(role="client")
    rows = alone.select_related("response__person").order_by("answered_at", "pk")[:AT_MOST]
    return [
        Loop(
            title=_("Nobody took this on: %(title)s") % {"title": one.title},
            detail=one.response.person.preferred_name,
            href=reverse("staff:person", args=[one.response.person_id]),
            icon="hand-palm",
        )
        for one in rows
    ]


def _overdue(act: Act, now: datetime) -> list[Loop]:
    """Steps of mine that were agreed together and are due."""
    mine = Step.objects.visible_to(act).owned_by(act.actor).open() if act.actor else Step.objects.none()
    due = mine.filter(origin=Step.Origin.TOGETHER, due_on__lte=now.date())
    return [
        Loop(
            title=step.title,
            detail=f"{step.plan.person} · {by_day(step.due_on, now.date())}",
            href=reverse("staff:plan", args=[step.plan.person_id]),
            icon="clipboard-text",
        )
        for step in due.select_related("plan__person").soonest_first()[:AT_MOST]
    ]
