"""Everything that can happen in peer support."""

from handrail.pillars.peer_support.actions.contacts import (
    NoMessageAllowed,
    Told,
    keep_contact,
    log_contact,
    say_call_times,
    share_contact,
)
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
    "CertificateRanOut", "NoMessageAllowed", "NoRoom", "NotedAlready", "Told", "accept_match", "choose_peer",
    "decline_match", "end_match", "go_on_alone", "keep_contact", "log_contact", "note_certificate", "note_supervision",
    "say_call_times", "set_caseload_limit", "share_contact", "write_profile",
]  # fmt: skip
