"""What an answer on a day card asks for at once. It waits for nobody and for no other answer.

Source: DBT diary card, urges to die and to hurt oneself are safety items (protocols.md, section 4). The places on the
scale from 0 to 5 are ours and lean to the careful side. Evidence: design; a site approves them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handrail.clinical.early_warning.direct_rules.finding import (
    EMERGENCY,
    LEVELS,
    SAME_SESSION,
    SUPPORT_NOW,
    DirectFinding,
)
from handrail.clinical.practices.definition import Method
from handrail.clinical.practices.own_signs import own_signs

#: The worksheet on which a person ticks their own early signs.
SIGNS = "signs_today"
#: From where on the scale each level begins.
SUICIDE_EMERGENCY, SUICIDE_SAME_SESSION, HARM_SAME_SESSION, ANY = 4, 2, 3, 1

CALL = "Crisis contacts on screen now, direct call button, on-call alert if consented."
CONTACT = "Show the safety plan; human contact the same day."
OFFER = "Show who can help now, and offer a call."

SUICIDE_URGENT = DirectFinding("diary_suicide_urge_strong", EMERGENCY, "Told of a strong urge to die.", CALL)
SUICIDE_CONTACT = DirectFinding("diary_suicide_urge", SAME_SESSION, "Told of an urge to die.", CONTACT)
SUICIDE_OFFER = DirectFinding(
    "diary_suicide_urge_slight", SUPPORT_NOW, "Told of a slight urge to die.", OFFER
)
HARM_CONTACT = DirectFinding(
    "diary_self_harm_urge", SAME_SESSION, "Told of an urge to hurt themself.", CONTACT
)
HARM_OFFER = DirectFinding(
    "diary_self_harm_urge_slight", SUPPORT_NOW, "Told of a slight urge to hurt themself.", OFFER
)
HARMED = DirectFinding("diary_self_harm", SAME_SESSION, "Told that they hurt themself.", CONTACT)


def safety_of(method: Method, answers: Mapping[str, Any]) -> list[DirectFinding]:
    """Every rule that these answers meet, the most pressing first."""
    found = [
        _RULES[question.safety](answers[question.id])
        for question in method.questions
        if question.safety and question.id in answers
    ]
    if method.id == SIGNS:
        found.append(own_signs(answers))
    return sorted((one for one in found if one is not None), key=lambda one: LEVELS.index(one.level))


def _suicide_urge(value: int) -> DirectFinding | None:
    if value >= SUICIDE_EMERGENCY:
        return SUICIDE_URGENT
    if value >= SUICIDE_SAME_SESSION:
        return SUICIDE_CONTACT
    return SUICIDE_OFFER if value >= ANY else None


def _self_harm_urge(value: int) -> DirectFinding | None:
    if value >= HARM_SAME_SESSION:
        return HARM_CONTACT
    return HARM_OFFER if value >= ANY else None


def _self_harm(value: str) -> DirectFinding | None:
    return HARMED if value == "yes" else None


_RULES: Mapping[str, Callable[[Any], DirectFinding | None]] = {
    "suicide_urge": _suicide_urge,
    "self_harm_urge": _self_harm_urge,
    "self_harm": _self_harm,
}
