"""How a need stands, said to the person themself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from handrail.clinical.needs import path


def standings() -> dict[str, str]:
    """Each standing in words."""
    return {
        path.WANTS_HELP: _("You said you want help with it."),
        path.PROBLEM: _("You said it is a problem. You did not ask for help."),
        path.HELPED: _("You said you get help with it."), path.UNSURE: _("You were not sure."),
        path.NONE: _("You said it is no problem."),
    }  # fmt: skip
