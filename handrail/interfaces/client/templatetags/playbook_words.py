"""Steps in the person's language where the words are ours, and as they were written where they are somebody's."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.translation import gettext as _

from handrail.clinical.playbooks.playbook import playbooks

register = template.Library()


@register.filter
def said_by_us(words: str) -> str:
    """{{ step.title|said_by_us }}: a text of a playbook translated, any other text as it is."""
    return _(words) if words in _ours() else words


@cache
def _ours() -> frozenset[str]:
    return frozenset(words for book in playbooks() for step in book.steps for words in (step.title, step.why))
