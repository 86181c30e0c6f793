"""What belongs to an office and not to a care relationship: who decides, who may open a record in an emergency."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from handrail.foundation.consent.asker import Standing, asker
from handrail.foundation.consent.evaluator import people_for, standings
from handrail.foundation.consent.matrix import matrix
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.days import OrganisationDay
from handrail.foundation.teams.models import Credential, Membership, Role


def keeps_privacy(act: Act) -> bool:
    """The privacy officer, today."""
    return any(standing.role == Role.PRIVACY_OFFICER for standing in standings(act))


def may_decide(act: Act, person: Person, resource: str) -> bool:
    """Whether the privacy officer decides for this person: by office, and by nothing else that they are."""
    if act.actor is None or act.actor == person or not keeps_privacy(act):
        return False
    return people_for(act, resource, "write").filter(pk=person.pk).exists()


def officers(act: Act) -> list[Person]:
    """Whoever holds the office today."""
    held = Membership.objects.at(act.at).filter(role=Role.PRIVACY_OFFICER)
    return list(Person.objects.filter(pk__in=held.values("person")).order_by("pk"))


def licensed(act: Act) -> bool:
    """Whether the actor holds a licence that has not run out: only then may they say that it is not safe to tell."""
    lasting = Q(expires_on=None) | Q(expires_on__gte=OrganisationDay(act.at))
    return act.actor is not None and Credential.objects.filter(lasting, person=act.actor).exists()


def emergency_standing(act: Act) -> Standing | None:
    """The role in which the actor would open a record in an emergency: inside first, then the one that opens most."""
    able = [standing for standing in standings(act) if standing.programme is not None and _glass(standing)]
    return max(able, key=lambda standing: (standing.covered, _glass(standing)), default=None)


def discloses(act: Act, standing: Standing) -> bool:
    """Whether this role stands outside the Part 2 programmes, so that opening may be a disclosure (G06)."""
    return asker(act).covered and not standing.covered


def glass_roles() -> Iterable[str]:
    """The roles that may open a record in an emergency (G05: none but those whose cells say so)."""
    return [role for role, cells in matrix().items() if any(found.glass for found in cells.values())]


def _glass(standing: Standing) -> int:
    return sum(found.glass for found in matrix().get(standing.role, {}).values())


def may_approve_cases(act: Act) -> bool:
    """The second person of a case: another privacy officer or a supervisor, today."""
    return any(standing.role in {Role.PRIVACY_OFFICER, Role.SUPERVISOR} for standing in standings(act))
