"""Meetings by address: fetched over https from the open internet alone, and nothing changes where anything is wrong."""

from __future__ import annotations

import json
import socket
import ssl
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from handrail.foundation.consent.evaluator import Refused
from handrail.operations import fetching, meetings_command
from handrail.operations.fetching import NotFetched, dial_public, fetch, host_of, is_public
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.models import MeetingFeed, OpenMeeting

HOST = "meetings.example.org"
ADDRESS = f"https://{HOST}/guide.json"
MILL = {"name": "Seven o’clock", "slug": "seven", "day": 4, "time": "19:00"}
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Table\r\nDTSTART;TZID=America/New_York:20261105T190000\r\n"
    "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)  # fmt: skip


class Told(BaseHTTPRequestHandler):
    """Answers with what the test said, and remembers what it was asked."""

    status, body, headers_out, asked = 200, b"[]", {}, []

    def do_GET(self):
        Told.asked.append(dict(self.headers))
        same = Told.headers_out.get("ETag") and self.headers.get("If-None-Match") == Told.headers_out["ETag"]
        self.send_response(304 if same else Told.status)
        for name, value in (
            {} if same else {"Content-Length": str(len(Told.body)), **Told.headers_out}
        ).items():
            self.send_header(name, value)
        self.end_headers()
        if not same:
            self.wfile.write(Told.body)

    def log_message(self, *_words):
        """Nothing is written to the screen."""


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server of our own with a certificate for that host: the ways in which `fetch` reaches it."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    server = HTTPServer(("127.0.0.1", 0), Told)
    server.timeout = 5
    inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inside.load_cert_chain(file)
    server.socket = inside.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    trust = ssl.create_default_context(cafile=str(file))
    yield {"dial": lambda _host: socket.create_connection(server.server_address, timeout=5), "context": trust}
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)
    assert not thread.is_alive()


def say(body, status=200, **headers):
    Told.body = body if isinstance(body, bytes) else json.dumps(body).encode()
    Told.status, Told.headers_out, Told.asked = (
        status,
        {k.replace("_", "-"): v for k, v in headers.items()},
        [],
    )


@pytest.mark.django_db
def test_it_comes_in_once_and_what_is_unchanged_costs_nothing(served):
    say([MILL], ETag='"one"')
    assert meetings_command.run(ADDRESS, "Riverbend", **served)[0] == 0
    feed = MeetingFeed.objects.get()
    assert OpenMeeting.objects.listed().get().feed == "Riverbend" and feed.etag == '"one"'
    assert meetings_command.ask(feed, **served) == (0, "Riverbend: nothing changed.")
    assert Told.asked[-1]["If-None-Match"] == '"one"'
    say(CALENDAR.encode(), ETag='"two"')
    assert meetings_command.run(ADDRESS, "Riverbend", may_shrink=True, **served)[0] == 0
    assert OpenMeeting.objects.listed().get().name == "Table"
    assert meetings_command.run_forget("Riverbend")[0] == 0 and not MeetingFeed.objects.exists()
    assert OpenMeeting.objects.listed().exists() and meetings_command.run_forget("Riverbend")[0] == 2


@pytest.mark.django_db
def test_whatever_is_wrong_is_said_and_the_list_stays_as_it_was(served, cast):
    say([MILL, MILL | {"slug": "late", "time": "21:00"}, MILL | {"slug": "third"}])
    meetings_command.run(ADDRESS, "Riverbend", **served)
    before = list(OpenMeeting.objects.listed().values_list("slug", flat=True))
    wrong = (
        ([MILL, MILL | {"slug": "bad", "time": "25:99"}], {}, 1, "row 2: "), (b"<html>", {}, 1, "no JSON"), (b"\xff\xfe", {}, 1, "UTF-8"),
        ([MILL], {}, 2, "--may-shrink"), (b"", {"status": 500}, 2, "answered 500"), ([MILL], {"Content_Encoding": "gzip"}, 2, "packed"),
        (b"", {"status": 302, "Location": "http://meetings.example.org/"}, 2, "Only an https"),
        (b"", {"status": 302, "Location": "file:///etc/passwd"}, 2, "Only an https"),
        (b"", {"status": 302, "Location": ADDRESS}, 2, "again and again"),
    )  # fmt: skip
    feed = MeetingFeed.objects.get()
    for body, headers, code, words in wrong:
        say(body, **headers)
        got, told = meetings_command.ask(feed, **served)
        assert (got, words in told) == (code, True), told
        feed.refresh_from_db()
        assert (
            words in feed.trouble
            and list(OpenMeeting.objects.listed().values_list("slug", flat=True)) == before
        )
    for actor in (cast.ravi, cast.theo):
        with pytest.raises(Refused):
            peers.keep_feed("Riverbend", "https://inside.example/", act=cast.act(actor))


def test_it_is_never_larger_than_we_can_bear_nor_of_somebody_else(served, settings, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    say(b"x" * 1001)
    with pytest.raises(NotFetched, match="larger"):
        fetch(ADDRESS, **served)
    say(b"x", Content_Length="5")
    with pytest.raises(NotFetched):
        fetch(ADDRESS, **served)
    with pytest.raises(NotFetched, match="SSLCertVerificationError"):
        fetch("https://elsewhere.example.org/", **served)
    monkeypatch.setattr(fetching, "WHOLE", 0.2)
    ours, theirs = socket.socketpair()
    with theirs, pytest.raises(NotFetched, match="did not answer"):
        fetch(ADDRESS, dial=lambda _host: ours, context=served["context"])


@pytest.mark.parametrize(
    "url",
    ["http://a.example/", "ftp://a.example/", "https://u:p@a.example/", "https://a.example:8443/", "https:///x", "https://[::1", "https://a.example/ x", "", "//a.example"],
)  # fmt: skip
def test_an_address_that_could_lead_anywhere_is_not_asked(url):
    with pytest.raises(NotFetched):
        host_of(url)


@pytest.mark.parametrize(
    ("address", "public"),
    [("93.184.216.34", True), ("2606:2800:220:1::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("169.254.169.254", False),
     ("192.168.0.1", False), ("100.64.0.1", False), ("0.1.2.3", False), ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False),
     ("fd00::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:a00:1::", False)],
)  # fmt: skip
def test_only_the_open_internet_is_asked(address, public):
    assert ip_address(address.partition("%")[0]) and is_public(address) is public
    if address == "127.0.0.1":
        with pytest.raises(NotFetched, match="not public"):
            dial_public("localhost")
