"""What a browser is told with every answer: run nothing from elsewhere, keep nothing, show nothing to others."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.urls import reverse

from handrail.config.asgi import application
from tests.trust.forms import browser
from tests.trust.routes import ROUTES

YEAR = 31_536_000
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "connect-src": "'self'", "font-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'",
    "base-uri": "'none'", "form-action": "'self'", "frame-ancestors": "'none'",
}  # fmt: skip

#: What a strict policy would stop: a script or a style that stands in the page itself.
SCRIPT_INSIDE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I)
STYLE_INSIDE = re.compile(r"<style|<[a-z][^>]*\sstyle=|<[a-z][^>]*\son[a-z]+=|javascript:", re.I)


@pytest.fixture
def tls(settings):
    """Behind TLS, as an installation runs for real."""
    settings.SECURE_HSTS_SECONDS = YEAR


def told(answer):
    return {name: answer.headers.get(name) for name in ALWAYS}


def policy(answer):
    rules = (rule.strip().split(" ", 1) for rule in answer["Content-Security-Policy"].split(";"))
    return dict(rules)


@pytest.mark.parametrize("who", ["maya", "priya", "elin", "hana", "theo", ""])
def test_every_answer_at_every_address_is_cautious(world, tls, who):
    client = browser(world, who) if who else Client()
    for route in ROUTES:
        for address in {route.at(world.named(route)), route.at(world.missing(route))}:
            for method in ("get", "post", "options"):
                cautious(getattr(client, method)(address, secure=True), (route.name, method))


def cautious(answer, where):
    assert told(answer) == ALWAYS, where
    assert policy(answer) == POLICY, where
    assert answer["Strict-Transport-Security"] == f"max-age={YEAR}", where
    assert "no-store" in answer["Cache-Control"], where
    if "html" in answer.get("Content-Type", ""):
        page = answer.content.decode()
        assert not SCRIPT_INSIDE.search(page) and not STYLE_INSIDE.search(page), where


def test_what_is_refused_before_a_page_is_reached_is_cautious_too(world, tls):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for answer, status in (
        (client.get("/nowhere/", secure=True), 404),
        (client.post(reverse("account_login"), {"login": "x"}, secure=True), 403),
        (client.get("/", headers={"host": "elsewhere.example"}, secure=True), 400),
    ):
        assert answer.status_code == status
        cautious(answer, status)


def test_a_file_of_ours_is_for_our_own_pages_only(world):
    answer = Client().get("/static/ui/js/leave.js")
    assert answer.status_code == 200
    assert (
        answer["Cross-Origin-Resource-Policy"] == "same-origin"
        and answer["X-Content-Type-Options"] == "nosniff"
    )
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_the_stream_that_no_middleware_sees_is_cautious_too(world):
    sent = []

    async def ask():
        async def receive():
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        await application({"type": "http", "path": "/events", "headers": []}, receive, send)

    async_to_sync(ask)()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    assert {name: headers.get(name.lower()) for name in ALWAYS} == ALWAYS
    assert (
        "default-src 'none'" in headers["content-security-policy"] and headers["cache-control"] == "no-store"
    )


def test_behind_tls_cookies_belong_to_this_host_and_the_wire_is_tls_for_a_year():
    asked = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_DOMAIN, s.SECURE_HSTS_SECONDS)"
    )
    known = {**os.environ, "HANDRAIL_HTTPS": "yes", "DJANGO_SETTINGS_MODULE": "handrail.config.settings"}
    answer = subprocess.run(
        [sys.executable, "-c", asked],
        env=known,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert answer.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "/", "None", str(YEAR)]
