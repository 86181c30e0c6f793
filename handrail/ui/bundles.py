"""One stylesheet a surface, and one for each page that nobody opens first; put together from small files in a fixed order."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

STYLES = Path(__file__).resolve().parent / "static" / "ui" / "styles"

SHARED = [
    "base/layers.css",
    "base/fonts.css",
    "tokens.css",
    "base/reset.css",
    "base/base.css",
    "parts/button.css",
    "parts/words.css",
    "parts/strand.css",
    "parts/field.css",
    "parts/banner.css",
    "parts/sheet.css",
    "parts/chart.css",
]
#: Rules of one page alone come with that page: everybody's first visit does without them.
SURFACES = {
    "timed": ["base/layers.css", "person/timed.css"],
    "path": ["base/layers.css", "person/path.css"],
    "keyed": ["base/layers.css", "person/keyed.css"],
    "person": [
        *SHARED,
        "parts/water.css",
        "person/page.css",
        "person/top.css",
        "person/bar.css",
        "person/cards.css",
        "person/home.css",
        "person/flow.css",
        "person/help.css",
        "person/naloxone.css",
        "person/sign_in.css",
        "person/plan.css",
        "person/practice.css",
        "person/kept.css",
        "person/meetings.css",
        "parts/thread.css",
        "print.css",
    ],
    "team": [
        *SHARED,
        "team/page.css",
        "team/rail.css",
        "team/head.css",
        "team/menu.css",
        "team/board.css",
        "team/side.css",
        "team/record.css",
        "team/crisis.css",
        "team/console.css",
        "team/contacts.css",
        "team/timeline.css",
        "team/answers.css",
        "team/people.css",
        "team/calendar.css",
        "team/notes.css",
        "team/groups.css",
        "team/office.css",
        "team/partner.css",
        "team/services.css",
        "team/needs.css",
        "parts/thread.css",
        "print.css",
    ],
}


def bundle(surface: str) -> str:
    """The whole stylesheet of a surface, as it is served at static/ui/<surface>.css.

    Comments and indentation are left out and font addresses are made relative to static/ui/.
    KeyError when there is no such surface.
    """
    text = "\n".join((STYLES / name).read_text(encoding="utf-8") for name in SURFACES[surface])
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\n\s*", "\n", text).strip() + "\n"
    return text.replace('url("../../fonts/', 'url("fonts/')


def write_bundle(surface: str, folder: Path) -> Path:
    """Puts <folder>/ui/<surface>.css in place when it is missing or differs; returns its path.

    The file appears whole or not at all, so several processes may do this at once.
    """
    target = folder / "ui" / f"{surface}.css"
    text = bundle(surface)
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=target.parent, encoding="utf-8", delete=False) as draft:
        draft.write(text)
    os.chmod(draft.name, 0o644)
    os.replace(draft.name, target)
    return target
