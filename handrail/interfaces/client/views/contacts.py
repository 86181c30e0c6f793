"""What my peer and I did: to read, to share with my team or to keep; and when it is good to call."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.interfaces.client.call_times_form import CallTimesForm
from handrail.interfaces.client.frame import page
from handrail.interfaces.client.queries.contacts import call_times, contacts_page
from handrail.interfaces.doorkeeper import client_page
from handrail.interfaces.posts import posts
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import PeerContact

AGAIN = 422


@client_page(("peer_notes", "read"))
def contacts(request: HttpRequest) -> HttpResponse:
    """All of it: nothing that my peer writes is kept from me."""
    return page(request, "client/contacts.html", contacts_page(request.act), here="team")  # type: ignore[attr-defined]


@posts("client:contacts")
@client_page(("peer_notes", "read"), ("consents", "write"))
def contact_sharing(request: HttpRequest, contact_id: int) -> HttpResponse:
    """My team may read this one, or no longer."""
    act: Act = request.act  # type: ignore[attr-defined]
    mine = get_object_or_404(PeerContact.objects.visible_to(act).filter(person=act.actor), pk=contact_id)
    if request.POST.get("team") == "reads":
        peers.share_contact(mine, act=act)
        return redirect(f"{reverse('client:contacts')}?told=sharing")
    peers.keep_contact(mine, act=act)
    return redirect(f"{reverse('client:contacts')}?told=stopped")


@client_page(("safe_contact", "read"), ("safe_contact", "write"))
def calling(request: HttpRequest) -> HttpResponse:
    """When it is good to call me."""
    act: Act = request.act  # type: ignore[attr-defined]
    assert act.actor is not None
    sent = request.method == "POST"
    form = CallTimesForm(request.POST if sent else None, initial=call_times(act))
    if sent and form.is_valid():
        peers.say_call_times(act.actor, **form.cleaned_data, act=act)
        return redirect(f"{reverse('client:my_peer')}?told=saved")
    return page(request, "client/call_times.html", {"form": form}, here="team", status=AGAIN if sent else 200)
