"""Violence: somebody is hurt, may be, or is afraid of somebody.

Source: clinical/measures.yaml, own_standards.crisis_tiers ("weapon" is danger now), and protocols.md 2.7 rule 5 (no
automatic call to the police: a person decides by site policy). The questions and the other tiers are design.
"""

from __future__ import annotations

from handrail.clinical.triage.check import YES_OR_NOT_SURE, Check, Level, Question, Rule, by_rules

VERSION = "1"
SOURCE = "measures.yaml, own_standards.crisis_tiers; protocols.md 2.7"

_NOW = Level(
    "violence_now", 1, "Somebody is being hurt, or there is a weapon",
    "Keep yourself and others out of reach. A human decides whether to call the emergency number.", SOURCE, "design",
)  # fmt: skip
_THREAT = Level(
    "threat", 2, "They speak of hurting somebody",
    "Bring in a supervisor: whether somebody must be warned is law of the state and a human’s decision.", SOURCE, "design",
)  # fmt: skip
_AFRAID = Level(
    "afraid", 2, "They are afraid of somebody where they are",
    "Speak only when they are alone. Find a safe place with them; no messages that somebody else could read.", SOURCE, "design",
)  # fmt: skip

CHECK = Check(
    id="violence",
    title="Violence",
    note="Ask only when they are alone. The program never calls the police.",
    questions=(
        Question("hurt_now", "Is somebody being hurt right now?", "Somebody is being hurt"),
        Question("weapon", "Is there a weapon within reach?", "A weapon within reach"),
        Question("threat", "Do they speak of hurting somebody?", "Speaks of hurting somebody"),
        Question("afraid", "Are they afraid of somebody where they are?", "Afraid of somebody there"),
    ),
    levels=by_rules(
        Rule(_NOW, {"hurt_now": YES_OR_NOT_SURE}),
        Rule(_NOW, {"weapon": YES_OR_NOT_SURE}),
        Rule(_THREAT, {"threat": YES_OR_NOT_SURE}),
        Rule(_AFRAID, {"afraid": YES_OR_NOT_SURE}),
    ),
)
