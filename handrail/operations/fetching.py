"""A public file by its address: over https, from the open internet alone, and no more of it than we can bear.

An address that leads elsewhere is followed a few times, each time asked the same questions: no other scheme, no other
port, and no host of our own network (server-side request forgery). The host is asked for once, and what was looked at
is what is connected to.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import urljoin, urlsplit

#: Bytes; seconds without a byte; seconds for one answer as a whole; how often an address may lead elsewhere.
LARGEST, PATIENCE, WHOLE, HOPS = 20_000_000, 10.0, 60.0, 3
HTTPS, CHUNK = 443, 65_536
ELSEWHERE, NOT_CHANGED, HERE = {301, 302, 303, 307, 308}, 304, 200


class NotFetched(ValueError):
    """What stood in the way, in words for whoever runs the installation."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`body` is None when nothing changed since `etag` or `modified`; both are the server's own words."""

    body: bytes | None
    etag: str = ""
    modified: str = ""


Dial = Callable[[str], socket.socket]


def fetch(
    url: str, etag: str = "", modified: str = "", *, dial: Dial | None = None, context: ssl.SSLContext | None = None
) -> Fetched:  # fmt: skip
    """The file at `url`, unless it is as it was. `dial` connects to a host. Raises NotFetched."""
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    headers = {
        "User-Agent": "Handrail",
        "Accept-Encoding": "identity",
        **{k: v for k, v in asked.items() if v},
    }
    for _hop in range(HOPS + 1):
        line = _Line(host_of(url), dial or dial_public, context or ssl.create_default_context())
        try:
            found = _answer(line, url, headers)
        except (OSError, http.client.HTTPException, ValueError) as broken:
            if isinstance(broken, NotFetched):
                raise
            raise NotFetched(
                f"{line.host} did not answer as it should ({type(broken).__name__})."
            ) from broken
        finally:
            line.close()
        if isinstance(found, Fetched):
            return found
        url = found
    raise NotFetched("The address leads elsewhere again and again.")


def host_of(url: str) -> str:
    """The host of an https address without a name, a password or another port. Raises NotFetched."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise NotFetched("This is no address.") from wrong
    plain = parts.scheme == "https" and parts.hostname and port in {None, HTTPS} and "@" not in parts.netloc
    if not plain or not url.isascii() or any(one.isspace() for one in url):
        raise NotFetched("Only an https:// address is asked, without a name, password or port in it.")
    return str(parts.hostname)


def dial_public(host: str) -> socket.socket:
    """Connected to the host, none of whose addresses may lie in a network that is not public. Raises NotFetched."""
    try:
        found = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise NotFetched(f"{host} is not known.") from unknown
    if not found or not all(is_public(str(one[4][0])) for one in found):
        raise NotFetched(f"{host} lies in a network that is not public.")
    family, kind, protocol, _name, where = found[0]
    line = socket.socket(family, kind, protocol)
    try:
        line.settimeout(PATIENCE)
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also when another one hides in it."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        if one.ipv4_mapped is not None:
            return is_public(str(one.ipv4_mapped))
        hides = (
            one.sixtofour is not None or one.teredo is not None or one in ipaddress.ip_network("64:ff9b::/96")
        )
        return one.is_global and not one.is_multicast and not hides
    return one.is_global and not one.is_multicast


class _Line(http.client.HTTPSConnection):
    """A connection that is hung up when the whole of it takes too long, however the other side drips."""

    def __init__(self, host: str, dial: Dial, context: ssl.SSLContext) -> None:
        super().__init__(host, HTTPS, timeout=PATIENCE, context=context)
        self._dial, self._trust = dial, context
        self._bell: Timer | None = None

    def connect(self) -> None:
        line = self._dial(self.host)
        self.sock = self._trust.wrap_socket(line, server_hostname=self.host, do_handshake_on_connect=False)
        self._bell = Timer(WHOLE, _hang_up, [self.sock])
        self._bell.daemon = True
        self._bell.start()
        self.sock.do_handshake()

    def close(self) -> None:
        if self._bell is not None:
            self._bell.cancel()
        super().close()


def _hang_up(line: socket.socket) -> None:
    # It may have ended in this very moment.
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _answer(line: _Line, url: str, headers: dict[str, str]) -> Fetched | str:
    """What came, or the address it leads to."""
    parts = urlsplit(url)
    line.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), headers=headers)
    answer = line.getresponse()
    if answer.status in ELSEWHERE and (there := answer.getheader("Location")):
        return urljoin(url, there)
    if answer.status == NOT_CHANGED:
        return Fetched(None)
    if answer.status != HERE:
        raise NotFetched(f"{line.host} answered {answer.status}.")
    return Fetched(
        _body(answer), answer.getheader("ETag", "")[:200], answer.getheader("Last-Modified", "")[:60]
    )


def _body(answer: http.client.HTTPResponse) -> bytes:
    if answer.getheader("Content-Encoding", "identity") != "identity":
        raise NotFetched("The file came packed, which we did not ask for.")
    found = bytearray()
    while part := answer.read1(CHUNK):
        found += part
        if len(found) > LARGEST:
            raise NotFetched(f"The file is larger than {LARGEST // 1_000_000} MB.")
    if answer.length:
        raise NotFetched("The file broke off.")
    return bytes(found)
