"""Open alerts and what is due after them, as their pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from handrail.clinical.triage.urgency import tier
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.queries import team_of
from handrail.interfaces.staff.queries.follow_ups import Due, due_of
from handrail.interfaces.staff.words.times import at_time, by_time, here, within
from handrail.pillars.crisis.ladder import rungs_of
from handrail.pillars.crisis.models import Alert

SHOWN = 30
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Row:
    """An alert in a list. `since` is how many seconds ago it was raised, by the server's clock."""

    alert: Alert
    who: str
    why: str
    holder: str
    since: int
    asked: str
    detail: str


def alerts(act: Act) -> dict[str, list[Row] | list[Due]]:
    """What is open, most urgent first; what was closed lately; and the follow-ups that are due."""
    seen = Alert.objects.visible_to(act).with_holder().select_related("person")
    closed = seen.filter(closed_at__gt=act.at - LATELY).order_by("-closed_at")[:SHOWN]
    return {
        "open": [row(one, act) for one in seen.open().soonest_first()],
        "closed": [row(one, act) for one in closed],
        "due": due_of(seen, act),
    }


def row(alert: Alert, act: Act) -> Row:
    """One alert in words; it comes `with_holder`."""
    return Row(
        alert, name_of(alert), str(alert.get_origin_display()), alert.holder or "",  # type: ignore[attr-defined]
        int((act.at - alert.raised_at).total_seconds()), at_time(here(act, alert.raised_at), here(act, act.at)),
        _detail(alert, act),
    )  # fmt: skip


def _detail(alert: Alert, act: Act) -> str:
    if not alert.is_open:
        return str(alert.get_outcome_display())
    assert alert.due_at is not None
    if alert.next_step:
        return f"{alert.next_step} · {by_time(here(act, alert.due_at), here(act, act.at))}"
    return _("Somebody answers %(tier)s") % {"tier": within(tier(alert.tier).respond_within)}


def name_of(alert: Alert) -> str:
    """Who it is about; somebody who gave no name is that."""
    return alert.person.preferred_name if alert.person else _("Somebody who gave no name")


def owners_for(alert: Alert, act: Act) -> list[Person]:
    """Who can be asked to speak with the person again: their team first, then the desk."""
    around = [care.worker for care in team_of(alert.person, act.at)] if alert.person else []
    return list({one.pk: one for one in [*around, *rungs_of(alert, act).everyone]}.values())
