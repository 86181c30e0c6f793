"""Lighthouse's scores for performance and accessibility. Needs npx, which the project itself never does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench import data
from bench.browser import CHROMIUM, FLAGS
from bench.inside import inside
from bench.served import Served, served
from bench.table import Row, skipped

VERSION = "lighthouse@12.8.2"
AT_LEAST = 95
PATIENCE = 240
CATEGORIES = ("performance", "accessibility")
PERSONS = {
    "person's Today": "/me/",
    "check-in": "/me/check-ins/new/",
    "help": "/help/",
    "sign-in": "/sign-in/",
}


def rows() -> Iterator[Row]:
    if shutil.which("npx") is None:
        yield skipped("Lighthouse", "npx is not there")
        return
    if CHROMIUM is None:
        yield skipped("Lighthouse", "Chromium is not there")
        return
    with data.copy_of(data.small()) as copy, served(copy) as running:
        with inside(copy) as call:
            worker = call("bench.signed_in.counselors", 1)[0]
            person = call("bench.signed_in.in_care_of", worker.person)[0]
        teams = {"team's Today": "/team/", "team's person": f"/team/people/{person.person}/"}
        for what, path in PERSONS.items():
            session = "" if path == "/sign-in/" else person.session
            yield from _scores(running, f"{what}, phone", path, session, desktop=False)
        for what, path in teams.items():
            yield from _scores(running, f"{what}, desktop", path, worker.session, desktop=True)


def _scores(running: Served, what: str, path: str, session: str, *, desktop: bool) -> Iterator[Row]:
    report = running.data / "log" / "lighthouse.json"
    report.unlink(missing_ok=True)
    command = ["npx", "--yes", VERSION, f"{running.url}{path}", *_choices(report, session, desktop=desktop)]
    told = subprocess.run(
        command,
        env=os.environ | {"CHROME_PATH": str(CHROMIUM)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    if not report.exists():
        yield skipped(what, (told.stderr.strip().splitlines() or ["no report"])[-1][:100])
        return
    found = json.loads(report.read_text())
    for category in CATEGORIES:
        yield _row(f"{what}: {category}", found["categories"][category]["score"], _failed(found, category))


def _choices(report: Path, session: str, *, desktop: bool) -> list[str]:
    headers = [f"--extra-headers={json.dumps({'Cookie': f'session={session}'})}"] if session else []
    return [
        "--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}", *headers, *(["--preset=desktop"] if desktop else []),
    ]  # fmt: skip


def _row(what: str, score: float | None, failed: list[str]) -> Row:
    if score is None:
        return skipped(what, "Lighthouse gave no score")
    points = round(score * 100)
    lacking = f": {', '.join(failed)}" if points < AT_LEAST and failed else ""
    return Row(what, f"{points}{lacking}", f"at least {AT_LEAST}", ok=points >= AT_LEAST)


def _failed(found: dict, category: str) -> list[str]:
    """The audits that cost points."""
    weighed = [one["id"] for one in found["categories"][category]["auditRefs"] if one["weight"]]
    return [name for name in weighed if (found["audits"][name]["score"] or 0) < 0.9][:4]
