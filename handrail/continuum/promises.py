"""What makes which promise true again after a restore, on one page."""

from __future__ import annotations

from collections.abc import Mapping

from handrail.foundation.accounts import promised as accounts
from handrail.foundation.accounts.events import AccountClosed, SignInReset
from handrail.foundation.consent import promised as consent
from handrail.foundation.consent.events import ContactSafetyChanged, ShareWithdrawn
from handrail.foundation.ledger.promises import Keeper
from handrail.foundation.teams import promised as teams
from handrail.foundation.teams.events import CareEnded, MembershipEnded

KEEPERS: Mapping[str, Keeper] = {
    ShareWithdrawn.kind: consent.share_withdrawn,
    ContactSafetyChanged.kind: consent.contact_safety_changed,
    AccountClosed.kind: accounts.account_closed,
    SignInReset.kind: accounts.sign_in_reset,
    CareEnded.kind: teams.care_ended,
    MembershipEnded.kind: teams.membership_ended,
}
