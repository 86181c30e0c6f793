"""Ports for servers that a test starts a moment later."""

from __future__ import annotations

import random
import socket


def free_port() -> int:
    """A port of this machine that nobody listens at, of those that the system never gives out by itself.

    A port that the system gave us could be given to somebody else's connection before our server is up.
    """
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
