"""The old system's files, written where a test may read them, and what stands in the database."""

from __future__ import annotations

import pytest

from handrail.foundation.ledger.models import Delivery, Entry
from handrail.foundation.measures.models import CheckIn
from handrail.foundation.people.models import CarePreferences, ContactPoint, Person
from handrail.foundation.teams.models import CareRelationship, Enrolment

WRITTEN = (Person, ContactPoint, CarePreferences, Enrolment, CareRelationship, CheckIn, Entry, Delivery)


@pytest.fixture
def old_system(tmp_path):
    """Write a file and return its path: lines of text, or bytes as they are."""

    def write(*lines, name="old-system.csv"):
        path = tmp_path / name
        data = lines[0] if isinstance(lines[0], bytes) else ("\n".join(lines) + "\n").encode()
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def here():
    """How many rows of each kind stand in the database."""
    return lambda: {model.__name__: model.objects.count() for model in WRITTEN}
