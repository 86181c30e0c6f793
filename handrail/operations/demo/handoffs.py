"""Maya's case manager hears of her from her counselor: asked, and not answered yet."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from handrail.continuum.handoffs import actions as handing
from handrail.continuum.handoffs.actions import Introduction
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import team_of

TOLD = "Her room is not safe for long, and the landlord does not answer."
WORKS = "Say first what you will ask. Walk while you talk."


def hand_over_once(maya: Person, now: datetime) -> None:
    """From the counselor to the case manager, where she has both."""
    by_role = {care.role: care.worker for care in team_of(maya, now)}
    counselor, manager = by_role.get(Role.COUNSELOR), by_role.get(Role.CASE_MANAGER)
    if counselor is None or manager is None:
        return
    told = Introduction(TOLD, now.date() + timedelta(days=3), WORKS, "Do not call in the evening.")
    act = Act(actor=counselor, at=now, via="staff")
    handing.offer(maya, manager, told, key=uuid5(NAMESPACE_URL, "demo/handoff"), act=act)
