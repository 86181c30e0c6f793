"""What was written down at its time in the reader's language where the words are ours: steps, proposals, what a hint
noticed. What somebody wrote stands as it was written."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from handrail.clinical.playbooks.playbook import playbooks
from handrail.pillars.case_management.arranging import TITLES

#: What the rules of stepped care call what they noticed.
HINTS = (
    gettext_noop("A scale got reliably worse"),
    gettext_noop("A scale has not changed reliably"),
    gettext_noop("A scale got better and stayed there"),
    gettext_noop("An answer about safety"),
    gettext_noop("Return to use, and confidence fell"),
    gettext_noop("Two contacts did not happen"),
)


def said_by_us(words: str) -> str:
    """A text of ours translated, any other text as it is."""
    return _(words) if words in _ours() else words


@cache
def _ours() -> frozenset[str]:
    steps = (words for book in playbooks() for step in book.steps for words in (step.title, step.why))
    return frozenset((*steps, *TITLES.values(), *HINTS))
