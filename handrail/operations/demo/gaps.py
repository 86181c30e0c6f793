"""How many days are too many in the programs of the demo, and the small gaps of last night."""

from __future__ import annotations

from handrail.clinical.gaps import rules
from handrail.continuum.watch import actions as watch
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import Membership, Role
from handrail.operations.demo.window import Window

DAYS = {rules.NO_CONTACT: 14, rules.CONSENT_ENDING: 30}


def say_how_many_days(window: Window) -> None:
    """Each supervisor says how many days; the clock finds the rest on the first night."""
    for head in (
        Membership.objects.on(window.now.date())
        .filter(role=Role.SUPERVISOR)
        .select_related("person", "programme")
    ):
        for kind, days in DAYS.items():
            watch.set_gap_days(
                head.programme, kind=kind, days=days, act=Act(actor=head.person, at=window.now, via="staff")
            )
