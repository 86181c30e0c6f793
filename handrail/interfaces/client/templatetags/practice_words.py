"""The words of a method in the person's language."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def ours(words: str) -> str:
    """{{ method.title|ours }}: a text of the shelf of methods, translated."""
    return gettext(words) if words else ""
