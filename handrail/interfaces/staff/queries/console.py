"""The console: one alert, as far as the reader may see. Reading it is written down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.http import Http404
from django.utils.translation import gettext as _

from handrail.clinical.triage.check import Check
from handrail.clinical.triage.coping_plan import REACHES
from handrail.clinical.triage.safety_plan import Part
from handrail.foundation.consent.at_once import Question, decide_each
from handrail.foundation.consent.evaluator import WHOLE, Decision
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import CarePreferences, ContactPoint, RelatedPerson
from handrail.foundation.teams.queries import local, team_of
from handrail.interfaces.contact_words import Way, said, ways
from handrail.interfaces.safety_plan_form import shown_parts
from handrail.interfaces.staff.queries.alerts import Row, row
from handrail.interfaces.staff.queries.appointments import NEUTRAL, neutral
from handrail.interfaces.staff.queries.critical import asks
from handrail.interfaces.staff.queries.stages import Stage, stages
from handrail.interfaces.staff.words.times import at_time, day_words, here
from handrail.pillars.crisis.ladder import asked_for_rungs
from handrail.pillars.crisis.models import (
    Alert,
    Answer,
    Around,
    CopingPart,
    CopingPlan,
    LogEntry,
    Mode,
    SafetyPlan,
)
from handrail.pillars.crisis.noting import note_critical
from handrail.pillars.crisis.policy import BY_ASKING, may_answer, may_recognize
from handrail.pillars.crisis.site_checks import site_checks

#: Lines that say what was done and by whom, and nothing of what was said.
STATUS = {
    LogEntry.Kind.ASKED, LogEntry.Kind.ASKED_AGAIN, LogEntry.Kind.CALLED, LogEntry.Kind.HELD, LogEntry.Kind.RAN_OUT,
    LogEntry.Kind.CALLED_IN, LogEntry.Kind.CAME, LogEntry.Kind.CALLED_OFF, LogEntry.Kind.CLOSED, LogEntry.Kind.RECOGNIZED,
    LogEntry.Kind.NOT_THEM,
}  # fmt: skip
EPISODE, MEETINGS = ("crisis_episodes", "read", WHOLE), ("appointments", "read", NEUTRAL)
#: What the console shows of the record besides what cannot wait.
BESIDE = ("safety_plan", "safe_contact")
#: Resource, action and field set.
Cell = tuple[str, str, str]
#: Everything the console asks of the access matrix about one person, in one query.
CELLS: tuple[Cell, ...] = (
    EPISODE, MEETINGS, ("demographics", "read", WHOLE), ("safe_contact", "read", WHOLE), ("safety_plan", "read", WHOLE),
    ("safety_plan", "write", WHOLE), ("appointments", "append", WHOLE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the running log."""

    at: str
    words: str
    said: str
    by: str


