"""Comparing answers, all of them: a refusal that differs by a byte tells something."""

from __future__ import annotations

import re

from django.http import HttpResponse

#: Masked anew in every page, by design.
DRAWN_ANEW = re.compile(rb'(name="csrfmiddlewaretoken" value=)"\w+"')


def same(one: HttpResponse, other: HttpResponse, asked: str, other_asked: str) -> None:
    """Status, headers, cookies and body are equal, but for the address, which whoever asked has typed."""
    assert one.status_code == other.status_code
    assert _headers(one, asked) == _headers(other, other_asked)
    assert sorted(one.cookies) == sorted(other.cookies)
    assert _body(one, asked) == _body(other, other_asked)


def _headers(answer: HttpResponse, asked: str) -> dict[str, str]:
    return {n: v.replace(asked, "ADDRESS") for n, v in answer.headers.items() if n != "Content-Length"}


def _body(answer: HttpResponse, asked: str) -> bytes:
    return DRAWN_ANEW.sub(rb"\1", answer.content).replace(asked.encode(), b"ADDRESS")
