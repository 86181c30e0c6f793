"""What my peer and I did, as I read it, and what of it my team may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local
from handrail.interfaces.client.wording import clock_words, day_words
from handrail.pillars.peer_support.models import CallTimes, PeerContact, SharedUp

AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One contact as the person reads it."""

    number: int
    when: str
    how: str
    peer: str
    is_try: bool
    own_words: str
    parts: tuple[tuple[str, str], ...]
    shared: bool


def contacts_page(act: Act) -> dict[str, Any]:
    """All of mine, the newest first."""
    person = act.actor
    assert person is not None
    shared = SharedUp.objects.filter(contact=OuterRef("pk"), until_at=None)
    rows = PeerContact.objects.visible_to(act).filter(person=person).select_related("peer")
    found = rows.annotate(shared_now=Exists(shared)).newest_first()[:AT_MOST]
    return {"lines": [_line(one) for one in found]}


def call_times(act: Act) -> dict[str, Any]:
    """What I said about when to call, as the form begins."""
    said = CallTimes.objects.filter(person=act.actor, until_at=None).first()
    return {"days": said.days, "earliest": said.earliest, "latest": said.latest} if said else {}


def _line(one: PeerContact) -> Line:
    at = local(one.person, one.at)
    parts = [
        (_("What you wanted"), one.wanted), (_("What you did together"), one.did),
        (_("What is strong in you"), one.strengths), (_("Where it led"), one.linked),
        (_("What worried your peer"), one.concern),
    ]  # fmt: skip
    when = _("%(day)s, %(time)s") % {"day": day_words(at.date()), "time": clock_words(at)}
    how = f"{one.get_outcome_display()} · {str(one.get_way_display()).lower()}"
    told = tuple((label, words) for label, words in parts if words)
    shared: bool = one.shared_now  # type: ignore[attr-defined]
    return Line(one.pk, when, how, one.peer.preferred_name, one.is_try, one.own_words, told, shared)
