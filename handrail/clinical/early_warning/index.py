"""One index from both kinds of evidence, and what its size means.

Source: early-warning design 6.1, 9. Budgets (simulated): watch about 2, alert about .5, strong about .25 a month for
a stable person.
"""

from __future__ import annotations

QUIET, WATCH, ALERT, STRONG = "quiet", "watch", "alert", "strong"
WATCH_FROM, ALERT_FROM, STRONG_FROM = 0.55, 1.0, 1.2
WATCHES_A_MONTH = 2.0
#: Both kinds together count when their sum passes this, though neither does alone.
TOGETHER = 1.3


def index(signals: float, silence: float) -> float:
    """I from Q / h_Q and S / h_S."""
    return max(signals, silence, (signals + silence) / TOGETHER)


def level(value: float) -> str:
    """quiet, watch (support for the person), alert (the care team) or strong."""
    if value < WATCH_FROM:
        return QUIET
    if value < ALERT_FROM:
        return WATCH
    return ALERT if value < STRONG_FROM else STRONG
