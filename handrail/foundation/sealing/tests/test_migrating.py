"""An installation that has rows already: its words are sealed by the migration, and come back if it is undone."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from handrail.foundation.measures.models import CheckIn
from handrail.foundation.sealing.key_ring import KeysMissing
from handrail.operations.drawing import drawn_alone

BEFORE = ("measures", "0002_check_ins_may_come_from_an_older_system")
AFTER = ("measures", "0003_what_was_written_is_sealed")
TEXTS = ["Called Sam ✓", "", 'O\'Brien said \\x00 "no"']


def migrate(*to):
    """As `handrail migrate` does; by default to the newest of all."""
    executor = MigrationExecutor(connection)
    with drawn_alone():
        executor.migrate(list(to) or executor.loader.graph.leaf_nodes())


def lying():
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM measures_checkin ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def before(transactional_db, live_cast):
    for text in TEXTS:
        CheckIn.objects.create(
            person=live_cast.maya, key=uuid4(), day=live_cast.today, made_at=live_cast.now, words=text
        )
    migrate(BEFORE)
    yield
    # Whatever stands on these two was undone with them: the next test finds all of it again.
    migrate()


def test_what_was_there_is_sealed_and_undone_word_for_word(before):
    assert lying() == TEXTS
    migrate(AFTER)
    assert [bytes(value[:1]) for value in lying()] == [b"\x01", b"", b"\x01"]
    assert [row.words for row in CheckIn.objects.order_by("pk")] == TEXTS
    migrate(BEFORE)
    assert lying() == TEXTS


def test_without_keys_nothing_is_changed(before, settings, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "KEYS", tmp_path / "nowhere")
        with pytest.raises(KeysMissing):
            migrate(AFTER)
    assert lying() == TEXTS
