"""Maya lets her browser show notes: they go to its push service shut, signed, and open only there."""

from __future__ import annotations

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.messaging import actions as messaging
from handrail.foundation.messaging.actions import Wanted
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.delivering import send_due
from handrail.foundation.messaging.models import Permission, Reminder
from handrail.foundation.messaging.queries import reachable
from handrail.foundation.messaging.senders.push import (
    NotAnAddress,
    Subscription,
    hand,
    is_served,
    plain,
    public_key,
    text,
)
from handrail.foundation.messaging.senders.sealed_push import CURVE, point_of, sealed_for
from handrail.operations.push_command import make_key

SECRET = b"0123456789abcdef"


class Service(ThreadingHTTPServer):
    """A push service: keeps what came, and answers as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.answer, self.origin = 201, f"http://127.0.0.1:{self.server_port}"


class _Asked(BaseHTTPRequestHandler):
    timeout = 5

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((dict(self.headers), body))
        self.send_response(self.server.answer)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


@pytest.fixture
def service(settings, tmp_path):
    settings.PUSH_KEY = tmp_path / "keys" / "push.pem"
    with Service() as one:
        settings.PUSH_SERVICES = (one.origin,)
        serving = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        serving.start()
        yield one
        one.shutdown()
        serving.join(5)
        assert not serving.is_alive()


@pytest.fixture
def phone():
    """The key that only her browser has."""
    return ec.generate_private_key(CURVE)


def said_by(service: Service, phone: ec.EllipticCurvePrivateKey, name: str = "one") -> Subscription:
    return Subscription(f"{service.origin}/{name}", text(point_of(phone)), text(SECRET))


def opened(phone: ec.EllipticCurvePrivateKey, body: bytes) -> str:
    """As a browser opens it (RFC 8291, section 3)."""
    salt, point, shut = body[:16], body[21:86], body[86:]
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    root = HKDF(SHA256(), 32, SECRET, b"WebPush: info\0" + point_of(phone) + point).derive(
        phone.exchange(ec.ECDH(), theirs)
    )
    key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(root)
    nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(root)
    return AESGCM(key).decrypt(nonce, shut, None).rstrip(b"\0").removesuffix(b"\x02").decode()


def signed(header: str) -> dict[str, object]:
    """The claims, when they are signed by the key that stands beside them (RFC 8292)."""
    token, key = header.removeprefix("vapid t=").split(", k=")
    said, _, mark = token.rpartition(".")
    both = plain(mark)
    signature = encode_dss_signature(int.from_bytes(both[:32], "big"), int.from_bytes(both[32:], "big"))
    ours = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, plain(key))
    ours.verify(signature, said.encode(), ec.ECDSA(SHA256()))
    assert key == public_key()
    return dict(json.loads(plain(said.split(".")[1])))


def test_a_published_example_comes_out_byte_for_byte():
    """RFC 8291, section 5."""
    ours = ec.derive_private_key(
        int.from_bytes(plain("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), CURVE
    )
    theirs = plain("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
    made = sealed_for(
        theirs, plain("BTBZMqHH6r4Tts7J_aSIgg"), b"When I grow up, I want to be a watermelon",
        length=0, ours=ours, salt=plain("DGv6ra1nlYgDCS1FRnbzlw"),
    )  # fmt: skip
    assert text(made) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3"
        "jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_note_goes_to_her_browser_shut_and_one_that_takes_no_more_is_forgotten(cast, service, phone):
    make_key()
    browser = said_by(service, phone)
    given = messaging.let_push(cast.maya, browser, called="Firefox, Android", act=cast.act(cast.maya))
    assert messaging.let_push(cast.maya, browser, act=cast.act(cast.maya)) == given
    morning = cast.now.replace(hour=14, minute=0) + timedelta(days=1)
    house = cast.act(None, at=morning)
    for day, answer in enumerate((201, 410)):
        at = morning + timedelta(days=day)
        service.answer = answer
        wanted = Wanted(cast.maya.pk, Kind.SCALE, f"{day}", at, at + timedelta(hours=2))
        messaging.remind([wanted], act=house)
        assert send_due(act=cast.act(None, at=at)) == 1
    headers, body = service.came[0]
    assert opened(phone, body) == "You have a note."
    assert b"note" not in body and len(body) == len(service.came[1][1])
    assert (headers["Content-Encoding"], headers["Urgency"]) == ("aes128gcm", "normal")
    assert 0 < int(headers["Ttl"]) <= 3600
    claims = signed(headers["Authorization"])
    assert claims["aud"] == service.origin and 0 < claims["exp"] - morning.timestamp() <= 86400
    assert list(Reminder.objects.order_by("pk").values_list("status", flat=True)) == ["accepted", "refused"]
    given.refresh_from_db()
    assert given.ended_how == "gone" and cast.maya.pk not in reachable()


def test_a_browser_is_one_persons_and_nobody_gives_it_for_another(cast, service, phone):
    make_key()
    browser = said_by(service, phone)
    mayas = messaging.let_push(cast.maya, browser, act=cast.act(cast.maya))
    for other in (cast.priya, cast.theo):
        with pytest.raises(Refused):
            messaging.let_push(cast.maya, browser, act=cast.act(other))
    omars = messaging.let_push(cast.omar, browser, act=cast.act(cast.omar))
    mayas.refresh_from_db()
    assert mayas.ended_how == "anew"
    assert list(Permission.objects.holding()) == [omars]


def test_nothing_goes_elsewhere_and_nothing_without_a_key(settings, service, phone):
    given = json.dumps({**json.loads(said_by(service, phone).kept()), "at": 0, "good_for": 60})
    assert hand(given, "words", "one") == "refused" and not service.came
    make_key()
    for answer, said in ((302, "refused"), (404, "gone"), (429, "unknown"), (503, "unknown")):
        service.answer = answer
        assert hand(given, "words", "one") == said
    assert len(service.came) == 4
    settings.PUSH_SERVICES = ("https://*.push.apple.com",)
    assert is_served("https://web.push.apple.com/abc") and hand(given, "words", "one") == "refused"
    for wrong in (
        "http://web.push.apple.com/", "https://push.apple.com.example.org/", "https://me@web.push.apple.com/",
        "https://example.org\\.push.apple.com/", "https://example.org#.push.apple.com/", "https://[::1", "", "/etc/passwd",
    ):  # fmt: skip
        with pytest.raises(NotAnAddress):
            Subscription(wrong, text(point_of(phone)), text(SECRET))
    assert len(service.came) == 4
