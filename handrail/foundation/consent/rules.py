"""The rules of the access matrix, each as the people it opens. A rule that nobody built opens nobody."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Exists, OuterRef, Q

from handrail.foundation.consent.asker import Standing, asker
from handrail.foundation.consent.models import CasePerson, Consent, EmergencyAccess, Grant, Packet
from handrail.foundation.consent.models.moments import open_at
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.models import CareRelationship, Enrolment

NOBODY = Q(pk__in=())


def own(act: Act, standing: Standing, resource: str) -> Q:
    """The person the record is about."""
    return Q(pk=act.actor.pk) if act.actor and standing.role == "client" else NOBODY


def assigned(act: Act, standing: Standing, resource: str) -> Q:
    """An open care relationship in this role, with a client of the programme where the role is held."""
    caring = CareRelationship.objects.at(act.at).filter(worker=act.actor, role=standing.role)
    return Q(pk__in=caring.values("person")) & programme(act, standing, resource)


def programme(act: Act, standing: Standing, resource: str) -> Q:
    """A client with an active enrolment in the programme where the role is held."""
    enrolled = Enrolment.objects.on(asker(act).day).filter(programme=standing.programme)
    return Q(pk__in=enrolled.values("person"))


def granted(act: Act, standing: Standing, resource: str) -> Q:
    """What the person chose to share: with a worker who still cares for them, or with a supporter by consent."""
    if standing.role == "supporter":
        named = Consent.objects.at(act.at).covering(resource).filter(recipient=standing.recipient)
        return Q(pk__in=named.values("person"))
    grants = Grant.objects.at(act.at).filter(reader=act.actor, resource=resource)
    return Q(pk__in=grants.values("person")) & assigned(act, standing, resource)


def referral(act: Act, standing: Standing, resource: str) -> Q:
    """A packet to the reader's organisation that names this resource, on a consent that holds and names it too."""
    good = Consent.objects.at(act.at).covering(resource).filter(pk=OuterRef("consent"))
    sent = Packet.objects.at(act.at).filter(Exists(good), recipient=standing.recipient)
    return Q(pk__in=sent.filter(resources__contains=[resource]).values("person"))


def case(act: Act, standing: Standing, resource: str) -> Q:
    """The people of an approved case of this reader, in this role, within its time."""
    mine = open_at(act.at, "case__approved_at", "case__closed_at") & Q(case__until_at__gt=act.at)
    named = CasePerson.objects.filter(mine, case__reader=act.actor, case__role=standing.role)
    return Q(pk__in=named.values("person"))


def org(act: Act, standing: Standing, resource: str) -> Q:
    """Everybody who is or was a client; of accounts, everybody who may have one."""
    if resource == "accounts":
        return Q(pk__isnull=False)
    return Q(Exists(Enrolment.objects.filter(person=OuterRef("pk"))))


def emergency(act: Act, standing: Standing, resource: str) -> Q:
    """The person whose record this worker opened in an emergency, in this role, for as long as that lasts."""
    opened = EmergencyAccess.objects.at(act.at).filter(reader=act.actor, role=standing.role)
    return Q(pk__in=opened.values("person"))


Rule = Callable[[Act, Standing, str], Q]

#: Rules that answer by person. `emergency` is no word of the matrix: it stands for `glass: true`.
RULES: dict[str, Rule] = {
    "own": own, "assigned": assigned, "programme": programme, "granted": granted, "referral": referral,
    "case": case, "org": org, "emergency": emergency,
}  # fmt: skip

#: The rules that look at the role and the program it is held in, and not at who holds it.
OF_NOBODY_IN_PARTICULAR = {"programme"}

#: The rules that look at the resource itself; the others open all or nothing of a record.
BY_RESOURCE = {"granted", "referral", "org", "episode"}

#: Rules of the matrix whose facts a floor above holds: that floor says whom they open, once, at start.
FROM_ABOVE = {"episode", "desk"}


def opened_by(rule: str, people: Rule) -> None:
    """Tell the evaluator whom `rule` opens. Only for the rules whose facts lie above. Raises ValueError."""
    if rule not in FROM_ABOVE:
        raise ValueError(f"{rule} is not a rule whose facts lie above the evaluator.")
    RULES[rule] = people
