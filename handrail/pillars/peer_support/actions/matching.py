"""Choosing a peer, saying yes, and going on with another: by the person, at any time, without a reason."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import Refused, require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.actions import hold
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import CareRelationship, Role
from handrail.foundation.teams.queries import organisation_day
from handrail.pillars.peer_support.certificates import certified
from handrail.pillars.peer_support.events import (
    MatchAccepted,
    MatchDeclined,
    MatchEnded,
    MatchWithdrawn,
    PeerChosen,
)
from handrail.pillars.peer_support.models import Match, PeerProfile
from handrail.pillars.peer_support.policy import may_supervise, peers_for, works_as_peer
from handrail.pillars.peer_support.room import free_place

TAKEN = "a_peers_place_is_taken_once"


class NoRoom(ValueError):
    """That peer has no place left, or takes nobody new."""


class CertificateRanOut(ValueError):
    """Without a certificate that holds nobody new is taken on."""


@transaction.atomic
def choose_peer(peer: Person, *, act: Act) -> Match:
    """The actor asks a peer to walk with them; whoever walks with them now stays until that peer says yes.

    Asked of another before: that is taken back. Raises Refused, NoRoom.
    """
    person = _locked_person(act.actor)
    profile = PeerProfile.objects.select_for_update().filter(peer=peer).first()
    require(profile is not None and Person.objects.filter(peers_for(person, act), pk=peer.pk).exists())
    there = Match.objects.holding_a_place().filter(person=person, peer=peer).first()
    if there is not None:
        return there
    for before in Match.objects.asked().filter(person=person):
        _over(before, Match.State.WITHDRAWN, act)
    match = _placed(person, peer, act)
    announce(PeerChosen(match.pk, person.pk, peer=peer.pk), act=act)
    return match


def _placed(person: Person, peer: Person, act: Act) -> Match:
    holds = certified(organisation_day(act.at)).filter(person=peer).exists()
    place = free_place(peer, person, act.at) if holds else None
    if place is None:
        raise NoRoom(f"{peer} has no room right now. Nothing was changed.")
    try:
        with transaction.atomic():
            return Match.objects.create(person=person, peer=peer, place=place, asked_at=act.at)
    except IntegrityError as refused:
        if TAKEN in str(refused):
            raise NoRoom(f"{peer} has no room right now. Nothing was changed.") from refused
        raise


@transaction.atomic
def accept_match(match: Match, *, act: Act) -> Match:
    """The peer says yes: they care for the person from now on, and whoever did before ends kindly.

    Raises Refused, AlreadyAnswered, CertificateRanOut.
    """
    match = _locked(match)
    require(act.actor == match.peer and works_as_peer(act))
    match.move_to(Match.State.ACCEPTED)
    if not certified(organisation_day(act.at)).filter(person=match.peer).exists():
        raise CertificateRanOut(
            "Your certificate ran out, so nobody new can be matched with you. They still wait; talk with your supervisor."
        )
    _end_what_was(match.person, act)
    match.answered_at = act.at
    match.save(update_fields=["state", "answered_at"])
    teams.begin_care(match.peer, match.person, Role.PEER_SPECIALIST, act=act)
    announce(MatchAccepted(match.pk, match.person_id, peer=match.peer_id), act=act)
    return match


@transaction.atomic
def decline_match(match: Match, *, act: Act) -> Match:
    """The peer has no room right now. The person reads just that, and asks somebody else."""
    match = _locked(match)
    require(act.actor == match.peer)
    match.move_to(Match.State.DECLINED)
    match.answered_at = act.at
    match.save(update_fields=["state", "answered_at"])
    announce(MatchDeclined(match.pk, match.person_id, peer=match.peer_id), act=act)
    return match


@transaction.atomic
def end_match(match: Match, *, act: Act) -> Match:
    """The person goes on without this peer, or takes back what they asked; nobody is asked why. When a peer leaves,
    their supervisor may end it too. What was written stays. Raises Refused, AlreadyAnswered."""
    match = _locked(match)
    require(act.actor is not None and (act.actor == match.person or may_supervise(act, match.peer)))
    if match.state == Match.State.ASKED:
        return _over(match, Match.State.WITHDRAWN, act)
    match.move_to(Match.State.ENDED)
    _end_care_by_peers(match.person, act)
    return _over(match, Match.State.ENDED, act)


@transaction.atomic
def go_on_alone(*, act: Act) -> None:
    """The actor walks with no peer from now on, and asks none: whoever matched them. Nobody is asked why."""
    person = _locked_person(act.actor)
    for asked in Match.objects.asked().filter(person=person):
        _over(asked, Match.State.WITHDRAWN, act)
    _end_what_was(person, act)


def _end_what_was(person: Person, act: Act) -> None:
    for before in Match.objects.current().filter(person=person):
        _over(before, Match.State.ENDED, act)
    _end_care_by_peers(person, act)


def _end_care_by_peers(person: Person, act: Act) -> None:
    caring = CareRelationship.objects.at(act.at).filter(person=person, role=Role.PEER_SPECIALIST)
    for one in caring.filter(until_at=None):
        teams.end_care(one, act=act)


def _over(match: Match, state: Match.State, act: Act) -> Match:
    match.state, match.ended_at = state, act.at
    match.save(update_fields=["state", "ended_at"])
    kind = MatchEnded if state == Match.State.ENDED else MatchWithdrawn
    announce(kind(match.pk, match.person_id, peer=match.peer_id), act=act)
    return match


def _locked_person(person: Person | None) -> Person:
    # Whatever happens to one person's matches happens one after the other.
    if person is None:
        raise Refused("This is not open to you.")
    return hold(person)


def _locked(match: Match) -> Match:
    _locked_person(match.person)
    return Match.objects.select_for_update(of=("self",)).select_related("person", "peer").get(pk=match.pk)
