"""The skill of the week, as the person meets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.shelf import SKILL_KINDS, UnknownMethod, method
from handrail.continuum.journey.wording.practices import title_of
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import wishes_of
from handrail.foundation.practices.models import SkillOfWeek
from handrail.foundation.practices.queries import skill_of_week, weeks_told
from handrail.foundation.teams.queries import local
from handrail.interfaces.wishes_form import topics_not_now

#: How many weeks back are shown; the rest stays in the copy of everything.
WEEKS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class SkillCard:
    """The skill of this week on a card of its own, with a fresh key to tell how it went."""

    method: Method
    detail: str
    key: str


def skill_card(act: Act) -> SkillCard | None:
    """This week's skill; None where none was chosen, or where it is about what they do not want raised now."""
    assert act.actor is not None
    chosen = skill_of_week(act.actor, local(act.actor, act.at).date())
    if chosen is None:
        return None
    try:
        skill = method(chosen.method)
    except UnknownMethod:
        return None
    if topics_not_now(wishes_of(act.actor)).intersection(skill.topics):
        return None
    return SkillCard(skill, _with(chosen), str(uuid4()))


def week_choice(act: Act, shown: Method) -> str:
    """What its page offers: "choose" it for this week, take it "off", or nothing for what is written."""
    assert act.actor is not None
    if shown.kind not in SKILL_KINDS:
        return ""
    chosen = skill_of_week(act.actor, local(act.actor, act.at).date())
    return "off" if chosen and chosen.method == shown.id else "choose"


def weeks_before(act: Act) -> list[dict[str, Any]]:
    """The skills of the weeks so far, the latest first, with what was told about each in its week."""
    assert act.actor is not None
    return [
        {
            "week": date_format(one.week, "MONTH_DAY_FORMAT"),
            "title": title_of(one.method),
            "detail": _with(one),
            "told": [(date_format(log.day, "MONTH_DAY_FORMAT"), log.get_told_display()) for log in reversed(logs)],
        }
        for one, logs in weeks_told(act.actor, at_most=WEEKS_SHOWN)
    ]  # fmt: skip


def _with(chosen: SkillOfWeek) -> str:
    if chosen.chosen_by_id == chosen.person_id:
        return ""
    return _("with %(name)s") % {"name": chosen.chosen_by.preferred_name}
