"""Languages by their names."""

from __future__ import annotations

from django.utils.translation import get_language_info


def language(code: str) -> str:
    """Its name in the reader's language; the code where nobody knows a name."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
