"""What consent promised, made true again after a restore."""

from __future__ import annotations

from datetime import datetime

from handrail.foundation.consent.models import Consent, Grant, Packet, RecipientMember
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.promises import Promise
from handrail.foundation.people.models import ContactPoint
from handrail.foundation.teams.queries import organisation_day

#: The answers that cannot hurt when they hold although the person's change was undone.
CAUTIOUS = {"safety": ContactPoint.Safety.UNSAFE, "voicemail": ContactPoint.Voicemail.NO}


def share_withdrawn(promised: Promise, act: Act) -> bool:
    """The reader no longer sees what the person stopped sharing."""
    withdrawn = Grant.objects.filter(pk=promised.subject, person=promised.person, until_at=None)
    return bool(withdrawn.update(until_at=promised.acted_at))


def consent_revoked(promised: Promise, act: Act) -> bool:
    """Nothing goes out on it any more. A consent that was lost whole opens nothing anyway."""
    standing = Consent.objects.filter(pk=promised.subject, person=promised.person, revoked_at=None)
    how = {"revoked_at": promised.acted_at, "revoked_how": promised.state["how"]}
    return bool(standing.filter(signed_at__lte=promised.acted_at).update(**how))


def contact_safety_changed(promised: Promise, act: Act) -> bool:
    """What is safe is again as last told; of a change that may have been undone only the careful half is taken."""
    told = promised.state.items()
    safety = {name: value for name, value in told if promised.kept or value == CAUTIOUS.get(name)}
    stands = ContactPoint.objects.filter(pk=promised.subject, person=promised.person)
    asked_on = organisation_day(promised.acted_at)
    return bool(safety) and bool(stands.exclude(**safety).update(**safety, asked_on=asked_on))


def packet_closed(promised: Promise, act: Act) -> bool:
    """What was sent to a recipient is read no longer than was said."""
    until = datetime.fromisoformat(promised.state["until_at"])
    sent = Packet.objects.filter(pk=promised.subject, person=promised.person, closed_at=None)
    return bool(sent.update(closed_at=promised.acted_at, until_at=until))


def member_left(promised: Promise, act: Act) -> bool:
    """Somebody no longer signs in for a partner."""
    day = organisation_day(promised.acted_at)
    here = RecipientMember.objects.filter(pk=promised.subject, person=promised.person, until_on=None)
    return bool(here.update(until_on=day))
