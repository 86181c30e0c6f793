"""Somebody begins with us, and who cares for them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.consent.evaluator import people_for
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Enrolment, Role
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome import policy
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.intake_forms import CareForm, IntakeForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.record import Record, record_of

CELLS = (("demographics", "read"), ("demographics", "write"))


@staff_page(*CELLS)
def intake(request: HttpRequest) -> HttpResponse:
    """The first day. Whoever goes by the same name already is shown before anybody is written down twice."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not policy.intake_programmes(act):
        raise Http404
    sent = request.method == "POST"
    form = IntakeForm(request.POST if sent else None, act=act, auto_id="intake-%s")
    if sent and form.is_valid():
        same = _same_name(form, act)
        if not same or form.cleaned_data["another"]:
            return _taken_in(request, form)
        return _drawn(request, form, same)
    return _drawn(request, form, _same_name(form, act) if sent else [])


def _taken_in(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    try:
        person = welcome.take_in_person(form.taken(), form.cleaned_data["programme"], act=act)
    except welcome.AddressTaken as taken:
        form.add_error("email", str(taken))
        return _drawn(request, form, [])
    if policy.may_arrange(act, person):
        return redirect(f"{reverse('staff:team', args=[person.pk])}?told=taken")
    return redirect(f"{reverse('staff:people')}?q={person.preferred_name[:40]}")


def _same_name(form: IntakeForm, act: Act) -> list[Person]:
    # Only among those whom the reader may see anyway: the question tells nothing else.
    name = form.cleaned_data.get("name", "")
    return (
        list(people_for(act, "demographics").filter(preferred_name__iexact=name).order_by("pk")[:5])
        if name
        else []
    )


def _drawn(request: HttpRequest, form: IntakeForm, same: list[Person]) -> HttpResponse:
    page = {"form": form, "same": same}
    status = AGAIN if same or form.errors else 200
    return show(request, "staff/intake.html", page, here="people", status=status)


@staff_page(*CELLS)
def team(request: HttpRequest, person_id: int) -> HttpResponse:
    """Who cares for them, and in which programs they are."""
    return _team(request, _record(request, person_id))


@staff_page(*CELLS)
@posted
def care(request: HttpRequest, person_id: int) -> HttpResponse:
    """One more worker."""
    record = _record(request, person_id)
    form = CareForm(request.POST, person=record.person, act=record.act, auto_id="care-%s")
    if not form.is_valid():
        return _team(request, record, form)
    held = form.cleaned_data["member"]
    welcome.assign(held.person, record.person, Role(held.role), act=record.act)
    return redirect("staff:team", person_id)


@staff_page(*CELLS)
@posted
def care_end(request: HttpRequest, person_id: int, care_id: int) -> HttpResponse:
    """One of them goes. Whoever takes themself out is not led back to what they may see no more."""
    record = _record(request, person_id)
    caring = get_object_or_404(CareRelationship.objects.at(record.act.at), pk=care_id, person=record.person)
    welcome.unassign(caring, act=record.act)
    return _on(request, record)


@staff_page(*CELLS)
@posted
def enrolment_end(request: HttpRequest, person_id: int, enrolment_id: int) -> HttpResponse:
    """They leave a program."""
    record = _record(request, person_id)
    rows = Enrolment.objects.at(record.act.at)
    welcome.move_on(get_object_or_404(rows, pk=enrolment_id, person=record.person), act=record.act)
    return _on(request, record)


def _on(request: HttpRequest, record: Record) -> HttpResponse:
    # Asked anew: what was just done may have closed the record to whoever did it.
    still = policy.may_arrange(record.act, record.person)
    return redirect("staff:team", record.person.pk) if still else redirect("staff:people")


def _record(request: HttpRequest, person_id: int) -> Record:
    record = record_of(person_id, request.act)  # type: ignore[attr-defined]
    if not policy.may_arrange(record.act, record.person):
        raise Http404
    return record


def _team(request: HttpRequest, record: Record, form: CareForm | None = None) -> HttpResponse:
    act = record.act
    page = {
        "record": record,
        "enrolments": Enrolment.objects.at(act.at).filter(person=record.person).select_related("programme"),
        "form": form or CareForm(person=record.person, act=act, auto_id="care-%s"),
        "told": request.GET.get("told") == "taken",
    }
    return show(request, "staff/team.html", page, here="people", status=AGAIN if form else 200)
