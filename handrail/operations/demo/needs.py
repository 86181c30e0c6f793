"""What Maya must not get and what she needs to take part; and whose turn it is to be asked."""

from __future__ import annotations

from datetime import timedelta

from handrail.foundation.consent import actions as consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Allergy
from handrail.foundation.people.models.allergies import Source
from handrail.foundation.teams.models import Role
from handrail.foundation.teams.queries import team_of
from handrail.operations.demo.referrals import case_manager_of_maya
from handrail.operations.demo.window import Window

PENICILLIN = consent.Told(
    "Penicillin", "Hives, and my throat got tight.", Allergy.Criticality.HIGH, Source.SELF
)
LATEX = consent.Told("Latex", "A rash on the hands.", Allergy.Criticality.LOW, Source.SEEN)
ACCESS = consent.Access(needs=("reading",), helps="Large print, and read me the long ones.")


def say_needs(window: Window) -> None:
    """Maya says one herself, whoever prescribes for her writes the other; everybody else was not asked yet."""
    care = case_manager_of_maya(window)
    if care is None:
        return
    # In a short demo she has been here for less long than this.
    told = max(window.now - timedelta(days=30), care.from_at)
    herself = Act(care.person, told, "client")
    consent.note_allergy(care.person, PENICILLIN, act=herself)
    consent.write_access(care.person, ACCESS, instead_of=0, act=herself)
    for one in team_of(care.person, window.now):
        if one.role == Role.PRESCRIBER:
            consent.note_allergy(care.person, LATEX, act=Act(one.worker, max(told, one.from_at), "staff"))
