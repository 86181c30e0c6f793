"""An overdose, now or lately.

Source: clinical/protocols.md 2.4 (verified: SAMHSA overdose prevention and response toolkit: check, call emergency
services, naloxone, breathing, stay; a second dose after 2 to 3 minutes; a person can go under again when naloxone wears
off) and measures.yaml own_standards.crisis_tiers (design: "overdose in progress" and "cannot be woken" are danger now,
"recent overdose" is urgent). How long somebody is stayed with after naloxone is memory: two hours.
"""

from __future__ import annotations

from handrail.clinical.triage.check import (
    NO_OR_NOT_SURE,
    YES_OR_NOT_SURE,
    Check,
    Level,
    Question,
    Rule,
    by_rules,
)

VERSION = "1"
TOOLKIT = "SAMHSA overdose prevention and response toolkit; protocols.md 2.4"

_NOW = Level(
    "overdose_now", 1, "They cannot be woken, or do not breathe as they should",
    "Emergency number now. Naloxone, breaths, stay; a second dose after 2 to 3 minutes if nothing changes.", TOOLKIT, "verified",
)  # fmt: skip
_AGAIN = Level(
    "under_again", 1, "Naloxone was given in the last two hours, or they are going under again",
    "Emergency care all the same: naloxone wears off before the opioid does. Somebody stays with them.", TOOLKIT, "memory",
)  # fmt: skip
_LATELY = Level(
    "overdose_lately", 3, "An overdose in the last days",
    "Assessment the same day; medication treatment offered; naloxone replaced. Do not use alone.", TOOLKIT, "design",
)  # fmt: skip

CHECK = Check(
    id="overdose",
    title="Overdose",
    note="If they cannot be woken: emergency number first, questions later.",
    questions=(
        Question("awake", "Can they be woken, and answer?", "Can be woken"),
        Question("breathing", "Do they breathe as usual?", "Breathes as usual"),
        Question("naloxone", "Was naloxone given in the last two hours?", "Naloxone in the last two hours"),
        Question("sleepier", "Are they getting sleepier, or breathing more slowly?", "Getting sleepier"),
        Question("lately", "Was there an overdose in the last days?", "Overdose in the last days"),
    ),
    levels=by_rules(
        Rule(_NOW, {"awake": NO_OR_NOT_SURE}),
        Rule(_NOW, {"breathing": NO_OR_NOT_SURE}),
        Rule(_AGAIN, {"naloxone": YES_OR_NOT_SURE}),
        Rule(_AGAIN, {"sleepier": YES_OR_NOT_SURE}),
        Rule(_LATELY, {"lately": YES_OR_NOT_SURE}),
    ),
)
