"""What follows a raised concern, and a peer's worry: a coordinated response, or whoever is on call."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid5

from handrail.clinical.playbooks import playbook as playbooks
from handrail.continuum.responses.actions import propose
from handrail.continuum.responses.models import Ask, CoordinatedResponse
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert
from handrail.pillars.peer_support.models import PeerContact

#: Under which the key of the call is made: the same worry never calls twice.
WORRIES = UUID("1b7d0c52-4c0e-4d0f-8f7b-5a1d4a1f6e20")


#: The same for what somebody asked of a team that is not there.
ALONE = UUID("c7f0a1de-52c4-4b0e-9d0b-0f6a4f9b7e31")
#: Playbooks that cannot wait for a team that is not there, and as what whoever is on call is called.
CANNOT_WAIT = {"needs_a_person": Alert.Origin.PERSON, "safety_today": Alert.Origin.SAFETY_ANSWER}


def propose_response(entry: Entry, act: Act) -> None:
    """Choose the playbook for what was found and ask each role it names."""
    finding = Finding.objects.select_related("person", "concern").get(pk=entry.facts["finding"])
    chosen = playbooks.choose(as_clinical(finding))
    if chosen is None:
        return
    response = propose(finding, playbook=chosen.id, proposals=playbooks.propose(chosen, at=act.at), act=act)
    if chosen.id in CANNOT_WAIT and not _somebody_is_asked(response):
        crisis.ask_for_help(
            finding.person, key=uuid5(ALONE, str(finding.pk)), origin=CANNOT_WAIT[chosen.id],
            source=finding.pk, act=replace(act, actor=None),
        )  # fmt: skip


def _somebody_is_asked(response: CoordinatedResponse) -> bool:
    """Who moved on from every program still has the app, and nobody to ask."""
    return Ask.objects.open().filter(proposal__response=response).exclude(proposal__role="client").exists()


def call_for_safety(entry: Entry, act: Act) -> None:
    """A peer worried about somebody: whoever is on call is called, and reads what the peer wrote for them."""
    contact = PeerContact.objects.select_related("person", "peer").get(pk=entry.subject or 0)
    # The house asks: the worry counts even when the peer walks with somebody else by now.
    crisis.ask_for_help(
        contact.person, key=uuid5(WORRIES, str(contact.pk)), origin=Alert.Origin.WORKER,
        words=f"{contact.peer}: {contact.concern}", act=replace(act, actor=None),
    )  # fmt: skip


def as_clinical(finding: Finding) -> playbooks.Finding:
    """A kept finding as the playbooks read it."""
    direct = finding.rule != "early_warning"
    return playbooks.Finding(
        kind="direct" if direct else "early_warning",
        level=finding.level,
        leading_signals=tuple(finding.inputs.get("leading", ())),
        silence_share=float(finding.inputs.get("silence_share", 0.0)),
        rule_id=finding.rule if direct else None,
    )
