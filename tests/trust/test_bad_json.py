"""JSON from elsewhere means one thing or is refused, at each door that reads it (F28)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from handrail import strict_json
from handrail.operations.importing.hsds import reading
from handrail.operations.importing.report import Refused, Report
from handrail.operations.score_command import score_command
from handrail.pillars.peer_support.meeting_guide import MeetingsRefused, read_meetings
from tests.architecture.source import PACKAGE

BROKEN = {
    "doubled": ('[{"id": 1, "id": 2}]', "'id' is given twice"), "no-number": ('[{"id": NaN}]', "NaN is no number"),
    "endless": ('[{"id": -Infinity}]', "-Infinity is no number"), "huge": ('[{"id": 1e400}]', "too large"),
    "long": (f'[{{"id": {"9" * 5000}}}]', "too large"), "deep": ("[" * 200_000, "nested too deeply"),
    "half": ('[{"id": "\\ud800"}]', "did not arrive whole"), "cut": ('[{"id": 1}', "line 1: it is no JSON"),
    "nothing": ("", "it is no JSON"), "xml": ("<a/>", "it is no JSON"),
}  # fmt: skip
#: Files that read with `json` directly: only what we wrote ourselves, sealed or on this machine.
OUR_OWN = {
    "foundation/accounts/sealing.py", "foundation/ledger/promise_file.py", "foundation/measures/models.py",
    "foundation/messaging/senders/push.py", "foundation/practices/models/sheets.py", "foundation/sealing/key_ring.py",
    "interfaces/client/scale_draft.py", "interfaces/staff/filling_form.py", "operations/backup/command.py",
    "operations/backup/drill_acts.py", "operations/backup/drilling.py", "operations/backup/shelf.py",
    "operations/backup_findings.py", "operations/running.py", "operations/serving.py", "operations/trouble.py",
    "pillars/counseling/models/notes.py", "pillars/crisis/models/coping_plans.py",
    "pillars/crisis/models/safety_plans.py", "foundation/ledger/beside.py", "pillars/crisis/roster.py", "pillars/crisis/spool.py",
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_it_is_refused_in_words_at_every_door(kind, tmp_path):
    text, words = BROKEN[kind]
    with pytest.raises(strict_json.NotStrict, match=words):
        strict_json.read(text)
    with pytest.raises(MeetingsRefused) as refused:
        read_meetings(text, time_zone="America/New_York")
    assert words in str(refused.value.troubles[0].words)
    file = tmp_path / "services.json"
    file.write_text(text)
    with pytest.raises(Refused) as refused:
        reading.read(file, Report("services"), date(2026, 11, 30))
    assert words in str(refused.value)
    code, told = score_command("phq9", text)
    assert code == 2 and words in told


def test_what_is_whole_is_read_as_it_is():
    whole = {"a": [1, -2.5, 1e300, True, None], "ñ \u202e": {"a": "\u0000 and 😀"}, "n": 2**62}
    assert strict_json.read(json.dumps(whole)) == whole == strict_json.read(json.dumps(whole).encode())


def test_nothing_else_reads_json_from_elsewhere():
    reads = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts and "json.load" in path.read_text()
    }
    assert reads - {"strict_json.py"} == OUR_OWN
