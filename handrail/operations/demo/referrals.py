"""Maya looks for a room: Harbor House was asked on its page, a shelter by mail, and a third is an idea."""

from __future__ import annotations

from datetime import timedelta

from handrail.foundation.accounts.models import Account
from handrail.foundation.consent.models import Consent
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.operations.demo.people import PLACE as PEOPLE_AT
from handrail.operations.demo.stories import MAYA
from handrail.operations.demo.window import Window
from handrail.pillars.case_management import actions as cases
from handrail.pillars.case_management.consenting import ASKED
from handrail.pillars.case_management.models import Service

HARBOR, SHELTER, TENANTS = "Rooms for one", "Bed for 30 days", "Help with rent and eviction"
WORDS = "A room for one, near the 14 bus. Ready to move in two weeks."


def refer_maya(window: Window) -> None:
    """Three referrals of the last days, by her case manager; none where she has no case manager."""
    care = case_manager_of_maya(window)
    if care is None:
        return
    maya = care.person
    for name, need, ago in ((HARBOR, "housing", 3), (SHELTER, "housing", 2), (TENANTS, "legal", 1)):
        act = Act(actor=care.worker, at=window.now - timedelta(days=ago), via="staff")
        _refer(maya, name, need, act)


def case_manager_of_maya(window: Window) -> CareRelationship | None:
    """Who is her case manager now; None where nobody is."""
    maya = Account.objects.get(email=f"{MAYA.name.given.lower()}@{PEOPLE_AT}").person
    caring = CareRelationship.objects.at(window.now).filter(person=maya, role=Role.CASE_MANAGER)
    return caring.select_related("worker", "person").order_by("pk").first()


def _refer(maya: Person, name: str, need: str, act: Act) -> None:
    service = Service.objects.get(name=name)
    made = cases.propose(maya, service, need=need, words=WORDS if name == HARBOR else "", act=act)
    consent = (
        Consent.objects.at(act.at)
        .filter(person=maya, recipient__name=service.provider.name)
        .covering(ASKED)
        .first()
    )
    if consent is not None:
        cases.send(made, consent=consent, act=act)
