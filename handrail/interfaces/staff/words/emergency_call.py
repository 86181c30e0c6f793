"""What may be said on an emergency call, and on which ground: 42 CFR 2.51 (medical emergencies), 45 CFR 164.512(j)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MAY_BE_SAID = (
    _("Say where they are, what is happening, whether they wake and breathe, what they took, medicines and allergies."),
    _("Ask them first if they can answer. If they cannot agree in time and it is a medical emergency, you may say who they are and what the crew needs to treat them (42 CFR 2.51)."),
    _("Danger without a medical emergency: what you see and where, to whoever can prevent it. Not that they are a client here (45 CFR 164.512(j), 42 CFR 2.13)."),
    _("Write down at once: to whom, by whom, when, and what happened."),
)  # fmt: skip
