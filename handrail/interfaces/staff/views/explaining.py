"""Why somebody may see something, or not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from handrail.foundation.consent.explanation import explain
from handrail.foundation.consent.offices import keeps_privacy
from handrail.foundation.ledger.act import Act
from handrail.interfaces.doorkeeper import staff_page
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.office_forms import WhyForm
from handrail.interfaces.staff.pages import AGAIN


@staff_page(("audit", "read"), ("accounts", "read"))
def why(request: HttpRequest) -> HttpResponse:
    """What the rules answer now for one worker, one person and one part of the record."""
    act: Act = request.act  # type: ignore[attr-defined]
    if not keeps_privacy(act):
        raise Http404
    sent = request.method == "POST"
    form = WhyForm(request.POST if sent else None, act=act, auto_id="why-%s")
    told = _explained(form, act) if sent and form.is_valid() else None
    status = AGAIN if sent and told is None else 200
    return show(request, "staff/why.html", {"form": form, "told": told}, here="emergencies", status=status)


def _explained(form: WhyForm, act: Act) -> list[str]:
    given = form.cleaned_data
    asked = Act(actor=given["reader"], at=act.at, via=act.via)
    assert form.person is not None
    return explain(asked, given["resource"], form.person, given["action"])