@dataclass(frozen=True)
class Console:
    """One alert, as far as the reader may see; reading it is written down."""

    alert: Alert
    row: Row
    act: Act
    may_answer: bool
    mine: bool
    whole: bool
    #: What was decided about each part of their record that the page shows, asked once; nothing without a record.
    decided: dict[Cell, Decision] = field(default_factory=dict)

    def may(self, resource: str, action: str = "read") -> bool:
        """Whether a cell of the access matrix opens to the reader for this person."""
        return self.alert.person is not None and self.decided[resource, action, WHOLE].allowed

    @cached_property
    def newest(self) -> dict[str, dict[str, Answer]]:
        """By check -> question: the answer that counts now, for whoever may read what was said."""
        found: dict[str, dict[str, Answer]] = {}
        for one in self.alert.answers.order_by("at", "pk") if self.whole else ():
            found.setdefault(one.check_id, {})[one.question] = one
        return found

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """By check -> question: its value."""
        return {check: {q: one.told for q, one in told.items()} for check, told in self.newest.items()}

    @property
    def around(self) -> dict[str, str]:
        """What was told in words."""
        return {Around.CALLBACK.value: self.alert.callback, **self.answers.get(Answer.AROUND, {})}

    @property
    def rated(self) -> list[Check]:
        """The scales that trained raters rate."""
        return [one for one in site_checks() if one.trained]

    @property
    def called(self) -> str:
        """What somebody without a record wants to be called."""
        return "" if self.alert.person else self.around.get(Around.CALLED.value, "")

    @property
    def about(self) -> str:
        """Pronouns, how we talk, and the number to call back."""
        person, told = self.alert.person, self.around
        mode = dict(Mode.choices).get(told.get(Around.MODE.value, ""), "")
        parts = [person.pronouns if person else "", str(mode), told.get(Around.CALLBACK.value, "")]
        return " · ".join(part for part in parts if part)

    @property
    def matters(self) -> str:
        """What matters to them, in their words: how to approach them begins there."""
        person = self.alert.person
        if person is None or not self.opens_person:
            return ""
        found = CarePreferences.objects.filter(person=person).first()
        return found.what_matters if found else ""

    @property
    def ways(self) -> list[Way]:
        """How to reach them, with their rules."""
        person = self.alert.person
        if person is None or not self.may("safe_contact"):
            return []
        points = ContactPoint.objects.filter(person=person, ended_at=None).safest_first()
        return ways(list(points), local(person, self.act.at))

    @cached_property
    def _written(self) -> SafetyPlan | None:
        person = self.alert.person
        return None if person is None or not self.may("safety_plan") else SafetyPlan.objects.newest(person)

    @property
    def safety_plan(self) -> list[tuple[Part, list[str]]]:
        """Their safety plan, for whoever may read it."""
        return shown_parts(self._written) if self._written else []

    @property
    def safety_plan_day(self) -> str:
        """The day on which it was last written."""
        return self._day(self._written.written_at) if self._written else ""

    @property
    def recognizes(self) -> str:
        """Whether the reader says whose call this is, or that it was not theirs after all: "", "new" or "end"."""
        if self.alert.person is None:
            return "new" if self.may_answer and (self.mine or not self.alert.is_open) else ""
        ends = may_recognize(self.act, self.alert.person, self.decided[EPISODE])
        return "end" if ends and self.alert.recognitions.filter(ended_at=None).exists() else ""

    @property
    def plans_days(self) -> bool:
        """Whether the reader plans the next three days with them."""
        return self.may_answer and self.may("safety_plan", "write")

    @property
    def books_today(self) -> bool:
        """Whether the reader books a visit today: whoever has it, while it is open."""
        return self.mine and self.alert.is_open and self.may("appointments", "append")

    @property
    def meetings(self) -> list[str]:
        """What is booked for the next three days: time and place, and not what it is for."""
        person = self.alert.person
        if person is None or not self.decided[MEETINGS].allowed:
            return []
        return neutral(person, self.act, self.act.at + REACHES)

    @cached_property
    def _planned(self) -> CopingPlan | None:
        person = self.alert.person
        if person is None or not self.may("safety_plan"):
            return None
        # One that was made after an earlier crisis tells of nights that are over.
        return CopingPlan.objects.for_console(self.alert, person, self.act.at)

    @property
    def coping_plan(self) -> list[tuple[str, str]]:
        """(part, words) of the plan for the next three days, for whoever may read it."""
        told = self._planned.told if self._planned else {}
        return [(str(part.label), told[part]) for part in CopingPart if part in told]

    @property
    def coping_plan_made(self) -> str:
        """By whom and on which day it was made."""
        made = self._planned
        return f"{made.made_by.preferred_name}, {self._day(made.made_at)}" if made else ""

    def _day(self, moment: datetime) -> str:
        return day_words(here(self.act, moment).date(), here(self.act, self.act.at).date())

    @property
    def people(self) -> list[tuple[RelatedPerson, str]]:
        """Whom they count on, each with the number as people say it, for whoever may know how to reach them."""
        person = self.alert.person
        if person is None or not self.may("safe_contact"):
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
        return stages(self.alert, self.act)

    @property
    def log(self) -> list[Line]:
        """The running log, newest first."""
        lines = self.alert.log.select_related("by").order_by("-at", "-pk")
        return [_line(one, self.act, whole=self.whole) for one in lines if self.whole or one.kind in STATUS]

    @property
    def opens_person(self) -> bool:
        """Whether their whole page is open to the reader."""
        return self.may("demographics")


def console(alert_id: int, act: Act) -> Console:
    """One alert. Raises Http404 for one the reader may not see."""
    alert = Alert.objects.visible_to(act).with_holder().select_related("person").filter(pk=alert_id).first()
    if alert is None:
        raise Http404
    whole, decided = True, _decided(alert, act)
    if alert.person is not None:
        opened = decided[EPISODE]
        seen = opened if opened.allowed else replace(opened, basis=BY_ASKING)
        note_critical(alert.person, {"crisis_episodes": seen}, act=act)
        whole = opened.fields != "status"
    held = list(alert.holdings.filter(worker=act.actor).values_list("until_at", flat=True))
    answers = may_answer(act, alert, decided.get(EPISODE))
    # Whoever has or had it wrote what stands there.
    return Console(alert, row(alert, act), act, answers, None in held, whole or bool(held), decided)


def _decided(alert: Alert, act: Act) -> dict[Cell, Decision]:
    if alert.person is None:
        return {}
    # What cannot wait is decided with it, once for the whole page; while it is looked at, who could be called as well.
    asked = [*(Question(act, *one) for one in CELLS), *asks(act, *BESIDE)]
    asked += asked_for_rungs(act) if act.looks else []
    return dict(zip(CELLS, decide_each(alert.person, asked), strict=False))


def _line(entry: LogEntry, act: Act, *, whole: bool) -> Line:
    by = entry.by.preferred_name if entry.by else _("System")
    said = entry.words if entry.kind == LogEntry.Kind.NOTE else ""
    told = entry.words if whole or entry.kind == LogEntry.Kind.CALLED else ""
    words = "" if said else _told(entry, told)
    return Line(at_time(here(act, entry.at), here(act, act.at)), words, said, by)


def _told(entry: LogEntry, told: str) -> str:
    if entry.kind in {LogEntry.Kind.ANSWER, LogEntry.Kind.AROUND} and told:
        return told
    return str(entry.get_kind_display()) + (f": {told}" if told else "")
