"""Rooms round Riverbend, and Maya referred to one of them: what a test about referrals begins with."""

from __future__ import annotations

from handrail.foundation.consent.models import Packet
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.models import Provider, Referral, Service
from handrail.pillars.case_management.offer import Offer
from tests.cast import Cast

ROOMS = {"needs": ["housing"], "city": "Riverbend", "postal_code": "97401"}


def riverbend(cast: Cast) -> dict[str, Service]:
    """Houses with rooms, each farther north: Harbor House, the Mill with a mail address, the Hill, the Quay."""
    offers = [
        Offer(house, house, mail, house, "", {"name": f"Rooms at {house}", **ROOMS, "latitude": 44.05 + n / 100, "longitude": -123.09, "email": mail})
        for n, (house, mail) in enumerate([("Harbor House", ""), ("Mill", "rooms@mill.example"), ("Hill", ""), ("Quay", "")])
    ]  # fmt: skip
    cases.take_in("riverbend", offers, file="f" * 64, act=cast.act(None))
    return {one.provider.name: one for one in Service.objects.select_related("provider")}


def refer(cast: Cast, packet: Packet) -> Referral:
    """Lena asked Harbor House for a room for Maya, on what Maya agreed to share."""
    service = riverbend(cast)["Harbor House"]
    Provider.objects.filter(name="Harbor House").update(recipient=packet.recipient)
    made = cases.propose(cast.maya, service, need="housing", words="A room for one.", act=cast.act(cast.lena))
    return cases.send(made, consent=packet.consent, act=cast.act(cast.lena))
