"""Who walks with me, whom I asked, and who has room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.people.spoken import spoken
from handrail.interfaces.client.wording import called
from handrail.pillars.peer_support.models import Match
from handrail.pillars.peer_support.queries import Shown, peer_of, peers_with_room

#: For so long a person reads that somebody walks with them no more.
ENDED_LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Told:
    """A peer, as the person reads of them."""

    peer: Person
    hello: str
    lived: str
    speaks: str


def told(one: Shown) -> Told:
    """The languages in words."""
    return Told(one.peer, one.hello, one.lived, spoken(one.languages))


def peers_page(act: Act) -> dict[str, Any]:
    """The page of peers. Whom I asked and who said no is mine alone."""
    person = act.actor
    assert person is not None
    mine = Match.objects.visible_to(act).filter(person=person).select_related("peer")
    now = peer_of(person, act)
    last = mine.order_by("-asked_at", "-pk").first()
    return {
        "now": told(now) if now else None,
        "now_called": called(now.peer.preferred_name) if now else "",
        "asked": mine.asked().first(),
        "declined": last if last and last.state == Match.State.DECLINED else None,
        "ended": _ended(last, act) if not now else "",
        "room": [told(one) for one in peers_with_room(person, act)],
    }


def _ended(last: Match | None, act: Act) -> str:
    """By name, who walks with them no more since lately."""
    if last is None or last.ended_at is None or last.state != Match.State.ENDED:
        return ""
    return called(last.peer.preferred_name) if last.ended_at > act.at - ENDED_LATELY else ""
