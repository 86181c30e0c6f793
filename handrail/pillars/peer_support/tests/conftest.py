"""Sam and Jo are peers of Maya's programme with certificates and profiles; Far works as one elsewhere."""

from __future__ import annotations

import pytest

from tests.peers import with_peers


@pytest.fixture
def peered(cast):
    return with_peers(cast)
