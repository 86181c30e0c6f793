"""Case reviews: who is next, one person's turn, its decisions, and what was said."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from handrail.continuum.reviews import actions as reviews
from handrail.continuum.reviews.actions import AlreadyClosed, Minutes, NothingSaid
from handrail.foundation.people.models import Person
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.case_review_forms import DecisionForm, MinutesForm, who_may_be_there
from handrail.interfaces.staff.forms import new_step
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.case_review import Turning, turn_of
from handrail.interfaces.staff.queries.case_reviews import Meeting, agenda, meeting_of
from handrail.interfaces.staff.queries.record import Record


@staff_page(("demographics", "read"), ("care_plan", "read"))
def case_reviews(request: HttpRequest) -> HttpResponse:
    """Whose review is next."""
    meeting = _meeting(request)
    page = {"agenda": agenda(request.act, meeting), "meeting": meeting}  # type: ignore[attr-defined]
    return show(request, "staff/case_reviews.html", page, here="case_reviews")


@staff_page(("demographics", "read"), ("care_plan", "read"))
def case_review(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person's turn."""
    return _turn(request, turn_of(person_id, request.act))  # type: ignore[attr-defined]


@staff_page(("demographics", "read"), ("care_plan", "append"))
@posted
def case_decision(request: HttpRequest, person_id: int) -> HttpResponse:
    """What was decided: a step of the plan at once."""
    turn = _held(request, person_id)
    record, form = turn.record, _decision_form(turn.record, request.POST)
    if not form.is_valid():
        return _turn(request, turn, decision=form)
    step = new_step(form.cleaned_data, record.person, record.team)
    reviews.note_decision(record.person, key=form.cleaned_data["key"], step=step, act=record.act)
    return redirect(_turn_page(person_id, _meeting(request)))


@staff_page(("demographics", "read"), ("care_plan", "append"))
@posted
def case_minutes(request: HttpRequest, person_id: int) -> HttpResponse:
    """What was said and who was there; then whoever comes next."""
    turn = _held(request, person_id)
    record, form = turn.record, _minutes_form(turn, request.POST)
    if not form.is_valid():
        return _turn(request, turn, minutes=form)
    meeting = _meeting(request)
    following = agenda(record.act, meeting).after(record.person)
    read = turn.point if turn.point and str(turn.point.pk) == form.cleaned_data["point"] else None
    try:
        reviews.close(record.person, minutes=_minutes(form), point=read, act=record.act)
    except (AlreadyClosed, NothingSaid) as refused:
        form.add_error("working", str(refused))
        return _turn(request, _held(request, person_id), minutes=form)
    if following:
        return redirect(_turn_page(following.pk, meeting))
    return redirect(f"{reverse('staff:case_reviews')}{meeting.query}")


def _meeting(request: HttpRequest) -> Meeting:
    return meeting_of(request.act, request.GET.get("programme", ""))  # type: ignore[attr-defined]


def _turn_page(person_id: int, meeting: Meeting) -> str:
    return f"{reverse('staff:case_review', args=[person_id])}{meeting.query}"


def _held(request: HttpRequest, person_id: int) -> Turning:
    turn = turn_of(person_id, request.act)  # type: ignore[attr-defined]
    if not turn.may_hold:
        raise Http404
    return turn


def _turn(
    request: HttpRequest, turn: Turning, decision: Form | None = None, minutes: Form | None = None
) -> HttpResponse:
    record, meeting = turn.record, _meeting(request)
    following = agenda(record.act, meeting).after(record.person)
    page = {"record": record, "turn": turn, "following": following, "meeting": meeting}
    if turn.may_hold:
        page["decision"] = decision or _decision_form(record)
        closed = turn.today is not None and turn.today.closed_at is not None
        page["minutes"] = minutes or (None if closed else _minutes_form(turn))
    status = AGAIN if decision or minutes else 200
    return show(request, "staff/case_review.html", page, here="case_reviews", status=status)


def _decision_form(record: Record, data: QueryDict | None = None) -> DecisionForm:
    name = record.person.preferred_name
    return DecisionForm(data, today=record.today, name=name, team=record.team, auto_id="decision-%s")


def _minutes_form(turn: Turning, data: QueryDict | None = None) -> MinutesForm:
    record, reader = turn.record, turn.record.act.actor
    assert reader is not None
    first = {"point": str(turn.point.pk) if turn.point else "", "present": [str(reader.pk)]}
    who = who_may_be_there(reader, record.person, record.team)
    return MinutesForm(
        data, initial=first, today=record.today, person=record.person, who=who, auto_id="minutes-%s"
    )


def _minutes(form: MinutesForm) -> Minutes:
    given = form.cleaned_data
    there = Person.objects.filter(pk__in=given["present"]).order_by("pk")
    return Minutes(given["working"], given["in_the_way"], list(there), given["next_on"])
