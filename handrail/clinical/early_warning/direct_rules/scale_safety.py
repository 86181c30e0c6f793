"""What an answer or a total of a scale asks for at once, apart from any change.

Source: the safety triggers in each instrument's definition (PHQ-9 question 9, totals that ask for a clinician).
Evidence: as marked there. A trigger holds on the answers as given: it never waits for a total.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from handrail.clinical.early_warning.direct_rules.craving_now import AGAIN
from handrail.clinical.early_warning.direct_rules.finding import (
    EMERGENCY,
    PRIORITY,
    SAME_SESSION,
    DirectFinding,
)
from handrail.clinical.early_warning.direct_rules.scales import change_rule
from handrail.clinical.instruments.check_in import CHECK_IN
from handrail.clinical.instruments.conditions import TOTAL, Compare, subjects
from handrail.clinical.instruments.instrument import catalogue
from handrail.clinical.instruments.scale import Instrument, Item, SafetyTrigger
from handrail.clinical.instruments.scoring import Score

#: What a trigger's level asks of the team; a level that is not here is no matter for it.
PRESSING: Mapping[str, str] = {
    "emergency": EMERGENCY, "urgent": EMERGENCY, "same_session": SAME_SESSION, "same_day": SAME_SESSION,
    "priority": PRIORITY,
}  # fmt: skip
#: How a definition refers to the action of the trigger before.
ABOVE = "As above, plus "
#: What is between us and the person: support is offered at once, and nobody is called.
SUPPORT = "support_now"


@cache
def scale_rules() -> frozenset[str]:
    """The ids of every rule whose ground is a scale: its triggers, and that its total moved. No check-in is among them."""
    scales = [one for one in catalogue() if one.id != CHECK_IN]
    triggers = {trigger.id for one in scales for trigger in one.safety_triggers}
    return frozenset(triggers | {AGAIN.rule_id} | {change_rule(one.id) for one in scales})


def scale_safety(asked: Instrument, result: Score) -> DirectFinding | None:
    """The most urgent trigger that was set off and concerns the team, or None."""
    for trigger in result.safety_triggers:
        if trigger.level in PRESSING:
            return DirectFinding(
                trigger.id,
                PRESSING[trigger.level],
                _reason(asked, result, trigger),
                whole_action(asked, trigger),
            )
    return None


def whole_action(asked: Instrument, trigger: SafetyTrigger) -> str:
    """What to do, whole. A definition says "as above" of the trigger before, which nobody sees beside this one."""
    if not trigger.action.startswith(ABOVE):
        return trigger.action
    before = asked.safety_triggers[asked.safety_triggers.index(trigger) - 1]
    more = trigger.action.removeprefix(ABOVE)
    return f"{before.action} {more[:1].upper()}{more[1:]}"


def short_name(asked: Instrument) -> str:
    """`PHQ-9` of "Patient Health Questionnaire-9 (PHQ-9)"; its own name where it has one, else the title."""
    return asked.name or asked.title.rpartition("(")[2].partition(")")[0]


def _reason(asked: Instrument, result: Score, trigger: SafetyTrigger) -> str:
    name = short_name(asked)
    if trigger.private:
        return f"{name}: an answer asks for a word in private."
    if TOTAL in subjects(trigger.when):
        band = f", {result.band.label}" if result.band else ""
        return f"{name}: a total of {result.total}{band}."
    item = _item(asked, trigger)
    return f"{name}: an answer asks for contact." if item is None else f"{name}, {_place(asked, item)}"


def _item(asked: Instrument, trigger: SafetyTrigger) -> Item | None:
    if not isinstance(trigger.when, Compare):
        return None
    return next((item for item in asked.questions() if item.id == trigger.when.subject), None)


def _place(asked: Instrument, item: Item) -> str:
    at = list(asked.questions()).index(item) + 1
    return f"question {at} was answered in a way that asks for contact."
