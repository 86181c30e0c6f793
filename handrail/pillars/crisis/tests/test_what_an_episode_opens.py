"""Every cell of the matrix that an episode opens: to Noor while it lasts, as far as its field set, to Theo never."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handrail.foundation.consent.evaluator import PRESENCE, WHOLE, decide, may, people_for
from handrail.foundation.consent.explanation import explain
from handrail.foundation.consent.matrix import matrix
from handrail.foundation.consent.models import Consent, Recipient
from handrail.pillars.crisis import actions as crisis
from handrail.pillars.crisis.models import Alert
from tests.partners import signed

HOUR = timedelta(hours=1)
#: resource -> field set, as the file says it.
OPENED = {name: cell.fields for name, cell in matrix()["crisis_responder"].items() if cell.read == "episode"}
CRITICAL = {name for name, fields in OPENED.items() if fields == "critical"}


def whole(desk, who, at=None):
    """What a page that shows everything may show."""
    act = desk.act(desk.people[who], at)
    return {name for name in OPENED if may(act, name, desk.maya)}


def in_part(desk, who, at=None):
    """What a page may show that holds to the field set of each cell; both questions give the same answer."""
    act = desk.act(desk.people[who], at)
    found = {name for name, fields in OPENED.items() if decide(act, name, desk.maya, fields=fields).allowed}
    assert found == {n for n, f in OPENED.items() if desk.maya in people_for(act, n, fields=f)}
    return found


def close(desk, alert, at):
    return crisis.close(
        alert, outcome=Alert.Outcome.HANDED_OVER, words="Rosa is with her.", owner=desk.sam,
        follow_up_at=at + 20 * HOUR, act=desk.act(desk.noor, at),
    )  # fmt: skip


def test_the_file_has_these_cells():
    assert {"demographics", "sud_record", "medications", "measures", "checkins", "care_plan"} == CRITICAL


def test_noor_reads_what_cannot_wait_from_taking_it_until_three_days_after_and_no_more(desk, alert):
    assert in_part(desk, "noor") == set()
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    assert in_part(desk, "noor") == set(OPENED)
    assert whole(desk, "noor") == {name for name, fields in OPENED.items() if fields == WHOLE} | {PRESENCE}
    noor = desk.act(desk.noor)
    assert decide(noor, "checkins", desk.maya, fields="critical").fields == "critical"
    assert explain(noor, "checkins", desk.maya)[0] == (
        "Noor A. may read check-ins of Maya P., only the critical part, as crisis responder."
    )
    for other in ("idris", "far", "theo", "omar"):
        assert not in_part(desk, other) & (CRITICAL | {"safety_plan", "safe_contact"})
    close(desk, alert, desk.now)
    assert in_part(desk, "noor", desk.now + 71 * HOUR) == set(OPENED)
    assert in_part(desk, "noor", desk.now + 73 * HOUR) == set()


def test_another_field_set_opens_nothing_and_what_is_closed_stays_so(desk, alert):
    crisis.acknowledge(alert, act=desk.act(desk.noor))
    noor = desk.act(desk.noor)
    for fields in ("status", "summary", "critical ", ""):
        assert not may(noor, "checkins", desk.maya, fields=fields)
    for never in ("counseling_notes", "sud_counseling_notes", "peer_notes", "group_attendance", "documents"):
        assert not may(noor, never, desk.maya, fields="critical")


@pytest.mark.parametrize(
    ("covers", "opened"),
    [(None, set()), ([PRESENCE, "safety_plan"], {PRESENCE, "safety_plan"}), (list(OPENED), set(OPENED))],
)
def test_outside_the_program_only_what_maya_agreed_to_at_admission(desk, alert, covers, opened):
    act = desk.act(desk.ravi)
    crisis.add_shift(desk.far, place=3, from_at=desk.now - HOUR, until_at=desk.now + HOUR, act=act)
    crisis.acknowledge(alert, act=desk.act(desk.far))
    if covers is not None:
        team = Recipient.objects.create(kind=Recipient.Kind.CLASS, name="The crisis team")
        signed(desk, kind=Consent.Kind.CRISIS, recipient=team, resources=covers)
    assert in_part(desk, "far") == opened
