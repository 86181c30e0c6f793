"""The brief before a session: what changed since last time, as far as the reader may read, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.clinical.instruments.change import change
from handrail.clinical.instruments.instrument import instrument
from handrail.continuum.journey.wording.measures import band_words, figure, scale_name
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.measures.models import Assignment, Response
from handrail.foundation.plans.models import Barrier, Step
from handrail.foundation.scheduling.models import Appointment, Topic
from handrail.foundation.scheduling.policy import tells_what_for
from handrail.interfaces.charting.words import call
from handrail.interfaces.staff.queries.outings import ahead_of
from handrail.interfaces.staff.queries.practices import MET, Practised, practised_since
from handrail.interfaces.staff.queries.record import Record, record_of
from handrail.interfaces.staff.queries.session_feedback import FEEDBACK, Feedback, feedback_since
from handrail.interfaces.staff.queries.skills import WeekOfSkill, skills_of
from handrail.interfaces.staff.queries.story import Todo, goals_of, todo_of
from handrail.interfaces.staff.words.times import by_day, clock, day_words
from handrail.pillars.crisis.models import Alert

#: Without a session before: this far back.
AT_FIRST = timedelta(days=30)
#: More of one thing than this is no brief any more; all of it stands in the record.
AT_MOST = 8

VERDICTS = {
    "reliable_improvement": gettext_lazy("a real change for the better"),
    "reliable_worsening": gettext_lazy("a real change for the worse"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, what, and more of it; `voice` holds the person's own words."""

    day: str
    title: str
    text: str = ""
    voice: str = ""


