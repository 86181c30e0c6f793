"""Everything that can happen in peer support."""

from handrail.pillars.peer_support.actions.contacts import (
    NoMessageAllowed,
    Told,
    keep_contact,
    log_contact,
    say_call_times,
    share_contact,
)
from handrail.pillars.peer_support.actions.feeds import (
    TooManyGone,
    bring_in_feed,
    forget_feed,
    keep_feed,
    note_asked,
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
from handrail.pillars.peer_support.actions.meetings import (
    NotThen,
    bring_in_meetings,
    promise_company,
    say_going,
    say_went,
    take_back_going,
)
from handrail.pillars.peer_support.actions.path import (
    count_days,
    hope_for,
    keep_milestone,
    keep_moment,
    put_away,
    share_milestone,
    stop_counting,
    unshare_milestone,
)
from handrail.pillars.peer_support.actions.profiles import (
    NotedAlready,
    note_certificate,
    note_supervision,
    set_caseload_limit,
    write_profile,
)
from handrail.pillars.peer_support.actions.supervising import raise_topic, talk_about, write_wellness

__all__ = [
    "CertificateRanOut", "NoMessageAllowed", "NoRoom", "NotThen", "NotedAlready", "Told", "TooManyGone", "accept_match",
    "bring_in_feed", "bring_in_meetings", "choose_peer", "count_days", "decline_match", "end_match", "forget_feed", "go_on_alone", "hope_for",
    "keep_contact", "keep_feed", "keep_milestone", "keep_moment", "log_contact", "note_asked", "note_certificate", "note_supervision",
    "promise_company", "put_away", "raise_topic", "say_call_times", "say_going", "say_went", "set_caseload_limit", "share_contact",
    "share_milestone", "stop_counting", "take_back_going", "talk_about", "unshare_milestone", "write_profile", "write_wellness",
]  # fmt: skip
