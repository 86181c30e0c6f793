"""Push to a browser, by the service of whoever made it (RFC 8030): sealed for that browser, signed by us (RFC 8292).

Off until `handrail push make-key`. Nothing goes to an address outside `PUSH_SERVICES`: a browser says where, and what it
says could be anything.
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass
from email.message import Message
from fnmatch import fnmatchcase
from typing import IO
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from handrail.foundation.messaging.senders.sealed_push import CURVE, POINT, SECRET, point_of, sealed_for

#: How long a service may take, in seconds; how long our signature is good for (RFC 8292: at most a day).
PATIENCE, SIGNED_FOR = 5.0, 3600
GONE = {404, 410}
#: A host as it may be written: whatever reads it next reads the same one.
HOST = re.compile(r"[a-z0-9.-]+(:\d{1,5})?")


class NotAnAddress(ValueError):
    """This is nothing that a note could be pushed to."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where one browser is reached: `endpoint` at its service, its point and secret in base64url."""

    endpoint: str
    point: str
    secret: str

    def __post_init__(self) -> None:
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(CURVE, plain(self.point))
            lengths = (len(plain(self.point)), len(plain(self.secret)))
            served = is_served(self.endpoint)
        except ValueError as wrong:
            raise NotAnAddress from wrong
        if lengths != (POINT, SECRET) or not served:
            raise NotAnAddress

    def kept(self) -> str:
        return json.dumps(asdict(self))


def address(kept: str, at: int, good_for: int) -> str:
    """A kept subscription with the moment, and for how many seconds the service may hold on to a note."""
    return json.dumps({**json.loads(kept), "at": at, "good_for": good_for})


def is_on() -> bool:
    """Whether this installation has a key to sign with."""
    return bool(settings.PUSH_KEY.exists())


def public_key() -> str:
    """What a browser is told whose notes it lets in; "" when push is off."""
    return text(point_of(_key())) if is_on() else ""


def is_served(endpoint: str) -> bool:
    """Whether an address belongs to one of the services that notes may go to."""
    parts = urlsplit(endpoint)
    origin = f"{parts.scheme}://{parts.netloc}"
    known = any(fnmatchcase(origin, service) for service in settings.PUSH_SERVICES)
    return known and HOST.fullmatch(parts.netloc) is not None


def hand(address: str, words: str, key: str) -> str:
    """`gone` when the browser does not want notes any more; a newer note with the same key takes the place of one."""
    said = json.loads(address)
    if not is_on() or not is_served(said["endpoint"]):
        return "refused"
    body = sealed_for(plain(said["point"]), plain(said["secret"]), words.encode())
    request = urllib.request.Request(said["endpoint"], data=body, headers=_headers(said, key))  # noqa: S310 - a service from the settings
    try:
        with _opener().open(request, timeout=PATIENCE) as answer:
            return "accepted" if answer.status in {200, 201, 202, 204} else "unknown"
    except urllib.error.HTTPError as refused:
        if refused.code in GONE:
            return "gone"
        return "refused" if refused.code < 500 and refused.code != 429 else "unknown"
    except OSError:
        return "unknown"


def _headers(said: dict[str, str], key: str) -> dict[str, str]:
    return {
        "Authorization": f"vapid t={_token(said['endpoint'], int(said['at']))}, k={public_key()}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(said["good_for"])),
        "Topic": key[:32],
        "Urgency": "normal",
    }


def _token(endpoint: str, at: int) -> str:
    parts = urlsplit(endpoint)
    claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": at + SIGNED_FOR, "sub": settings.PUSH_CONTACT}
    said = ".".join(text(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, claims))
    first, second = decode_dss_signature(_key().sign(said.encode(), ec.ECDSA(SHA256())))
    return f"{said}.{text(first.to_bytes(32, 'big') + second.to_bytes(32, 'big'))}"


def _key() -> ec.EllipticCurvePrivateKey:
    found = load_pem_private_key(settings.PUSH_KEY.read_bytes(), None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found


class _Nowhere(urllib.request.HTTPRedirectHandler):
    """A service that sends us elsewhere is not followed: elsewhere was not asked about."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_Nowhere)


def plain(said: str) -> bytes:
    """Bytes of base64url without its padding. Raises ValueError."""
    return urlsafe_b64decode(said.encode("ascii") + b"=" * (-len(said) % 4))


def text(said: bytes) -> str:
    return urlsafe_b64encode(said).decode().rstrip("=")
