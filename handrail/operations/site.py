"""`python -m handrail.operations.site`: brings database, messages and static files up to this code.

Runs in a process of its own, so that the supervisor stays small and never holds old code.
"""

from __future__ import annotations

import hashlib
import io
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from handrail.operations import messages, migrating
from handrail.operations.places import PROJECT
from handrail.operations.trouble import Trouble, from_os_error

SOURCES = ("handrail/**/static/**/*", "requirements/core.txt", "handrail/config/static.py")
# These ship with django-htmx, no page uses them, and one of them names a file that is not there.
UNUSED = ["django_htmx/ext/*", "htmx-4*", "htmax-4*"]


def main() -> None:
    """See that code and access matrix are whole, compile messages, migrate, collect what changed. Raises Trouble."""
    messages.compile_stale()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handrail.config.settings")
    django.setup()
    from handrail.operations import consent_findings, keys

    call_command("check", stdout=io.StringIO())
    fitting = keys.see_that_they_fit()
    with keys.needed_by_migrations():
        _migrate()
    if fitting:
        keys.note_new()
    consent_findings.see_that_consent_is_enforced()
    _begin_promises()
    collect_static(Path(settings.STATIC_ROOT))


def _migrate() -> None:
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        if not migrating.in_use(error):
            raise
        raise Trouble(
            "A table to be changed was in use the whole time.",
            kept="What was migrated stays, the rest was not begun, and what runs goes on.",
            do="Wait for long reports, exports or dumps to end, then `handrail migrate` again.",
        ) from error


def _begin_promises() -> None:
    from handrail.foundation.ledger import promises

    try:
        promises.begin()
    except OSError as error:
        raise from_os_error(error, promises.place()) from error


def collect_static(root: Path) -> bool:
    """Collect when a source is newer than what is there; returns whether it did."""
    note, made_from = root / "made-from", fingerprint()
    if note.exists() and note.read_text() == made_from:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    note.write_text(made_from)
    return True


def fingerprint() -> str:
    """A text that changes when any source of the static files does."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in PROJECT.glob(pattern) if path.is_file()):
        found = path.stat()
        digest.update(f"{path.relative_to(PROJECT)} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def told() -> int:
    """Run it; a Trouble is written for the process that started this one. Returns the exit code."""
    try:
        main()
    except Trouble as trouble:
        sys.stderr.write(trouble.written() + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(told())
