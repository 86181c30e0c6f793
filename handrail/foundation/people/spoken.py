"""Languages that people speak with each other here, by their codes (BCP 47)."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

SPOKEN = {
    "en": _("English"), "es": _("Spanish"), "ase": _("American Sign Language"), "ar": _("Arabic"),
    "zh": _("Chinese"), "fr": _("French"), "ht": _("Haitian Creole"), "ko": _("Korean"), "pt": _("Portuguese"),
    "ru": _("Russian"), "tl": _("Tagalog"), "vi": _("Vietnamese"),
}  # fmt: skip


def spoken(codes: Iterable[str]) -> str:
    """English, Spanish; a code that is not known stands as it is."""
    return ", ".join(str(SPOKEN.get(code, code)) for code in codes)
