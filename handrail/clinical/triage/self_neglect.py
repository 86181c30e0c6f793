"""Self-neglect: the body, a warm place, and whoever depends on them.

Source: design, on the tiers of clinical/measures.yaml, own_standards.crisis_tiers. A site must approve it.
"""

from __future__ import annotations

from handrail.clinical.triage.check import (
    NO,
    NO_OR_NOT_SURE,
    NOT_SURE,
    YES_OR_NOT_SURE,
    Check,
    Level,
    Question,
    Rule,
    by_rules,
)

VERSION = "1"
SOURCE = "measures.yaml, own_standards.crisis_tiers"


def _level(id: str, tier: int, found: str, response: str) -> Level:
    return Level(id, tier, found, response, SOURCE, "design")


_BODY = _level(
    "body_in_danger",
    1,
    "Chest pain, trouble breathing, or a fever with a wound",
    "Emergency number now; stay with them.",
)
_COLD = _level(
    "no_warm_place",
    2,
    "No warm, dry place tonight",
    "A place for tonight is found with them before you hang up.",
)
_DEPENDENT = _level(
    "somebody_depends", 2, "Somebody who depends on them is not looked after",
    "Bring in a supervisor. Who looks after them tonight is settled with the person.",
)  # fmt: skip
_FOOD = _level(
    "no_food_or_water",
    2,
    "Nothing to eat or drink for a day",
    "Medical assessment within the hour; food and water today.",
)
_UNCLEAR = _level(
    "food_unclear",
    3,
    "Nobody knows whether they eat and drink",
    "Assessment the same day, in person where possible.",
)
_MEDICINE = _level(
    "medicine_missing",
    3,
    "A medicine they cannot do without is missing",
    "A prescriber is told the same day.",
)

CHECK = Check(
    id="self_neglect",
    title="Looking after themself",
    note="",
    questions=(
        Question("body", "Chest pain, trouble breathing, or a fever with a wound?", "Chest pain, breath or fever with a wound"),
        Question("eaten", "Have they eaten and drunk in the last day?", "Ate and drank in the last day"),
        Question("warm", "A warm, dry place tonight?", "A warm place tonight"),
        Question("medicine", "Is a medicine missing that they cannot do without?", "A needed medicine is missing"),
        Question("depends", "Is a child, or somebody else who depends on them, without care now?", "Somebody who depends on them without care"),
    ),
    levels=by_rules(
        Rule(_BODY, {"body": YES_OR_NOT_SURE}),
        Rule(_FOOD, {"eaten": frozenset({NO})}),
        Rule(_UNCLEAR, {"eaten": frozenset({NOT_SURE})}),
        Rule(_COLD, {"warm": NO_OR_NOT_SURE}),
        Rule(_DEPENDENT, {"depends": YES_OR_NOT_SURE}),
        Rule(_MEDICINE, {"medicine": YES_OR_NOT_SURE}),
    ),
)  # fmt: skip
