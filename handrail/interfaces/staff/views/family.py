"""A family session: what was agreed, who is invited, and whether the person's consent still holds."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.consent.evaluator import may, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.posts import posts
from handrail.interfaces.staff.family_forms import FamilyForm, GuestForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.queries.appointments import line
from handrail.interfaces.staff.queries.family import guests_of
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import FamilySession, Guest
from handrail.pillars.counseling.queries import invitable

CELLS = (("appointments", "read"), ("appointments", "write"), ("consents", "read"))


@staff_page(*CELLS)
def family(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """GET shows it; POST writes down what was agreed."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = _found(act, appointment_id)
    form = FamilyForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        counseling.agree_on_family(one, **form.cleaned_data, act=act)
        return redirect("staff:family", one.pk)
    return _page(request, one, form)


@posts("staff:calendar")
@staff_page(*CELLS)
def guests(request: HttpRequest, appointment_id: int) -> HttpResponse:
    """Invite somebody to whom a consent holds."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = _found(act, appointment_id)
    if FamilySession.objects.newest(one) is None:
        raise Http404
    form = GuestForm(request.POST, recipients=invitable(one.person, act.at))
    if form.is_valid():
        try:
            counseling.invite_guest(one, form.recipient, act=act)
        except counseling.NoConsent as refused:
            form.add_error("guest", str(refused))
        else:
            return redirect("staff:family", one.pk)
    return _page(request, one, None, form)


@posts("staff:calendar")
@staff_page(*CELLS)
def guest_end(request: HttpRequest, guest_id: int) -> HttpResponse:
    """They are not invited any more."""
    act: Act = request.act  # type: ignore[attr-defined]
    guest = get_object_or_404(Guest.objects.visible_to(act), pk=guest_id)
    counseling.uninvite_guest(guest, act=act)
    return redirect("staff:family", guest.appointment_id)


def _found(act: Act, appointment_id: int) -> Appointment:
    rows = Appointment.objects.visible_to(act).with_us().select_related("person", "worker")
    one = get_object_or_404(rows, pk=appointment_id)
    require(may(act, "consents", one.person) and may(act, "appointments", one.person, "write"))
    require(one.person != act.actor)
    return one


def _page(
    request: HttpRequest, one: Appointment, form: FamilyForm | None, guest_form: GuestForm | None = None
) -> HttpResponse:
    act: Act = request.act  # type: ignore[attr-defined]
    session = FamilySession.objects.newest(one)
    agreed = {"may_be_said": session.may_be_said, "stays_out": session.stays_out} if session else {}
    page = {
        "one": one, "line": line(one, act), "session": session, "form": form or FamilyForm(initial=agreed),
        "guests": guests_of(one, act),
        "guest_form": guest_form or GuestForm(recipients=invitable(one.person, act.at)),
    }  # fmt: skip
    return show(
        request, "staff/family.html", page, here="calendar", status=AGAIN if request.method == "POST" else 200
    )
