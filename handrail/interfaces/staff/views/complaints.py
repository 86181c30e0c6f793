"""Complaints that anybody made: the privacy officer reads and answers them."""

from __future__ import annotations

from contextlib import suppress

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Complaint
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.office_forms import ComplaintAnswerForm
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.complaints import complaints_page
from handrail.interfaces.staff.views.office import office


@office
def complaint_list(request: HttpRequest) -> HttpResponse:
    """Those that wait first, by the day of their answer."""
    return _page(request)


@office
@posted
def complaint_answer(request: HttpRequest, complaint_id: int) -> HttpResponse:
    """What whoever has the number reads."""
    complaint = get_object_or_404(Complaint, pk=complaint_id)
    form = ComplaintAnswerForm(request.POST, auto_id=f"answer-{complaint.pk}-%s")
    if not form.is_valid():
        return _page(request, (complaint.pk, form))
    # Whoever answered it first is right.
    with suppress(rights.AlreadyAnswered):
        rights.answer_complaint(complaint, answer=form.cleaned_data["answer"], act=request.act)  # type: ignore[attr-defined]
    return redirect("staff:complaints")


def _page(request: HttpRequest, sent: tuple[int, Form] | None = None) -> HttpResponse:
    page = {"complaints": complaints_page(request.act, sent)}  # type: ignore[attr-defined]
    return show(request, "staff/complaints.html", page, here="emergencies", status=AGAIN if sent else 200)
