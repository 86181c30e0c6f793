"""Steps in the reader's language where the words are ours, and as they were written where they are somebody's."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from handrail.clinical.playbooks.playbook import playbooks
from handrail.pillars.case_management.arranging import TITLES


def said_by_us(words: str) -> str:
    """A text of a playbook or of a step that we word translated, any other text as it is."""
    return _(words) if words in _ours() else words


@cache
def _ours() -> frozenset[str]:
    steps = (words for book in playbooks() for step in book.steps for words in (step.title, step.why))
    return frozenset((*steps, *TITLES.values()))
