"""What `handrail doctor` asks about mail that comes back."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django.conf import settings

from handrail.operations.findings import Finding

DO = "docs/recipes/mail-that-comes-back.md"
NAME = "Returned mail"
#: In seconds: the sender looks each half minute.
READ_WITHIN = 900


def returned_mail() -> Finding:
    """Where mail comes back to can be read, and is; or nobody said where that is, which is a choice."""
    if not settings.RETURNED_MAIL:
        return Finding(NAME, True, f"not read: an address that takes no mail may go unnoticed ({DO})")
    box = Path(settings.RETURNED_MAIL).expanduser()
    missing = [name for name in ("new", "cur") if not os.access(box / name, os.R_OK | os.W_OK | os.X_OK)]
    if missing:
        return Finding(NAME, False, f"{box} is no Maildir that we may read and write", f"See {DO}.")
    if not settings.RETURN_ADDRESS:
        return Finding(NAME, False, "HANDRAIL_RETURN_ADDRESS is not set: nothing comes there", f"See {DO}.")
    waiting = [one for one in (box / "new").iterdir() if one.lstat().st_mtime < time.time() - READ_WITHIN]
    says = f"{len(waiting)} mails wait" if waiting else "read"
    return Finding(NAME, not waiting, says, "Is the sender running? `handrail up`, and log/sender.log.")
