"""Open alerts and what is due after them, as their pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from handrail.clinical.triage.safety_plan import Part
from handrail.clinical.triage.urgency import tier
from handrail.foundation.consent.evaluator import decide, may
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import record_viewing
from handrail.foundation.people.models import ContactPoint, Person, RelatedPerson
from handrail.foundation.teams.queries import local, team_of
from handrail.interfaces.safety_plan_form import shown_parts
from handrail.interfaces.staff.words.contact import Way, said, ways
from handrail.interfaces.staff.words.times import by_time, clock, here, when
from handrail.pillars.crisis.ladder import rungs_of
from handrail.pillars.crisis.models import Alert, FollowUp, LogEntry, SafetyPlan
from handrail.pillars.crisis.policy import BY_ASKING, may_answer

SHOWN = 30
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Row:
    """An alert in a list. `since` is how many seconds ago it was raised, by the server's clock."""

    alert: Alert
    who: str
    why: str
    holder: str
    since: int
    asked: str
    detail: str


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up that somebody owns."""

    follow_up: FollowUp
    who: str
    owner: str
    due: str
    late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the running log."""

    at: str
    words: str
    said: str
    by: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the bar over the console: done, now or still to come."""

    name: str
    state: str
    at: str


def alerts(act: Act) -> dict[str, list[Row] | list[Due]]:
    """What is open, most urgent first; what was closed lately; and the follow-ups that are due."""
    seen = Alert.objects.visible_to(act).select_related("person")
    closed = seen.filter(closed_at__gt=act.at - LATELY).order_by("-closed_at")[:SHOWN]
    due = FollowUp.objects.filter(done_at=None, alert__in=seen).select_related("alert__person", "owner")
    return {
        "open": [row(one, act) for one in seen.open().soonest_first()],
        "closed": [row(one, act) for one in closed],
        "due": [_due(one, act) for one in due.order_by("due_at")],
    }


def row(alert: Alert, act: Act) -> Row:
    """One alert in words."""
    held = alert.holdings.filter(until_at=None).select_related("worker").first()
    return Row(
        alert, name_of(alert), str(alert.get_origin_display()), held.worker.preferred_name if held else "",
        int((act.at - alert.raised_at).total_seconds()), when(here(act, alert.raised_at), here(act, act.at)),
        _detail(alert, act),
    )  # fmt: skip


def _detail(alert: Alert, act: Act) -> str:
    if not alert.is_open:
        return str(alert.get_outcome_display())
    assert alert.due_at is not None
    if alert.next_step:
        return f"{alert.next_step} · {by_time(here(act, alert.due_at), here(act, act.at))}"
    return _("Somebody answers %(tier)s") % {"tier": _within(alert)}


def _within(alert: Alert) -> str:
    minutes = int(tier(alert.tier).respond_within.total_seconds() // 60)
    if minutes == 0:
        return _("at once")
    hours = minutes // 60
    return _("within an hour") if hours == 1 else _("within %(hours)s hours") % {"hours": hours}


def _due(follow_up: FollowUp, act: Act) -> Due:
    told = by_time(here(act, follow_up.due_at), here(act, act.at))
    owner = follow_up.owner.preferred_name
    return Due(follow_up, name_of(follow_up.alert), owner, told, follow_up.due_at < act.at)


def name_of(alert: Alert) -> str:
    """Who it is about; somebody who gave no name is that."""
    return alert.person.preferred_name if alert.person else _("Somebody who gave no name")


@dataclass(frozen=True)
class Console:
    """One alert, as far as the reader may see; reading it is written down."""

    alert: Alert
    row: Row
    act: Act
    may_answer: bool
    mine: bool

    @property
    def about(self) -> str:
        """Pronouns and the number they called from."""
        person = self.alert.person
        told = [person.pronouns if person else "", self.alert.callback]
        return " · ".join(part for part in told if part)

    @property
    def ways(self) -> list[Way]:
        """How to reach them, with their rules."""
        person = self.alert.person
        if person is None or not may(self.act, "safe_contact", person):
            return []
        points = ContactPoint.objects.filter(person=person, ended_at=None).safest_first()
        return ways(list(points), local(person, self.act.at))

    @property
    def safety_plan(self) -> list[tuple[Part, list[str]]]:
        """Their safety plan, for whoever may read it."""
        person = self.alert.person
        if person is None or not may(self.act, "safety_plan", person):
            return []
        plan = SafetyPlan.objects.newest(person)
        return shown_parts(plan) if plan else []

    @property
    def people(self) -> list[tuple[RelatedPerson, str]]:
        """Whom they count on, each with the number as people say it, for whoever may know how to reach them."""
        person = self.alert.person
        if person is None or not may(self.act, "safe_contact", person):
            return []
        return [(one, said(one.phone)) for one in RelatedPerson.objects.filter(person=person, ended_at=None)]

    @property
    def team(self) -> list[tuple[str, str]]:
        """(name, role) of who cares for them."""
        if self.alert.person is None:
            return []
        return [
            (care.worker.preferred_name, str(care.get_role_display()))
            for care in team_of(self.alert.person, self.act.at)
        ]

    @property
    def stages(self) -> list[Stage]:
        """Asked, answered, next step, closed, next-day call: each with its time."""
        return _stages(self.alert, self.act)

    @property
    def log(self) -> list[Line]:
        """The running log, newest first."""
        lines = self.alert.log.select_related("by").order_by("-at", "-pk")
        return [_line(one, self.act) for one in lines]

    @property
    def opens_person(self) -> bool:
        """Whether their whole page is open to the reader."""
        return self.alert.person is not None and may(self.act, "demographics", self.alert.person)


def console(alert_id: int, act: Act) -> Console:
    """One alert. Raises Http404 for one the reader may not see."""
    alert = Alert.objects.visible_to(act).select_related("person").filter(pk=alert_id).first()
    if alert is None:
        raise Http404
    if alert.person is not None:
        opened = decide(act, "crisis_episodes", alert.person)
        basis = opened.basis if opened.allowed else BY_ASKING
        record_viewing(alert.person, "crisis_episodes", basis, act=act)
    mine = alert.holdings.filter(until_at=None, worker=act.actor).exists()
    return Console(alert, row(alert, act), act, may_answer(act, alert), mine)


def owners_for(alert: Alert, act: Act) -> list[Person]:
    """Who can be asked to speak with the person again: their team first, then the desk."""
    around = [care.worker for care in team_of(alert.person, act.at)] if alert.person else []
    return list({one.pk: one for one in [*around, *rungs_of(alert, act).everyone]}.values())


def _stages(alert: Alert, act: Act) -> list[Stage]:
    times = {line.kind: line.at for line in alert.log.order_by("-pk")}
    follow_up = alert.follow_ups.order_by("-pk").first()
    reached = [
        (_("Asked for help"), alert.raised_at),
        (_("Answered"), times.get(LogEntry.Kind.HELD.value)),
        (_("What comes next"), times.get(LogEntry.Kind.NEXT_STEP.value)),
        (_("Handed over"), alert.closed_at),
        (_("Next-day call"), follow_up.done_at if follow_up else None),
    ]
    first_open = next((n for n, (_name, at) in enumerate(reached) if at is None), len(reached))
    return [
        Stage(
            str(name),
            "done" if at else "now" if n == first_open else "later",
            clock(here(act, at)) if at else "",
        )
        for n, (name, at) in enumerate(reached)
    ]


def _line(entry: LogEntry, act: Act) -> Line:
    by = entry.by.preferred_name if entry.by else _("System")
    said = entry.words if entry.kind == LogEntry.Kind.NOTE else ""
    words = "" if said else str(entry.get_kind_display()) + (f": {entry.words}" if entry.words else "")
    return Line(when(here(act, entry.at), here(act, act.at)), words, said, by)
