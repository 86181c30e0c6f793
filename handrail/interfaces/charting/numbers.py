"""Small numbers as words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def in_words(number: int) -> str:
    """one … twelve, figures beyond."""
    words = [
        _("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    ]  # fmt: skip
    return words[number] if 0 <= number < len(words) else str(number)
