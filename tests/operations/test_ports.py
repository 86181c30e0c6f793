"""A port that cannot be had is one clear line."""

from __future__ import annotations

import errno
import socket

import pytest

from handrail.operations import ports
from handrail.operations.trouble import Trouble


def test_a_taken_port_names_another(unused_port: int) -> None:
    with socket.create_server(("127.0.0.1", unused_port)):
        with pytest.raises(Trouble, match=rf"Port {unused_port} .* taken .*PORT={unused_port + 1}"):
            ports.check_free("127.0.0.1", unused_port)
    ports.check_free("127.0.0.1", unused_port)


def test_an_address_of_another_machine_cannot_be_listened_at(unused_port: int) -> None:
    with pytest.raises(Trouble, match="cannot be used"):
        ports.check_free("192.0.2.1", unused_port)


def test_a_port_that_only_root_may_have_says_so() -> None:
    refused = ports.cannot_listen("127.0.0.1", 80, PermissionError(errno.EACCES, "Permission denied"))
    assert "Port 80 on 127.0.0.1 needs the rights of root." in str(refused)
