"""What the page of the safety plan needs."""

from __future__ import annotations

from typing import Any

from django.utils.formats import date_format

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import local, team_of
from handrail.interfaces.client.wording import names
from handrail.interfaces.safety_plan_form import shown_parts
from handrail.pillars.crisis.models import SafetyPlan


def safety_plan_page(act: Act) -> dict[str, Any]:
    """Its parts, who wrote this version and when, and who else can read it."""
    assert act.actor is not None
    plan = SafetyPlan.objects.select_related("written_by").newest(act.actor)
    readers = [care.worker.preferred_name for care in team_of(act.actor, act.at)]
    alone = plan is None or plan.written_by == act.actor
    return {
        "plan": plan,
        "parts": shown_parts(plan),
        "written_on": date_format(local(act.actor, plan.written_at), "MONTH_DAY_FORMAT") if plan else "",
        "written_with": "" if alone or plan is None else plan.written_by.preferred_name,
        "readers": names(readers),
    }
