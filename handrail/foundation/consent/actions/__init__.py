"""Every change that can happen in consent, each noun in a file of its own."""

from handrail.foundation.consent.actions.access import (
    HOLD_ACCESS_NEEDS,
    Access,
    AccessChanged,
    access_in,
    write_access,
)
from handrail.foundation.consent.actions.allergies import (
    AllergyStands,
    Told,
    change_allergy,
    end_allergy,
    may_change_allergy,
    may_tell_allergies,
    note_allergy,
    tell_none_known,
)
from handrail.foundation.consent.actions.cases import NotACase, approve_case, close_case, open_case
from handrail.foundation.consent.actions.closing import (
    NoOfficerListed,
    end_conflict,
    list_reader,
    note_conflict,
    reopen_record,
    restrict_record,
    unlist_reader,
)
from handrail.foundation.consent.actions.consents import (
    ElementsMissing,
    NotYet,
    OutsideTheKind,
    Signature,
    Terms,
    give_consent,
    revoke_consent,
)
from handrail.foundation.consent.actions.disclosing import (
    disclose,
    disclose_each,
    disclose_in_emergency,
    disclose_on_order,
    disclose_to_self,
)
from handrail.foundation.consent.actions.emergencies import (
    AlreadyReviewed,
    Facts,
    NotAMedicalEmergency,
    TooManySearches,
    alarm_missing_facts,
    end_emergency_access,
    open_emergency_access,
    review,
    seek_in_emergency,
    tell_of_emergency_access,
    write_emergency_facts,
)
from handrail.foundation.consent.actions.packets import close_packet, send_packet
from handrail.foundation.consent.actions.partners import (
    AddressTaken,
    confirm_member,
    end_member,
    open_partner,
    welcome_member,
)
from handrail.foundation.consent.actions.restrictions import (
    Against,
    IllegalMove,
    MustAgree,
    NobodyNamed,
    agree_restriction,
    ask_restriction,
    decline_restriction,
    end_restriction,
)
from handrail.foundation.consent.actions.sending import queue_sending
from handrail.foundation.consent.actions.sharing import (
    UnknownResource,
    close_way,
    grant,
    set_contact_safety,
    withdraw,
)
from handrail.foundation.consent.actions.ways import (
    TooManyWays,
    WayRules,
    add_way,
    change_way,
    end_way,
)
from handrail.foundation.consent.actions.wishes import (
    Wishes,
    WishesChanged,
    choose_goal,
    said_in,
    write_wishes,
)

__all__ = [
    "AddressTaken", "Against", "AlreadyReviewed", "ElementsMissing", "Facts", "IllegalMove", "MustAgree",
    "NoOfficerListed", "NobodyNamed", "NotACase", "NotAMedicalEmergency", "NotYet", "OutsideTheKind",
    "Signature", "Terms", "TooManySearches", "UnknownResource", "agree_restriction", "alarm_missing_facts",
    "approve_case", "ask_restriction", "close_case", "close_packet", "confirm_member", "decline_restriction",
    "disclose", "disclose_each", "disclose_in_emergency", "disclose_on_order", "disclose_to_self", "end_conflict", "end_emergency_access", "end_member",
    "end_restriction", "give_consent", "grant", "list_reader", "note_conflict", "open_case",
    "open_emergency_access", "open_partner", "queue_sending", "reopen_record", "restrict_record", "review",
    "choose_goal", "close_way", "revoke_consent", "said_in", "write_wishes", "Wishes", "WishesChanged", "seek_in_emergency", "send_packet", "set_contact_safety", "tell_of_emergency_access",
    "TooManyWays", "WayRules", "add_way", "change_way", "end_way", "unlist_reader", "welcome_member", "withdraw", "write_emergency_facts",
    "Access", "AccessChanged", "AllergyStands", "HOLD_ACCESS_NEEDS", "Told", "access_in", "change_allergy", "end_allergy",
    "may_change_allergy", "may_tell_allergies", "note_allergy", "tell_none_known", "write_access",
]  # fmt: skip
