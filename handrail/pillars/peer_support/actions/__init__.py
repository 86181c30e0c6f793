"""Everything that can happen in peer support."""

from handrail.pillars.peer_support.actions.matching import (
    CertificateRanOut,
    NoRoom,
    accept_match,
    choose_peer,
    decline_match,
    end_match,
    go_on_alone,
)
from handrail.pillars.peer_support.actions.profiles import (
    NotedAlready,
    note_certificate,
    note_supervision,
    set_caseload_limit,
    write_profile,
)

__all__ = [
    "CertificateRanOut", "NoRoom", "NotedAlready", "accept_match", "choose_peer", "decline_match", "end_match", "go_on_alone",
    "note_certificate", "note_supervision", "set_caseload_limit", "write_profile",
]  # fmt: skip
