"""What follows a raised concern: a coordinated response is proposed."""

from __future__ import annotations

from handrail.clinical.playbooks import playbook as playbooks
from handrail.continuum.responses.actions import propose
from handrail.continuum.watch.models import Finding
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.models import Entry


def propose_response(entry: Entry, act: Act) -> None:
    """Choose the playbook for what was found and ask each role it names."""
    finding = Finding.objects.select_related("person", "concern").get(pk=entry.facts["finding"])
    chosen = playbooks.choose(as_clinical(finding))
    if chosen is not None:
        propose(finding, playbook=chosen.id, proposals=playbooks.propose(chosen, at=act.at), act=act)


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
