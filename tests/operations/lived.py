"""What Maya and her people do round a backup, and what is found after the restore; each in a process of its own.

`python -m tests.operations.lived live FOLDER` on the database that is backed up, `… look` on the restored one.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import django
import psycopg

WORDS = "The bakery let me go early."


def live(data: Path) -> dict[str, Any]:
    """A day with a backup in it; the moment between what is restored and what is only promised."""
    from django.utils import timezone

    from handrail.foundation.measures.actions import check_in
    from handrail.operations import keys, ledger_keeping
    from handrail.operations.backup import archiving, taking
    from handrail.operations.backup.shelf import Shelf
    from handrail.operations.backup.where import Where
    from handrail.operations.cluster import Cluster
    from tests.cast import build_cast

    url, where = Cluster(data).url(), Where.of(data)
    keys.note_new()
    cast = build_cast(timezone.now())
    taking.take(url, data, Shelf(where.folder), where.recipients, print)
    check_in(cast.maya, key=uuid4(), answers={"reach_out": "no", "words": WORDS}, act=cast.act(cast.maya))
    ledger_keeping.checkpoint()
    until = datetime.now(UTC)
    withdraw(cast)
    ledger_keeping.checkpoint()
    with psycopg.connect(url, autocommit=True) as connection:
        last = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()[0]
    while not (where.handed / last).exists():
        time.sleep(0.05)
    archiving.sweep(where)
    return {"until": until.isoformat(), "last": last}


def withdraw(cast: Any) -> None:
    """Maya stops sharing with Sam and says her number is not safe; her sign-in is reset; she is limited to Priya.
    Elin has records kept longer."""
    from django.utils import timezone

    from handrail.foundation.accounts import actions as accounts
    from handrail.foundation.accounts.models import Account
    from handrail.foundation.consent import actions as consent
    from handrail.foundation.consent.actions.restrictions import Against
    from handrail.foundation.consent.models import Grant
    from handrail.foundation.people.models import ContactPoint
    from handrail.foundation.rights import actions as rights

    maya, elin = (cast.act(one, timezone.now()) for one in (cast.maya, cast.elin))
    consent.withdraw(Grant.objects.get(person=cast.maya, reader=cast.sam), act=maya)
    point = ContactPoint.objects.get(person=cast.maya)
    unsafe, no = ContactPoint.Safety.UNSAFE, ContactPoint.Voicemail.NO
    consent.set_contact_safety(point, safety=unsafe, voicemail=no, act=maya)
    accounts.reset_sign_in(Account.objects.get(person=cast.maya), act=elin)
    asked = consent.ask_restriction(
        "Not her.", act=maya, against=Against(reader=cast.lena), what=["demographics"]
    )
    consent.agree_restriction(asked, answer="Yes.", act=elin)
    rights.keep_for(10, 12, act=elin)


def look(_data: Path) -> dict[str, Any]:
    """Who sees Maya, and whether what she wrote after the backup is there and opens."""
    from django.utils import timezone

    from handrail.foundation.accounts.models import Account, Session
    from handrail.foundation.consent.evaluator import may
    from handrail.foundation.ledger.act import Act
    from handrail.foundation.measures.models import CheckIn
    from handrail.foundation.people.models import ContactPoint, Person
    from handrail.foundation.rights.queries import years_kept

    def sees(name: str, what: str) -> bool:
        reader = Account.objects.select_related("person").get(email__startswith=f"{name}@").person
        return may(Act(reader, timezone.now(), "test"), what, maya)

    maya = Person.objects.get(preferred_name="Maya P.")
    return {
        "priya": sees("priya", "demographics"), "lena": sees("lena", "demographics"),
        "sam": sees("sam", "checkins"), "theo": [sees("theo", what) for what in ("demographics", "checkins")],
        "words": [one.words for one in CheckIn.objects.filter(person=maya)],
        "number": ContactPoint.objects.get(person=maya).safety,
        "password": Account.objects.get(person=maya).has_usable_password(),
        "sessions": Session.objects.count(), "years": years_kept()[10],
    }  # fmt: skip


if __name__ == "__main__":
    django.setup()
    print(json.dumps({"live": live, "look": look}[sys.argv[1]](Path(sys.argv[2]))))
