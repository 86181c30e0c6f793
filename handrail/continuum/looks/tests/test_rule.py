"""Which look asks for a word, as a table: no database, no clock."""

from __future__ import annotations

import pytest

from handrail.continuum.looks.rule import Look, Why, why_unexplained


@pytest.mark.parametrize(
    ("look", "why"),
    [
        # Priya cares for Maya; Maya shared it; a packet, a case and an emergency carry their own reason.
        (Look("assigned"), None),
        (Look("granted"), None),
        (Look("referral"), None),
        (Look("case"), None),
        (Look("emergency"), None),
        (Look("org"), None),
        # Nothing opened it: what is done afterwards explains nothing.
        (Look(""), Why.CLOSED),
        (Look("", cares=True, tied=True, acted=True, waits=True), Why.CLOSED),
        # What opened it ended that day.
        (Look("", ended=True), Why.ENDED),
        (Look("", ended=True, waits=True), Why.ENDED),
        (Look("", ended=True, acted=True), None),
        (Look("", ended=True, tied=True), None),
        # A role opens everybody of a programme: the need is shown by any one thing.
        (Look("programme"), Why.ROLE_ALONE),
        (Look("programme", ended=True), Why.ROLE_ALONE),
        (Look("programme", cares=True), None),
        (Look("programme", tied=True), None),
        (Look("programme", acted=True), None),
        (Look("programme", waits=True), None),
    ],
)
def test_a_look_is_unexplained_when_nothing_opened_it_or_a_role_alone_did(look, why):
    assert why_unexplained(look) == why
