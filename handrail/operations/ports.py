"""Whether the web server can have the address it is given."""

from __future__ import annotations

import errno
import socket

from handrail.operations.trouble import Trouble

WAYS_OUT = {
    errno.EADDRINUSE: ("is taken by another program", "Choose another one, for example PORT={other}."),
    errno.EACCES: ("needs the rights of root", "Choose one from 1024 on, for example PORT=8000."),
}


def check_free(host: str, port: int) -> None:
    """Raise Trouble when nobody can listen at `host`:`port`; port is 1 to 65535."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except (OSError, OverflowError) as error:
            raise cannot_listen(host, port, error) from error


def cannot_listen(host: str, port: int, error: Exception) -> Trouble:
    """The trouble that an error while listening means."""
    reason = f"cannot be used ({getattr(error, 'strerror', None) or error})"
    otherwise = (reason, "Choose another one with PORT=8000.")
    happened, do = WAYS_OUT.get(getattr(error, "errno", None) or 0, otherwise)
    return Trouble(
        f"Port {port} on {host} {happened}.", kept="Nothing was changed.", do=do.format(other=port + 1)
    )
