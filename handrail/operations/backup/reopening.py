"""Between a restored database and its first reader: promises made true again, everybody signed out, the ledger verified.

`python -m handrail.operations.backup.reopening MOMENT FILE`, on the database of the environment; FILE gets what was found.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import django

from handrail.operations.backup import troubles
from handrail.operations.trouble import Trouble


def reopen(moment: datetime) -> dict[str, Any]:
    """Everything that comes before anybody may open a database as of `moment`; what was done. Raises Trouble."""
    from django.conf import settings

    from handrail.foundation.sealing import proving
    from handrail.operations import ledger_keeping

    bring_up_tables()
    ledger_keeping.note_restored(moment)
    made = _replay(moment)
    signed_out = _sign_everybody_out()
    ledger_keeping.checkpoint()
    report, _ = ledger_keeping.verify(whole=True)
    return {
        "promises": made,
        "signed_out": signed_out,
        "ledger_well": report.well,
        "ledger_checked": report.checked,
        "ledger_flaws": [str(flaw) for flaw in report.flaws[:5]],
        "keys": bool(proving.can_read()),
        "keys_at": str(settings.KEYS),
    }


def bring_up_tables() -> None:
    """A backup may be older than this code. Raises Trouble."""
    from django.core.management import call_command

    from handrail.operations import keys

    with keys.needed_by_migrations():
        call_command("migrate", interactive=False, verbosity=0)


def _replay(moment: datetime) -> dict[str, int]:
    """How many of each kind were read, and how many changed something."""
    from handrail.foundation.ledger import promise_file, promises
    from handrail.foundation.sealing.key_ring import KeysMissing
    from handrail.operations import keys

    late = promises.made_after(moment, promise_file.read(promises.place()))
    try:
        done = promises.replay(late, act=_act())
    except promises.PromiseUnknown as error:
        raise Trouble(
            str(error),
            kept=troubles.NOTHING_OPENED,
            do="Restore with the version of Handrail that wrote this promise ledger, or a newer one.",
        ) from error
    except KeysMissing as error:
        raise Trouble(
            "A promise cannot be made true without the keys that seal what people wrote.",
            kept=troubles.NOTHING_OPENED,
            do=f"Name the file of keys in HANDRAIL_KEYS and restore again: {keys.RECIPE}.",
        ) from error
    made = Counter(one.kind for one, changed in done if changed)
    return {
        "read": len(done),
        "changed": sum(made.values()),
        **{f"of {kind}": n for kind, n in sorted(made.items())},
    }


def _sign_everybody_out() -> int:
    from handrail.foundation.accounts.actions import end_every_session

    return end_every_session(why="restored", act=_act())


def _act() -> Any:
    from django.utils import timezone

    from handrail.foundation.ledger.act import Act

    return Act(actor=None, at=timezone.now(), via="restore")


def main(moment: str, told: str) -> int:
    """Run it; a Trouble is written for the process that started this one. Returns the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    try:
        django.setup()
        Path(told).write_text(json.dumps(reopen(datetime.fromisoformat(moment))))
    except Trouble as trouble:
        sys.stderr.write(trouble.written() + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
