"""The screens for a possible overdose: check, call, naloxone, breathing, stay.

Source: SAMHSA overdose prevention and response toolkit (public domain), as in the clinical protocols, 2.4; a second
dose after 2 to 3 minutes. The words are ours and wait for clinical sign-off. Version 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Screen:
    """`number` of `of`; `next` is the words of the way on, empty on the last."""

    number: int
    of: int
    title: str
    jobs: tuple[str, ...]
    steady: str
    next: str


_SCREENS = (
    (
        gettext_noop("Are they awake?"),
        (
            gettext_noop("Call their name. Shake their shoulder."),
            gettext_noop("Look at their chest. Is the breath slow, or not there?"),
            gettext_noop("Look at their lips. Are they blue or gray?"),
        ),
        gettext_noop("If they do not wake up, act now."),
        gettext_noop("They do not wake up"),
    ),
    (
        gettext_noop("Call 911"),
        (
            gettext_noop("Say: someone is not breathing well."),
            gettext_noop("Say where you are."),
            gettext_noop("Put the phone on speaker. Then go on here."),
        ),
        gettext_noop("You can do both: call, and go on."),
        gettext_noop("I called. What next?"),
    ),
    (
        gettext_noop("Give naloxone now"),
        (
            gettext_noop("Lay them on their back. Tilt the head back."),
            gettext_noop("Put the nozzle all the way in one nostril."),
            gettext_noop("Press the plunger all the way in."),
        ),
        gettext_noop("Not sure? Give it anyway. It won’t harm them."),
        gettext_noop("I did it. What next?"),
    ),
    (
        gettext_noop("Help them breathe"),
        (
            gettext_noop("Keep the head tilted back."),
            gettext_noop("Give slow breaths if you know how."),
            gettext_noop("No better after 2 to 3 minutes? Give a second dose."),
        ),
        gettext_noop("The person on 911 can talk you through it."),
        gettext_noop("They are breathing"),
    ),
    (
        gettext_noop("Stay with them"),
        (
            gettext_noop("Lay them on their side."),
            gettext_noop("Naloxone wears off. Their breath can stop again."),
            gettext_noop("Stay until help is there."),
        ),
        gettext_noop("You stayed. That matters."),
        "",
    ),
)


def screen(number: int) -> Screen | None:
    """The screen of that number, from 1; None past the last."""
    if not 1 <= number <= len(_SCREENS):
        return None
    title, jobs, steady, onwards = _SCREENS[number - 1]
    words = tuple(_(job) for job in jobs)
    return Screen(number, len(_SCREENS), _(title), words, _(steady), _(onwards) if onwards else "")
