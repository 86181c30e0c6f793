"""What a phone keeps so that help, the check-in and Today open without signal."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.templatetags.static import static

FILES = [
    "ui/person.css",
    "ui/timed.css",
    "ui/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "ui/mark.svg",
    "ui/js/leave.js",
    "ui/js/offline.js",
    "ui/js/outbox.js",
    "ui/js/store.js",
    "ui/js/delivery.js",
    "ui/js/flow.js",
    "ui/js/enhance.js",
    "ui/js/timed.js",
    "ui/js/plan_phone.js",
]


def worker_context(
    pages: Sequence[str], lost: Mapping[str, str] | None = None, chosen: Sequence[str] = ()
) -> dict[str, Any]:
    """The context of templates/ui/sw.js for these page addresses; help comes first.

    `lost` leads from an address that forms are sent to, to the kept page that says it could not be sent.
    `chosen` is what somebody may choose to keep on a device of their own. `version` changes with the hashed names of the files and with the list of pages.
    """
    files = [static(name) for name in FILES]
    seen = "\n".join([*files, *pages, *chosen])
    return {
        "files": files,
        "pages": list(pages),
        "lost": dict(lost or {}),
        "chosen": list(chosen),
        "version": hashlib.sha256(seen.encode()).hexdigest()[:12],
    }
