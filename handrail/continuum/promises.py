"""What makes which promise true again after a restore, on one page."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.continuum.erasing import promised as erasing
from handrail.foundation.accounts import promised as accounts
from handrail.foundation.accounts.events import (
    AccountClosed,
    FactorRemoved,
    PasswordChosen,
    RecoveryCodesMade,
    SecondStepReset,
    SignInReset,
)
from handrail.foundation.consent import events as of_consent
from handrail.foundation.consent import promised as consent
from handrail.foundation.consent import promised_closing as closing
from handrail.foundation.consent.events import ContactSafetyChanged, ShareWithdrawn
from handrail.foundation.consent.events.partners import MemberLeft
from handrail.foundation.ledger.promises import Keeper
from handrail.foundation.messaging import promised as messaging
from handrail.foundation.messaging.events import CircleLeft, CircleMemberTakenOut, PermissionEnded
from handrail.foundation.rights import promised as rights
from handrail.foundation.rights.events import ErasureApproved, ErasureCalledOff, KeptYearsSet, RecordErased
from handrail.foundation.scheduling import promised as scheduling
from handrail.foundation.scheduling.events import CalendarFeedEnded
from handrail.foundation.teams import promised as teams
from handrail.foundation.teams.events import CareEnded, MembershipEnded
from handrail.foundation.welcome import promised as welcome
from handrail.foundation.welcome.events import Part2Declared

KEEPERS: Mapping[str, Keeper] = {
    ShareWithdrawn.kind: consent.share_withdrawn,
    of_consent.ConsentRevoked.kind: consent.consent_revoked,
    ContactSafetyChanged.kind: consent.contact_safety_changed,
    of_consent.PacketClosed.kind: consent.packet_closed,
    MemberLeft.kind: consent.member_left,
    of_consent.EmergencyAccessEnded.kind: closing.emergency_access_ended,
    of_consent.RestrictionAgreed.kind: closing.restriction_agreed,
    of_consent.RestrictionEnded.kind: closing.restriction_ended,
    of_consent.ConflictNoted.kind: closing.conflict_noted,
    of_consent.ConflictEnded.kind: closing.conflict_ended,
    of_consent.RecordRestricted.kind: closing.record_restricted,
    of_consent.RecordReopened.kind: closing.record_reopened,
    of_consent.ReaderUnlisted.kind: closing.reader_unlisted,
    of_consent.CaseClosed.kind: closing.case_closed,
    CalendarFeedEnded.kind: scheduling.calendar_feed_ended,
    AccountClosed.kind: accounts.account_closed,
    SignInReset.kind: accounts.sign_in_reset,
    SecondStepReset.kind: accounts.second_step_reset,
    PasswordChosen.kind: accounts.password_chosen,
    FactorRemoved.kind: accounts.factor_removed,
    RecoveryCodesMade.kind: accounts.codes_made_anew,
    CareEnded.kind: teams.care_ended,
    MembershipEnded.kind: teams.membership_ended,
    PermissionEnded.kind: messaging.permission_ended,
    CircleLeft.kind: messaging.circle_left,
    CircleMemberTakenOut.kind: messaging.circle_left,
    Part2Declared.kind: welcome.part2_declared,
    ErasureApproved.kind: erasing.erasure_approved,
    ErasureCalledOff.kind: erasing.erasure_called_off,
    RecordErased.kind: erasing.record_erased,
    KeptYearsSet.kind: rights.years_were_set,
}
