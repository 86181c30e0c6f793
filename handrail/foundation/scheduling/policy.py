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


def tells_what_for(act: Act) -> bool:
    """Whether this reader is told what an appointment elsewhere is for, and where: not in a role that reads times only.

    Asked of all their roles at once: whoever holds one of each reads times here, and the rest on the page of it.
    """
    read = [cell(s.role, "appointments") for s in standings(act)]
    return all(one.fields != "neutral" for one in read if one.read != "none")


def may_change(act: Act, gathering: Gathering) -> bool:
    return gathering.lead == act.actor or may_plan(act, gathering.programme)


def may_note(act: Act, occasion: Occasion, person: Person) -> bool:
    """Write down whether this person came: whoever writes attendance for them and may see the gathering."""
    seen = Gathering.objects.visible_to(act).filter(pk=occasion.gathering_id).exists()
    return seen and decide(act, "group_attendance", person, "write").allowed


def may_come(act: Act, gathering: Gathering) -> bool:
    """Come under a name of one's own choice: whoever is in the programme and does not lead it."""
    open_to = Gathering.objects.by_alias_for(act).going_on().filter(pk=gathering.pk).exists()
    return act.actor is not None and open_to and gathering.lead_id != act.actor.pk


def may_tick(act: Act, occasion: Occasion) -> bool:
    """Say by their names who was there: whoever leads that time, or the whole of it."""
    leads = act.actor is not None and act.actor.pk in {occasion.lead_id, occasion.gathering.lead_id}
    seen = Gathering.objects.visible_to(act).filter(pk=occasion.gathering_id, called=Gathering.Called.ALIAS)
    return leads and seen.exists()
