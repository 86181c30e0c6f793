"""What a peer says of themself; what their supervisor writes down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.people.models import Person
from handrail.foundation.teams import actions as teams
from handrail.foundation.teams.models import Credential
from handrail.foundation.teams.queries import organisation_day
from handrail.pillars.peer_support.events import CaseloadLimitSet, ProfileWritten, SupervisionHeld
from handrail.pillars.peer_support.models import CaseloadLimit, PeerProfile, Supervision
from handrail.pillars.peer_support.policy import may_supervise, supervised_programmes, works_as_peer

ONE = 1


class NotedAlready(ValueError):
    """Supervision of that day stands there already."""


@transaction.atomic
def write_profile(
    *, hello: str, lived: str, lived_for: PeerProfile.LivedFor, languages: Sequence[str], act: Act
) -> PeerProfile:
    """What the actor, a peer, shows of themself. Raises Refused, ValueError."""
    require(works_as_peer(act))
    assert act.actor is not None
    if not hello.strip():
        raise ValueError("Say hello in a few words. Nothing was changed.")
    profile = PeerProfile.objects.select_for_update().filter(peer=act.actor).first() or PeerProfile(
        peer=act.actor
    )
    profile.hello, profile.lived, profile.lived_for = hello.strip(), lived.strip(), lived_for
    profile.languages, profile.changed_at = list(languages), act.at
    profile.save()
    announce(ProfileWritten(profile.pk, None), act=act)
    return profile


@transaction.atomic
def set_caseload_limit(people: int, *, act: Act) -> CaseloadLimit:
    """With how many people each peer walks at most. Who has more keeps them all: only new matches wait."""
    require(bool(supervised_programmes(act)))
    assert act.actor is not None
    if people < 1:
        raise ValueError("It takes at least one person. Nothing was changed.")
    limit, _new = CaseloadLimit.objects.update_or_create(
        pk=ONE, defaults={"people": people, "set_by": act.actor, "set_at": act.at}
    )
    announce(CaseloadLimitSet(limit.pk, None, people=people), act=act)
    return limit


@transaction.atomic
def note_certificate(
    peer: Person, *, title: str, issuer: str, number: str, expires_on: date, act: Act
) -> Credential:
    """A peer's certificate or its renewal, by their supervisor. The one before stays. Raises Refused, ValueError."""
    require(may_supervise(act, peer))
    if expires_on < organisation_day(act.at):
        raise ValueError("That certificate has run out already. Look at the date again. Nothing was changed.")
    return teams.note_credential(
        peer, title=title, issuer=issuer, number=number, expires_on=expires_on, act=act
    )


@transaction.atomic
def note_supervision(peer: Person, *, held_on: date, minutes: int, act: Act) -> Supervision:
    """An hour the actor spent with a peer whom they supervise. Raises Refused, ValueError, NotedAlready."""
    require(may_supervise(act, peer))
    assert act.actor is not None
    if held_on > organisation_day(act.at):
        raise ValueError("That day is still ahead. Nothing was changed.")
    try:
        with transaction.atomic():
            held = Supervision.objects.create(
                peer=peer, supervisor=act.actor, held_on=held_on, minutes=minutes, noted_at=act.at
            )
    except IntegrityError as refused:
        if "supervision_of_a_day_is_noted_once" in str(refused):
            raise NotedAlready(
                "Supervision of that day stands there already. Nothing was changed."
            ) from refused
        raise
    announce(SupervisionHeld(held.pk, None, peer=peer.pk), act=act)
    return held
