"""The one plan on two pages, for the person: through the gate, written down as a disclosure to themself.

Why a step was proposed stands nowhere on it: whoever prints it for them may not read what was found.
"""

from __future__ import annotations

import math
from typing import Any

from django.http import HttpResponse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from handrail.continuum.journey.wording.proposed import said_by_us
from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Disclosure
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.plans.models import Barrier, Goal, Step
from handrail.foundation.plans.queries import reviews_of
from handrail.foundation.teams.queries import local
from handrail.interfaces.way_out import pdf_file

RESOURCE = "care_plan"
#: How many lines there is room for through each part on two pages of `paper.typ`; what one part leaves, the next may take.
THROUGH = {"goals": 18, "mine": 36, "others": 52, "done": 60}
#: How wide a line is, in signs as wide as they are high; letters of a text are narrower, capitals are not.
WIDE, NARROW, SLIM = 44, 0.55, 0x250
DONE_SHOWN = 10


def plan_on_paper(person: Person, act: Act) -> HttpResponse:
    """What they want and who does what, in their language. Raises Refused."""
    handed = consent.disclose_to_self(person, {RESOURCE}, how=Disclosure.How.FILE, act=act)
    theirs = get_language() if act.actor == person else person.language
    with translation.override(theirs or None):
        return pdf_file(handed, "plan.pdf", document(person, act))


def document(person: Person, act: Act) -> dict[str, Any]:
    """What stands on the paper; what it has no room for is said on its first page."""
    parts, left = fitting(_parts(person, act))
    names = {
        "goals": _("What I want"), "mine": _("Mine to do"), "others": _("What others do"), "done": _("Done"),
    }  # fmt: skip
    return {
        "title": _("My plan"), "language": get_language() or "en", "nothing": _("Nothing yet."),
        "about": _about(person, act, left),
        "parts": [
            {"title": names[part], "brief": True, "rows": [[{"label": "", "words": [line]}] for line in lines]}
            for part, lines in parts.items()
        ],
    }  # fmt: skip


def fitting(parts: dict[str, list[str]]) -> tuple[dict[str, list[str]], int]:
    """As many lines of each part as two pages hold, and how many are left out."""
    used, left, kept = 0, 0, dict[str, list[str]]()
    for part, lines in parts.items():
        kept[part] = []
        for line in lines:
            if used + _high(line) > THROUGH[part]:
                left += 1
            else:
                used += _high(line)
                kept[part].append(line)
    return kept, left


def _high(line: str) -> int:
    wide = sum(NARROW if sign.islower() and ord(sign) < SLIM or sign == " " else 1 for sign in line)
    return math.ceil(wide / WIDE) or 1


def _about(person: Person, act: Act, left: int) -> list[str]:
    today = local(person, act.at).date()
    day = date_format(today, "DATE_FORMAT")
    said = [
        _("For %(name)s, %(day)s.") % {"name": person.preferred_name, "day": day},
        _("This is your plan. It is yours. Keep it where only you can read it."),
    ]
    due = next((one.due for one in reviews_of([person.pk], act.at)), None)
    if due is not None and due > today:
        said.append(_("We look at it together again by %(day)s.") % {"day": date_format(due, "DATE_FORMAT")})
    elif due is not None:
        said.append(_("It is time to look at it together again."))
    if left:
        said.append(
            ngettext(
                "There is no room here for %(n)s more line of it. Ask your team, or look in your app.",
                "There is no room here for %(n)s more lines of it. Ask your team, or look in your app.",
                left,
            )
            % {"n": left}
        )
    return said


def _parts(person: Person, act: Act) -> dict[str, list[str]]:
    goals = Goal.objects.visible_to(act).of(person).active().first_things_first()
    steps = Step.objects.visible_to(act).of(person).select_related("responsible")
    open_ones = list(steps.open().first_things_first())
    told = {
        one.step_id: one.words
        for one in Barrier.objects.filter(step__in=open_ones, told_by=person).order_by("told_at", "pk")
    }
    done = steps.filter(status=Step.Status.DONE, responsible=person).order_by("-ended_at", "-pk")[:DONE_SHOWN]
    return {
        "goals": [_flat(one.words) for one in goals],
        "mine": [_line(one, told) for one in open_ones if one.responsible_id == person.pk],
        "others": [_line(one, told, whose=True) for one in open_ones if one.responsible_id != person.pk],
        "done": [_flat(said_by_us(one.title)) for one in done],
    }  # fmt: skip


def _line(step: Step, told: dict[int, str], *, whose: bool = False) -> str:
    owner = step.responsible.preferred_name if step.responsible else step.partner
    by = _("by %(day)s") % {"day": date_format(step.due_on, "DATE_FORMAT")} if step.due_on else ""
    way = _("In the way: %(words)s") % {"words": told[step.pk]} if step.pk in told else ""
    return _flat(
        " · ".join(part for part in (owner if whose else "", said_by_us(step.title), by, way) if part)
    )


def _flat(words: str) -> str:
    return " ".join(words.split())
