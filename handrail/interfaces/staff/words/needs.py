"""How a need stands, said of somebody to their team."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.clinical.needs import path


def standings() -> dict[str, str]:
    """Each standing in words."""
    return {
        path.WANTS_HELP: _("A problem, help is wanted"), path.PROBLEM: _("A problem, no help asked for"),
        path.HELPED: _("Help is there"), path.UNSURE: _("Not sure"), path.NONE: _("No problem"),
    }  # fmt: skip
