"""A complaint: open to anybody, without a session and without script; and its answer, for whoever has the number."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.queries import complaint_by
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.telling import answered, may_look_up, may_tell, telling_page
from handrail.interfaces.client.telling import ComplaintForm, NumberForm
from handrail.interfaces.doorkeeper import open_page
from handrail.interfaces.posts import posts

AGAIN, TOO_MANY = 422, 429


@open_page
def tell_us(request: HttpRequest) -> HttpResponse:
    """What went wrong, in somebody's own words; then a number, shown once."""
    sent = request.method == "POST"
    form = ComplaintForm(request.POST if sent else None)
    if not sent or not form.is_valid():
        return _page(request, form=form, status=AGAIN if sent else 200)
    if not may_tell(request, request.act):  # type: ignore[attr-defined]
        return _page(request, form=form, many=True, status=TOO_MANY)
    made = rights.make_complaint(
        form.told(), key=form.cleaned_data["key"], language=get_language() or "en",
        act=request.act,  # type: ignore[attr-defined]
    )  # fmt: skip
    return page(request, "client/tell_us_kept.html", telling_page() | {"kept": answered(made)}, here="help")


@posts("client:tell_us")
@open_page
def tell_us_answer(request: HttpRequest) -> HttpResponse:
    """The answer, or the day by which it comes."""
    number = NumberForm(request.POST)
    if not number.is_valid():
        return _page(request, number=number, status=AGAIN)
    if not may_look_up(request, request.act):  # type: ignore[attr-defined]
        return _page(request, number=number, many=True, status=TOO_MANY)
    found = complaint_by(number.cleaned_data["number"])
    if found is None:
        number.add_error(
            "number", _("We do not find this number. Look at it again: it has 12 letters and digits.")
        )
        return _page(request, number=number, status=AGAIN)
    return page(request, "client/tell_us_answer.html", {"kept": answered(found)}, here="help")


def _page(request: HttpRequest, *, status: int, many: bool = False, **forms: Any) -> HttpResponse:
    empty = {"form": ComplaintForm(), "number": NumberForm()}
    context = telling_page() | empty | forms | {"many": many}
    return page(request, "client/tell_us.html", context, here="help", status=status)
