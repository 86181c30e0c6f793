"""Who may lead what, and who may write down who came."""

from __future__ import annotations

from handrail.foundation.consent.evaluator import decide, standings
from handrail.foundation.consent.matrix import cell
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.scheduling.models import Gathering, Occasion
from handrail.foundation.teams.models import Programme


def may_plan(act: Act, programme: Programme) -> bool:
    """Make, change and end groups: whoever writes appointments in this programme, in a role of their own."""
    return any(s.programme == programme.pk and plans_meetings(s.role) for s in standings(act))


def plans_meetings(role: str) -> bool:
    """Whether a role books meetings with people of its own."""
    return cell(role, "appointments").write in {"assigned", "programme"}


def may_change(act: Act, gathering: Gathering) -> bool:
    return gathering.lead == act.actor or may_plan(act, gathering.programme)


def may_note(act: Act, occasion: Occasion, person: Person) -> bool:
    """Write down whether this person came: whoever writes attendance for them and may see the gathering."""
    seen = Gathering.objects.visible_to(act).filter(pk=occasion.gathering_id).exists()
    return seen and decide(act, "group_attendance", person, "write").allowed
