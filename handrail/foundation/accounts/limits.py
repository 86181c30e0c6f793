"""How long a sign-in lasts. Source: NIST SP 800-63B-4, AAL3 (12 h in all, 15 min idle), kept for shared clinics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """`idle`: without anything done. `whole`: from sign-in, whatever is done."""

    idle: timedelta
    whole: timedelta


CLIENT = Limits(timedelta(minutes=15), timedelta(hours=12))
STAFF = Limits(timedelta(minutes=15), timedelta(hours=12))
#: Whoever reads why and how records were opened, or sets up the installation.
OFFICE = Limits(timedelta(minutes=10), timedelta(hours=8))
#: Before sign-in: what was typed waits as long as a sign-in would last.
NOBODY_YET = Limits(timedelta(minutes=30), timedelta(hours=2))
#: Activity is written down at most this often; a session may end this much early, never late.
NOTED_EVERY = timedelta(seconds=30)
