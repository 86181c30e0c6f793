"""The privacy officer lets in somebody close whom a consent names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from handrail.foundation.consent.evaluator import require
from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.welcome import actions as welcome
from handrail.foundation.welcome.policy import may_let_close_in
from handrail.interfaces.doorkeeper import fresh
from handrail.interfaces.staff.consent_forms import LetInForm
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.views.office import office


@office
@fresh
def close_one(request: HttpRequest, consent_id: int) -> HttpResponse:
    """GET asks for their address; POST makes the code that is handed over, shown this once."""
    act: Act = request.act  # type: ignore[attr-defined]
    given = get_object_or_404(Consent.objects.select_related("recipient", "person"), pk=consent_id)
    require(may_let_close_in(act, given))
    sent = request.method == "POST"
    form = LetInForm(request.POST if sent else None, auto_id="close-%s")
    # Who has an account already needs no address: another code is for that one.
    form.fields["email"].required = given.recipient.person_id is None
    if not sent or not form.is_valid():
        return _page(request, given, form)
    try:
        code = welcome.let_close_one_in(given, form.cleaned_data["email"], act=act)
    except welcome.AddressTaken as taken:
        form.add_error("email", str(taken))
        return _page(request, given, form)
    return _page(request, given, None, code=code)


def _page(request: HttpRequest, given: Consent, form: LetInForm | None, code: str = "") -> HttpResponse:
    page = {"given": given, "form": form, "code": code, "known": given.recipient.person_id is not None}
    status = AGAIN if form is not None and form.errors else 200
    return show(request, "staff/close_one.html", page, here="people", status=status)
