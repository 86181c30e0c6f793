"""Partner organisations and their people, for the privacy officer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Recipient, RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.interfaces.staff.frame import show
from handrail.interfaces.staff.pages import AGAIN
from handrail.interfaces.staff.partner_forms import MemberForm, PartnerForm
from handrail.interfaces.staff.posting import posted
from handrail.interfaces.staff.queries.partners import close_ones, partners_page
from handrail.interfaces.staff.views.office import office


@office
def partners(request: HttpRequest) -> HttpResponse:
    """Each organisation with its people; a form for one more."""
    act: Act = request.act  # type: ignore[attr-defined]
    sent = request.method == "POST"
    form = PartnerForm(request.POST if sent else None, auto_id="partner-%s")
    if sent and form.is_valid():
        consent.open_partner(form.cleaned_data["name"], act=act)
        return redirect("staff:partners")
    return _drawn(request, form=form, status=AGAIN if sent else 200)


@office
@posted
def members(request: HttpRequest, recipient_id: int) -> HttpResponse:
    """One more of its people."""
    act: Act = request.act  # type: ignore[attr-defined]
    organisations = Recipient.objects.filter(kind=Recipient.Kind.ORGANISATION)
    recipient = get_object_or_404(organisations, pk=recipient_id)
    form = MemberForm(request.POST, auto_id=f"member-{recipient.pk}-%s")
    if form.is_valid():
        try:
            consent.welcome_member(recipient, **form.cleaned_data, act=act)
            return redirect("staff:partners")
        except consent.AddressTaken:
            form.add_error("email", _("This address cannot be used here."))
    return _drawn(request, sent=(recipient.pk, form), status=AGAIN)


@office
@posted
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Still there, or gone."""
    act: Act = request.act  # type: ignore[attr-defined]
    one = get_object_or_404(RecipientMember, pk=member_id)
    done = {"stays": consent.confirm_member, "left": consent.end_member}.get(request.POST.get("now", ""))
    if done is None:
        raise Http404
    done(one, act=act)
    return redirect("staff:partners")


def _drawn(
    request: HttpRequest, *, form: PartnerForm | None = None, sent: tuple[int, MemberForm] | None = None,
    status: int,
) -> HttpResponse:  # fmt: skip
    act: Act = request.act  # type: ignore[attr-defined]
    page = {
        "partners": partners_page(act, sent),
        "form": form or PartnerForm(auto_id="partner-%s"),
        "close_ones": close_ones(act),
    }
    return show(request, "staff/partners.html", page, here="emergencies", status=status)
