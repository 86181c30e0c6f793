"""What is owed to people after a crisis: for the page of alerts, and in the open loops of whoever owns it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from handrail.foundation.ledger.act import Act
from handrail.interfaces.staff.words.times import by_time, here
from handrail.pillars.crisis.models import Alert, AlertQuerySet, FollowUp

#: What lies further ahead stands on no list yet.
AHEAD, SOON, AT_MOST = timedelta(hours=48), timedelta(hours=12), 5
#: Answered in the console of their alert, where the rest of it stands.
IN_THE_CONSOLE = {FollowUp.Kind.FACTS, FollowUp.Kind.ARRIVAL, FollowUp.Kind.DISCHARGE}


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up that somebody owns: what, about whom, who owns it, by when, and where it is answered."""

    what: str
    who: str
    owner: str
    due: str
    late: bool
    href: str


def due_of(seen: AlertQuerySet, act: Act) -> list[Due]:
    """What is due within two days, about alerts the reader may see."""
    found = FollowUp.objects.filter(done_at=None, alert__in=seen, due_at__lte=act.at + AHEAD)
    return [_due(one, act) for one in found.select_related("alert__person", "owner").order_by("due_at")]


def more_due(one: FollowUp) -> bool:
    """Whether its owner owes the person anything else after the same crisis."""
    same = FollowUp.objects.filter(alert=one.alert_id, owner=one.owner_id, done_at=None)
    return same.exclude(pk=one.pk).exists()


def _due(one: FollowUp, act: Act) -> Due:
    who = one.alert.person.preferred_name if one.alert.person else one.alert.reference
    told = by_time(here(act, one.due_at), here(act, act.at))
    return Due(
        str(one.get_kind_display()), who, one.owner.preferred_name, told, one.due_at < act.at, _href(one)
    )


def _href(one: FollowUp) -> str:
    if one.kind in IN_THE_CONSOLE:
        return reverse("staff:alert", args=[one.alert_id])
    page = "look_back" if one.kind == FollowUp.Kind.DEBRIEF else "follow_up"
    return reverse(f"staff:{page}", args=[one.pk])


def crisis_loops(act: Act) -> Iterator[tuple[str, str, str, str]]:
    """(title, detail, href, icon) of what the actor owns and is due soon."""
    mine = FollowUp.objects.filter(done_at=None, owner=act.actor, due_at__lte=act.at + SOON)
    seen = mine.filter(alert__in=Alert.objects.visible_to(act)).select_related("alert__person", "owner")
    for one in seen.order_by("due_at")[:AT_MOST]:
        told = _due(one, act)
        yield told.what, f"{told.who} · {told.due}", told.href, "lifebuoy"
