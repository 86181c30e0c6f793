"""The first minutes: five questions in own wording, the same for everybody.

Source: clinical/measures.yaml, own_standards.crisis_tiers (design: a site must approve them): "attempt under way" is
danger now; "plan and means, no one with them" very urgent; "suicidal thoughts without a plan" urgent. Not a validated
screen, and no score.
"""

from __future__ import annotations

from handrail.clinical.triage.check import (
    NO,
    NO_OR_NOT_SURE,
    NOT_SURE,
    YES,
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


_UNDER_WAY = _level(
    "attempt_under_way", 1, "They took something, or may have, and think of ending their life",
    "Emergency number now. Stay on the line; naloxone if an opioid is possible.",
)  # fmt: skip
_PLAN = _level(
    "plan_or_means", 2, "A plan, or a way to do it nearby",
    "Somebody who is trained talks with them now. Put distance between them and the means; nobody leaves them alone.",
)  # fmt: skip
_PLACE = _level(
    "place_not_safe", 2, "They are not safe where they are",
    "Somebody who is trained talks with them now, and a safe place is found with them.",
)  # fmt: skip
_PLACE_UNCLEAR = _level(
    "place_unclear",
    3,
    "Nobody knows yet whether their place is safe",
    "Ask again soon; assessment the same day.",
)
_TAKEN = _level(
    "taken_something",
    3,
    "They took something, or may have",
    "Go through the overdose questions now; assessment the same day.",
)
_THOUGHTS = _level(
    "thoughts_of_suicide", 3, "Thoughts of ending their life, or nobody is sure",
    "Assessment the same day, and the safety plan together. Ask the suicide-risk questions.",
)  # fmt: skip
_CALM = _level(
    "nothing_pressing",
    4,
    "None of the five asks for more today",
    "Contact within three days; look over the plan together.",
)

CHECK = Check(
    id="safety",
    title="Safety check",
    note="Tap an answer. The time is saved for you.",
    questions=(
        Question("safe_place", "Are they safe where they are?", "Safe where they are"),
        Question("taken", "Have they taken anything?", "Taken anything"),
        Question("thoughts", "Thoughts of ending their life?", "Thoughts of ending their life"),
        Question("means", "A plan, or a way to do it nearby?", "A plan or a way nearby"),
        Question("company", "Someone with them tonight?", "Someone with them tonight"),
    ),
    levels=by_rules(
        Rule(_UNDER_WAY, {"taken": YES_OR_NOT_SURE, "thoughts": frozenset({YES})}),
        Rule(_PLAN, {"means": YES_OR_NOT_SURE}),
        Rule(_PLACE, {"safe_place": frozenset({NO})}),
        Rule(_PLACE_UNCLEAR, {"safe_place": frozenset({NOT_SURE})}),
        Rule(_THOUGHTS, {"thoughts": YES_OR_NOT_SURE}),
        Rule(_TAKEN, {"taken": YES_OR_NOT_SURE}),
        Rule(
            _CALM,
            {
                "safe_place": frozenset({YES}), "taken": frozenset({NO}), "thoughts": frozenset({NO}), "means": frozenset({NO}),
                "company": frozenset({YES}) | NO_OR_NOT_SURE,
            },
        ),
    ),
)  # fmt: skip
