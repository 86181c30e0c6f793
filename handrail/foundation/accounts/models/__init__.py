"""How somebody signs in, and where they are signed in."""

from handrail.foundation.accounts.models.account import Account, AccountManager
from handrail.foundation.accounts.models.factors import (
    KnownDevice,
    RecoveryCode,
    SignInTry,
    TotpKey,
)
from handrail.foundation.accounts.models.first_codes import FirstCode
from handrail.foundation.accounts.models.sent_codes import MailedCode, SentCode, TextedCode
from handrail.foundation.accounts.models.session import Session

__all__ = [
    "Account",
    "AccountManager",
    "FirstCode",
    "KnownDevice",
    "MailedCode",
    "RecoveryCode",
    "SentCode",
    "Session",
    "SignInTry",
    "TextedCode",
    "TotpKey",
]
