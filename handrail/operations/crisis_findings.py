"""What `handrail doctor` asks about whoever would be called."""

from __future__ import annotations

from django.conf import settings
from psycopg import Connection

from handrail.operations.findings import Finding

ON_CALL = (
    "SELECT count(*) FROM crisis_shift WHERE from_at <= clock_timestamp() AND until_at > clock_timestamp()"
)
#: The numbers of one's own team and of a mobile team are the organisation's choice.
CALLED = (
    "SELECT count(*) FROM teams_helpline"
    " WHERE purpose NOT IN ('team', 'mobile_team') AND check_again_on >= current_date"
)
#: Two days is more than any time zone: by then somebody's day should have been closed.
BEHIND = """
SELECT count(*) FROM watch_watchstate AS w WHERE w.through_day < current_date - 2 AND EXISTS (
    SELECT 1 FROM teams_enrolment AS e
    WHERE e.person_id = w.person_id AND e.from_on <= current_date AND (e.until_on IS NULL OR e.until_on > current_date))
"""
#: Workers whose last call by mail came back: as `pillars.crisis.ladder.without_mailbox` asks.
MAILLESS = """
SELECT count(DISTINCT gone.to_id) FROM crisis_page AS gone
WHERE gone.channel = 'email' AND gone.status = 'gone' AND gone.at > clock_timestamp() - interval '30 days'
  AND EXISTS (SELECT FROM accounts_account AS a WHERE a.person_id = gone.to_id AND a.closed_at IS NULL)
  AND NOT EXISTS (SELECT FROM crisis_page AS later WHERE later.to_id = gone.to_id AND later.channel = 'email'
                  AND later.status = 'accepted' AND later.at > gone.at)
"""
#: What was put off for longer is not due any more: it would have been tried again.
PUT_OFF = """
SELECT part, count(*), min(since) AT TIME ZONE 'UTC' FROM ledger_putoff
WHERE until_at > clock_timestamp() - interval '10 minutes' GROUP BY part ORDER BY part
"""
DO = "A supervisor plans who is on call under Crisis, Who is on call: docs/recipes/who-is-called.md."


def on_call(connection: Connection) -> Finding:
    """Somebody is on call now, and no request for help waits beside the database."""
    row = connection.execute(ON_CALL).fetchone()
    count = row[0] if row else 0
    if not count:
        return Finding("On call", False, "nobody now: supervisors are called first", DO)
    return Finding("On call", True, f"{count} now")


def numbers(connection: Connection) -> Finding:
    """Somebody of the organisation called each number on the help page, not too long ago."""
    row = connection.execute(CALLED).fetchone()
    count = row[0] if row else 0
    do = "A supervisor or an administrator calls each and says so: Workers, Numbers for help."
    return Finding("Help numbers", count >= 3, f"{count} of 3 called in time", do)


def kept(connection: Connection) -> Finding:
    """Nothing lies in the spool that could not be brought in."""
    unread = sum(1 for _path in settings.SPOOL.glob("*.broken"))
    do = "Bring back the keys these were sealed with, then rename them to .asking: docs/recipes/who-is-called.md."
    return Finding("Spool", not unread, f"{unread} requests for help do not open" if unread else "empty", do)


def looks_beside(connection: Connection) -> Finding:
    """Nobody had to read what cannot wait while the ledger could not be written: nothing else opens then."""
    folder = settings.SPOOL / "viewings"
    waiting, unread = (sum(1 for _path in folder.glob(one)) for one in ("*.viewings", "*.broken"))
    do = "See why the ledger cannot be written, then wait for the worker: docs/recipes/who-is-called.md."
    says = f"{waiting} looks in a crisis wait beside it, {unread} do not open"
    return Finding("Looks", not (waiting or unread), says if waiting or unread else "takes every look", do)


def mailboxes(connection: Connection) -> Finding:
    """No mail by which a worker was called came back because nobody is at that address."""
    row = connection.execute(MAILLESS).fetchone()
    count = row[0] if row else 0
    do = "A supervisor reads whose under Crisis, Who is on call. See that the mailbox is there: docs/recipes/mail-that-comes-back.md."
    return Finding("Calls by mail", not count, f"come back for {count}" if count else "none came back", do)


def days(connection: Connection) -> Finding:
    """The watch goes on for everybody: nobody's days lie behind, and all that time brings could be done."""
    behind = connection.execute(BEHIND).fetchone()
    found = [f"not watched, since their days are not closed: {behind[0]}"] if behind and behind[0] else []
    put_off = connection.execute(PUT_OFF).fetchall()
    found += [f"could not be done since {since:%Y-%m-%d %H:%M} UTC: {part} {n}" for part, n, since in put_off]
    do = "The worker's log says row_put_off with the part, the number of the row and the kind of trouble; it is tried again by itself. After a long outage the worker needs some minutes."
    return Finding("Watch", not found, "; ".join(found) or "everybody's days are closed", do)
