"""Who works as a peer, who supervises them, and who may be chosen."""

from __future__ import annotations

from django.db.models import Q

from handrail.foundation.consent.entries import About
from handrail.foundation.consent.evaluator import decide, keys_for, may, standings
from handrail.foundation.consent.models import Conflict
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import CareRelationship, Enrolment, Membership, Role
from handrail.foundation.teams.queries import team_of
from handrail.pillars.peer_support.models import Match, PeerContact
from handrail.pillars.peer_support.models.contacts import PeerContactQuerySet
from handrail.pillars.peer_support.models.matches import MatchQuerySet


def works_as_peer(act: Act) -> bool:
    """Whether the actor is a peer specialist today."""
    return any(standing.role == Role.PEER_SPECIALIST for standing in standings(act))


def supervised_programmes(act: Act) -> list[int]:
    """The programmes in which the actor supervises today."""
    found = [one.programme for one in standings(act) if one.role == Role.SUPERVISOR]
    return [programme for programme in found if programme is not None]


def peers_supervised(act: Act) -> list[Person]:
    """The peers of those programmes, by name."""
    held = Membership.objects.at(act.at).filter(
        role=Role.PEER_SPECIALIST, programme__in=supervised_programmes(act)
    )
    theirs = Person.objects.filter(pk__in=held.values("person"))
    return list(theirs.exclude(pk=act.actor.pk if act.actor else 0).order_by("preferred_name", "pk"))


def may_supervise(act: Act, peer: Person) -> bool:
    """A supervisor of a programme in which the peer works."""
    return any(one.pk == peer.pk for one in peers_supervised(act))


def matches_supervised(act: Act) -> MatchQuerySet:
    """Who walks with the peers whom the actor supervises, of the people they may see."""
    people = keys_for(act, "demographics")
    return Match.objects.current().filter(peer__in=peers_supervised(act), person__in=people)


def peers_for(person: Person, act: Act) -> Q:
    """The peers of the person's own programmes, but none who knows them from elsewhere."""
    programmes = Enrolment.objects.at(act.at).filter(person=person).values("programme")
    held = Membership.objects.at(act.at).filter(role=Role.PEER_SPECIALIST, programme__in=programmes)
    tied = Conflict.objects.filter(Q(until_at=None) | Q(until_at__gt=act.at), person=person)
    return Q(pk__in=held.values("person")) & ~Q(pk__in=tied.values("reader")) & ~Q(pk=person.pk)


def may_log_contact(act: Act, person: Person) -> bool:
    """A peer who walks with this person now."""
    return decide(act, "peer_notes", person).role == Role.PEER_SPECIALIST


def may_share_up(act: Act, contact: PeerContact) -> bool:
    """The person, always; the peer who wrote it, while they walk with them and have told them."""
    if act.actor is None:
        return False
    mine = contact.peer_id == act.actor.pk and may_log_contact(act, contact.person)
    return contact.person_id == act.actor.pk or mine


def may_say_call_times(act: Act, person: Person) -> bool:
    """The person; whoever may write down how they are reached safely."""
    return may(act, "safe_contact", person, "write")


def readable_contacts(person: Person, act: Act) -> PeerContactQuerySet:
    """What the actor may read of one person's contacts: all of it, what was shared up, or nothing."""
    theirs = PeerContact.objects.filter(person=person)
    if may(act, "peer_notes", person):
        return theirs
    if may(act, "peer_notes", person, about=About(shared_up=True)):
        return theirs.filter(shares__until_at=None, shares__isnull=False)
    return theirs.none()


def readers_around(person: Person, act: Act) -> list[Person]:
    """With whom a person may share what they kept: whoever cares for them now."""
    return list({care.worker_id: care.worker for care in team_of(person, act.at)}.values())


def peers_of(person: Person, act: Act) -> set[int]:
    """Who walks with the person now, as keys."""
    caring = CareRelationship.objects.at(act.at).filter(person=person, role=Role.PEER_SPECIALIST)
    return set(caring.values_list("worker", flat=True))


def may_bring_in_meetings(act: Act) -> bool:
    """A supervisor, for the whole organisation: it is public, and about nobody; and what comes by address."""
    return may_keep_feeds(act) or bool(supervised_programmes(act))


def may_keep_feeds(act: Act) -> bool:
    """Whoever runs the installation, on the machine: nobody who is signed in makes it ask an address."""
    return act.actor is None and act.via == "import"
