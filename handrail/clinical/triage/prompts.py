"""What to have at hand while somebody is beside themself: own wording, never a script.

Source: design, in the spirit of SAMHSA's six principles (protocols.md 4) and of plain crisis practice. A site may change
every line.
"""

from __future__ import annotations

#: (situation, lines to have at hand)
PROMPTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("They are beside themself", (
        "“I am here. There is no hurry.”", "Speak slowly and less. One question, then wait.",
        "“What would help in the next ten minutes?”", "Feet on the floor, name five things you see, cold water.",
    )),
    ("They say they want to die", (
        "Ask straight: “Are you thinking of ending your life?” Asking does not put it there.",
        "“Thank you for telling me. I will stay with you.”", "“What has kept you here until now?”",
        "Ask what is within reach, and who could hold it.",
    )),
    ("They are angry", (
        "“You have every reason to be heard.” Do not argue about facts.", "Offer two choices, both real.",
        "Lower your voice; leave them a way out.",
    )),
    ("They have used", (
        "No blame, no lesson. “I am glad you called.”", "“What did you take, how much, when, and with what?”",
        "“Is somebody with you? Is naloxone there?”",
    )),
    ("They do not speak", (
        "“You do not have to talk. I will stay on the line.”", "“Tap the phone once for yes.”", "Say what you will do next before you do it.",
    )),
)  # fmt: skip