@dataclass(frozen=True)
class Brief:
    """`since` is when their last appointment with the reader was; every part is empty for whoever may not read it."""

    record: Record
    since: datetime
    met_before: bool
    coming: Appointment | None

    @property
    def tabs(self) -> list[dict[str, object]]:
        """The pages of this record."""
        return self.record.tabs("brief")

    @property
    def next_words(self) -> str:
        """When they meet next."""
        return self._moment(self.coming.starts_at) if self.coming else ""

    @property
    def since_words(self) -> str:
        """The day that the brief begins with."""
        return self._day(self.since)

    @cached_property
    def topic(self) -> str:
        """What the person wants to talk about with this reader, in their words."""
        if self.coming is None:
            return ""
        written = Topic.objects.visible_to(self.record.act).filter(appointment=self.coming)
        last = written.newest_first().first()
        return last.words if last else ""

    @cached_property
    def signals(self) -> list[Line]:
        """What the watch found since, with its reason, and what it turned out to be."""
        found = Finding.objects.visible_to(self.record.act).filter(
            person=self.record.person, found_at__gt=self.since
        )
        return [
            Line(self._day(one.found_at), one.headline, self._reason(one))
            for one in found.select_related("concern").newest_first()[:AT_MOST]
        ]

    @cached_property
    def calls(self) -> list[Line]:
        """When help was asked for or called since, or is still under way, and how it ended."""
        if not self.record.may("crisis_episodes"):
            return []
        raised = Alert.objects.filter(person=self.record.person)
        told = raised.filter(Q(raised_at__gt=self.since) | Q(closed_at=None)).order_by("-raised_at", "-pk")
        return [
            Line(self._moment(one.raised_at), call(asked=one.origin == Alert.Origin.PERSON), _ended(one))
            for one in told[:AT_MOST]
        ]

    @cached_property
    def answered(self) -> list[Line]:
        """Scales answered since, with the change from the one before."""
        if not self.record.may("measures"):
            return []
        made = Response.objects.filter(person=self.record.person, made_at__gt=self.since)
        made = made.exclude(instrument=FEEDBACK).meant_for(self.record.act).order_by("-made_at", "-pk")
        return [Line(self._day(one.made_at), self._result(one), band_words(one)) for one in made[:AT_MOST]]

    @cached_property
    def feedback(self) -> Feedback | None:
        """What they said about their last session, where the reader is meant to see it."""
        return feedback_since(self.record, self.since)

    @property
    def feedback_day(self) -> str:
        """When they said it."""
        return self._day(self.feedback.made_at) if self.feedback else ""

    @cached_property
    def waiting(self) -> list[Line]:
        """Scales that were asked for and are not answered; and those they chose not to answer since."""
        if not self.record.may("measures"):
            return []
        asked = Assignment.objects.filter(person=self.record.person)
        open_or_new = asked.filter(
            Q(status=Assignment.Status.ASKED) | Q(status=Assignment.Status.DECLINED, asked_at__gt=self.since)
        )
        return [self._asked(one) for one in open_or_new.order_by("due_on", "pk")[:AT_MOST]]

    @cached_property
    def done(self) -> list[Todo]:
        """Steps that ended since."""
        return self._steps(Q(ended_at__gt=self.since), "-ended_at")

    @cached_property
    def open(self) -> list[Todo]:
        """Steps that are still to do."""
        return self._steps(Q(ended_at=None), "due_on")

    @cached_property
    def barriers(self) -> list[Line]:
        """What stands in the way, as it was told since."""
        if not self.record.may("care_plan"):
            return []
        told = Barrier.objects.filter(step__plan__person=self.record.person, told_at__gt=self.since)
        return [
            Line(self._day(one.told_at), one.step.title, voice=one.words)
            for one in told.select_related("step").order_by("-told_at", "-pk")[:AT_MOST]
        ]

    @cached_property
    def practised(self) -> list[Practised]:
        """What was told about practices since."""
        return practised_since(self.record, self.since) if self.record.may("care_plan") else []

    @cached_property
    def skills(self) -> list[WeekOfSkill]:
        """The skills of the weeks since, with what was told about each."""
        return skills_of(self.record, self.since.astimezone(self.record.now.tzinfo).date())

    @cached_property
    def meetings(self) -> list[Line]:
        """Appointments since, with anybody, and how they went."""
        if not self.record.may("appointments"):
            return []
        past = Appointment.objects.of(self.record.person).filter(
            starts_at__gt=self.since, starts_at__lt=self.record.act.at
        )
        going_on = Q(status=Appointment.Status.BOOKED, ends_at__gt=self.record.act.at)
        told = past.exclude(going_on).select_related("worker").order_by("-starts_at", "-pk")
        return [Line(self._day(one.starts_at), self._called(one), self._went(one)) for one in told[:AT_MOST]]

    @cached_property
    def ahead(self) -> list[Line]:
        """Appointments elsewhere that come, each with how the ride stands."""
        return [
            Line("", one.when, f"{one.detail}. {ride}")
            for one, ride in ahead_of(self.record.person, self.record.act)
        ]

    @cached_property
    def goals(self) -> list[object]:
        """What they are working toward, in their words."""
        return list(goals_of(self.record))

    @property
    def nothing_new(self) -> bool:
        """Whether nothing at all was told, found or done since."""
        return not (
            self.signals
            or self.calls
            or self.answered
            or self.feedback
            or self.done
            or self.barriers
            or self.practised
            or self.meetings
        )

    @property
    def cut(self) -> str:
        """Said where a list is as long as a brief goes; nothing elsewhere."""
        lists = (
            self.calls,
            self.signals,
            self.answered,
            self.waiting,
            self.done,
            self.open,
            self.barriers,
            self.meetings,
        )
        if all(len(one) < AT_MOST for one in lists):
            return ""
        return _("At most %(n)s of each stand here. All of it stands in the record.") % {"n": AT_MOST}

    def _steps(self, which: Q, order: str) -> list[Todo]:
        if not self.record.may("care_plan"):
            return []
        steps = Step.objects.of(self.record.person).filter(which).select_related("responsible")
        return [todo_of(step, self.record) for step in steps.order_by(order, "pk")[:AT_MOST]]

    def _reason(self, one: Finding) -> str:
        outcome = one.concern.get_outcome_display().lower() if one.concern and one.concern.outcome else ""
        # What the headline says already is not said again.
        reason = one.sentence.removeprefix(one.headline).lstrip(". ")
        turned_out = _("It was: %(what)s.") % {"what": outcome} if outcome else ""
        return " ".join(part for part in (reason, turned_out) if part)

    def _result(self, one: Response) -> str:
        name = scale_name(one.instrument)
        if one.total is None:
            return _("%(scale)s answered") % {"scale": name}
        return ", ".join(part for part in (f"{name}: {figure(one.total)}", self._moved(one)) if part)

    def _moved(self, one: Response) -> str:
        before = (
            Response.objects.of(one.person, one.instrument)
            .filter(total__isnull=False, made_at__lt=one.made_at)
            .last()
        )
        if before is None or before.total is None or one.total is None:
            return ""
        scale = instrument(one.instrument)
        if scale.change.screen_only:
            return ""
        verdict = change(scale, int(before.total), int(one.total)).verdict
        was = _("before: %(total)s") % {"total": figure(before.total)}
        if before.scoring_version != one.scoring_version:
            return _("%(before)s, counted in another way") % {"before": was}
        return f"{was}, {VERDICTS[verdict]}" if verdict in VERDICTS else was

    def _asked(self, one: Assignment) -> Line:
        declined = one.status == Assignment.Status.DECLINED
        text = _("chose not to answer") if declined else by_day(one.due_on, self.record.today)
        return Line(self._day(one.asked_at), scale_name(one.instrument), text)

    def _called(self, one: Appointment) -> str:
        return one.called if self._told(one) else _("Appointment elsewhere")

    def _went(self, one: Appointment) -> str:
        if one.status == Appointment.Status.BOOKED:
            return _("Nobody wrote down yet whether it took place")
        return one.outcome if self._told(one) else str(one.get_status_display())

    def _told(self, one: Appointment) -> bool:
        return not one.elsewhere or tells_what_for(self.record.act)

    def _day(self, at: datetime) -> str:
        return day_words(at.astimezone(self.record.now.tzinfo).date(), self.record.today)

    def _moment(self, at: datetime) -> str:
        here = at.astimezone(self.record.now.tzinfo)
        return f"{day_words(here.date(), self.record.today)}, {clock(here)}"


def _ended(one: Alert) -> str:
    return _("Still open") if one.is_open else str(one.get_outcome_display())


def brief_of(person_id: int, act: Act) -> Brief:
    """The brief for the reader's own next session with this person. Refused is absent."""
    shown = ("care_plan", "measures", "checkins", "appointments", "crisis_episodes")
    record = record_of(person_id, act, *shown)
    if not record.may("care_plan"):
        raise Http404
    mine = Appointment.objects.visible_to(act).of(record.person).with_us().filter(worker=act.actor)
    last = mine.filter(status__in=MET, starts_at__lt=act.at).order_by("-starts_at").first()
    coming = mine.booked().filter(ends_at__gt=act.at).order_by("starts_at", "pk").first()
    return Brief(record, last.starts_at if last else act.at - AT_FIRST, last is not None, coming)
