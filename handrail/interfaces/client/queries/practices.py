"""What the pages of practices need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handrail.clinical.practices.definition import FAMILIES, Method
from handrail.clinical.practices.shelf import method, offered
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import wishes_of
from handrail.foundation.practices.models import Practice, PracticeLog
from handrail.interfaces.client.queries.sharing import who_reads
from handrail.interfaces.client.queries.skills import skill_card, week_choice, weeks_before
from handrail.interfaces.wishes_form import topics_not_now

#: How much of what was told is shown; the rest stays in the copy of everything.
SHOWN = 20
GROUPS = {
    "calm": gettext_lazy("To settle"), "urges": gettext_lazy("When there is an urge"),
    "thoughts": gettext_lazy("Thoughts and feelings"), "change": gettext_lazy("Thinking about change"),
    "people": gettext_lazy("With people"), "work": gettext_lazy("Work and money"), "plans": gettext_lazy("Plans"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing the person practises now, with a fresh key to tell how it went."""

    practice: Practice
    method: Method
    suggested: str
    key: str

    @property
    def detail(self) -> str:
        """How often, and who suggested it."""
        often = str(self.practice.get_cadence_display())
        return f"{often} · {self.suggested}" if self.suggested else often


def doing_now(act: Act) -> list[Doing]:
    """What the person practises now, the latest first. One query."""
    assert act.actor is not None
    rows = Practice.objects.of(act.actor).open().select_related("asked_by").order_by("-begun_at", "-pk")
    return [_doing(row, act) for row in rows]


def prompted(act: Act) -> list[Doing]:
    """The same for Today, without what the person does not want raised now."""
    assert act.actor is not None
    doing = doing_now(act)
    not_now = topics_not_now(wishes_of(act.actor)) if doing else frozenset()
    return [one for one in doing if not not_now.intersection(one.method.topics)]


def _doing(row: Practice, act: Act) -> Doing:
    other = row.asked_by_id != row.person_id
    suggested = _("with %(name)s") % {"name": row.asked_by.preferred_name} if other else ""
    return Doing(row, method(row.method), suggested, str(uuid4()))


def practices_page(act: Act) -> dict[str, Any]:
    """What the person practises, and what else there is to choose from."""
    doing = doing_now(act)
    taken = {one.method.id for one in doing}
    assert act.actor is not None
    rest = [one for one in offered(topics_not_now(wishes_of(act.actor))) if one.id not in taken]
    groups = [(GROUPS[name], [one for one in rest if one.family == name]) for name in FAMILIES]
    return {
        "doing": doing,
        "groups": [group for group in groups if group[1]],
        "skill": skill_card(act),
        "weeks": weeks_before(act),
        **ways(act),
    }


def practice_page(act: Act, chosen: Method) -> dict[str, Any]:
    """One method: what to do, how it went before, and how to tell."""
    assert act.actor is not None
    doing = next((one for one in doing_now(act) if one.method.id == chosen.id), None)
    logs = PracticeLog.objects.of(act.actor).filter(method=chosen.id).newest_first()[:SHOWN]
    return {
        "method": chosen,
        "doing": doing,
        "key": str(uuid4()),
        "cadences": Practice.Cadence.choices,
        "week": week_choice(act, chosen),
        "logs": [(date_format(log.day, "MONTH_DAY_FORMAT"), log) for log in logs],
        **ways(act),
    }


def timed_page(chosen: Method, asked: Mapping[str, str]) -> dict[str, Any]:
    """Its cues, the one to begin with, and whether they are shown the other way."""
    other, last = asked.get("other") == "1", len(chosen.cues) - 1
    given = asked.get("at", "")
    at = min(int(given), last) if given.isdecimal() and len(given) < 4 else 0
    said = [(cue.instead if other and cue.instead else cue.say, cue.seconds) for cue in chosen.cues]
    return {
        "method": chosen,
        "title": _("Stay with the wave") if chosen.family == "urges" else _(chosen.title),
        "cues": [{"say": _(words), "seconds": seconds} for words, seconds in said],
        "at": at,
        "before": at - 1,
        "after": at + 1 if at < last else 0,
        "other": other,
        "way": "&other=1" if other else "",
        "has_other": any(cue.instead for cue in chosen.cues),
    }


def ways(act: Act) -> dict[str, Any]:
    """Who reads what is told, and the answers in one tap."""
    assert act.actor is not None
    who = who_reads(act.actor, act, "care_plan")
    return {"who": who, **one_tap()}


def one_tap() -> dict[str, Any]:
    """What can be told in one tap: that it was done and whether it helped, or what got in the way."""
    return {
        "did": [(value, PracticeLog.Told(value).label) for value in PracticeLog.DID],
        "in_the_way": [(value, PracticeLog.Told(value).label) for value in PracticeLog.IN_THE_WAY],
    }
