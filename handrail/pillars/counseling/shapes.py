"""The shapes of a note: which parts it has, what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a note: its key in the words, its name, what it is for."""

    id: str
    name: Promise
    hint: Promise


_PLAN = Part("plan", _("Plan"), _("What happens next, and who does it"))
_ASSESSMENT = Part("assessment", _("How we understand it"), _("What it may mean, with them"))

SHAPES: Mapping[str, tuple[Part, ...]] = {
    "dap": (Part("data", _("What happened"), _("What was said, seen and done")), _ASSESSMENT, _PLAN),
    "birp": (
        Part("behavior", _("How they were"), _("What they told and showed")),
        Part("intervention", _("What we did"), _("What you offered, and why")),
        Part("response", _("How it went for them"), _("How they took it, in their words where you can")),
        _PLAN,
    ),
    "soap": (
        Part("subjective", _("In their words"), _("What they told")),
        Part("objective", _("What was seen"), _("What you saw, and answers to scales")),
        _ASSESSMENT,
        _PLAN,
    ),
    "narrative": (Part("narrative", _("The session"), _("As you would tell it to them")),),
    "group": (
        Part("did", _("What the group did"), _("Written once, added to everyone’s note")),
        Part("took_part", _("Took part"), _("How they took part")),
        Part("own", _("For them"), _("One or two lines")),
    ),
}

#: How somebody took part in a group, as it is kept -> as it is read.
TOOK_PART: Mapping[str, Promise] = {
    "listened": _("Listened"),
    "shared": _("Shared"),
    "helped": _("Shared, helped others"),
    "led": _("Led something"),
}


def parts_of(shape: str) -> tuple[Part, ...]:
    return SHAPES[shape]


def read(part: Part, text: str) -> str:
    """The text of a part as it is read."""
    return str(TOOK_PART.get(text, text)) if part.id == "took_part" else text
