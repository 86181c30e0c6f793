"""The ways out of the house: files of what the gate handed over, and the guard that lets nothing else out.

A view never writes `Content-Disposition`, CSV or PDF itself: it asks the gate (`consent.disclose…`) and gives what it
got to one of these. The notice and the scope of the consent are then part of the file, whatever its format.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from handrail.foundation.consent.disclosing import HandedOver

#: What a browser keeps as a file, or another programme reads: none of it leaves without the gate.
CARRYING = ("text/csv", "application/pdf", "application/zip", "application/fhir+json", "application/vnd.", "text/calendar")  # fmt: skip
#: Files in which nothing of anybody's record stands, by name of their address, each with its reason.
NOTHING_OF_A_RECORD = {
    "mfa_download_recovery_codes": "the codes of whoever is signed in, and of nobody's record",
    "calendar_feed": "the hours in which a worker is busy: no names, no places, of nobody's record",
    "appointment_file": "that the person themself has an appointment, and when: not with whom, where or why",
}
#: How a paper looks.
PAPER = Path(__file__).with_name("paper.typ")
#: A spreadsheet would run what begins with one of these.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")

Answer = Callable[[HttpRequest], HttpResponse]


class NotHandedOver(RuntimeError):
    """Something was about to leave that had not gone through the gate. A mistake of ours: nothing is sent."""


def shown(page: HttpResponse, *handed: HandedOver) -> HttpResponse:
    """A page on which a partner or somebody close reads what was handed over; of nobody when nothing was."""
    page.handed_over = handed  # type: ignore[attr-defined]
    return page


def csv_file(handed: HandedOver, name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A table; the notice and the scope stand above it."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerows([_harmless(line)] for line in _cover(handed))
    table.writerows([_harmless(value) for value in row] for row in rows)
    return _file(handed, name, "text/csv; charset=utf-8", written.getvalue().encode())


def json_file(handed: HandedOver, name: str, record: Any) -> HttpResponse:
    """`{"notice": …, "scope": […], "record": …}`; for the person themself the record alone stands in it."""
    cover = {"notice": handed.notice.text if handed.notice else "", "scope": _scope(handed)}
    whole = {name: said for name, said in cover.items() if said} | {"record": record}
    return _file(
        handed, name, "application/json", json.dumps(whole, ensure_ascii=False, default=str).encode()
    )


def made_file(
    handed: HandedOver, name: str, content_type: str, make: Callable[[HandedOver, list[str]], bytes]
) -> HttpResponse:
    """A document that `make` puts together (a PDF): the lines it is given stand on its first page."""
    return _file(handed, name, content_type, make(handed, _cover(handed)))


def pdf_file(handed: HandedOver, name: str, document: Mapping[str, Any]) -> HttpResponse:
    """A paper set by typst from `paper.typ`. What stands in `document` is text there and never runs."""
    # Eighty megabytes that no other page needs.
    import typst

    def made(_handed: HandedOver, cover: list[str]) -> bytes:
        given = json.dumps({**document, "cover": cover}, ensure_ascii=False)
        return typst.compile(PAPER.read_bytes(), sys_inputs={"document": given})

    return made_file(handed, name, "application/pdf", made)


#: How a page is answered that shows something: as it was asked for, or again with what was typed.
DRAWN = {200, 422}


class WayOutMiddleware:
    """Refuses to send a file, or a page of a partner or of somebody close, that does not say what was handed over for it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if _leaves(request, response) and not hasattr(response, "handed_over"):
            raise NotHandedOver("An answer was held back: what leaves goes through the gate of consent.")
        return response


def _leaves(request: HttpRequest, response: HttpResponse) -> bool:
    found = request.resolver_match
    if found is not None and found.url_name in NOTHING_OF_A_RECORD:
        return False
    others = getattr(found.func, "door", "") in {"partner", "supporter"} if found else False
    kept = response.headers.get("Content-Type", "").startswith(CARRYING)
    return kept or "Content-Disposition" in response.headers or (others and response.status_code in DRAWN)


def _file(handed: HandedOver, name: str, content_type: str, body: bytes) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return shown(response, handed)


def _cover(handed: HandedOver) -> list[str]:
    return [*([handed.notice.text] if handed.notice else []), *_scope(handed)]


def _scope(handed: HandedOver) -> list[str]:
    return handed.scope.lines() if handed.scope else []


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text
