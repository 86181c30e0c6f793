"""Whatever bytes a file holds: a clean answer, and never a row that half a file left behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handrail.foundation.measures.models import ANSWERS, CheckIn
from handrail.foundation.people.models import Person
from handrail.operations.importing import checkins, people

RUNS = {"people": people.run, "checkins": checkins.run}
HEADERS = {
    "people": b"external_id,preferred_name,born_on,phone,programme\n",
    "checkins": b"external_id,day,mood,sleep_hours,words\n",
}
CELLS = st.sampled_from(
    ["", "MX-1", "MX-2", "2025-03-03", "2999-01-01", "5", "-5", "6.5", "=1", "+15550100", '"', "\0", "\ud800", "é",
     "Outpatient", "\r", "1e5", "٣", "x" * 600]
)  # fmt: skip
WILD = settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


@pytest.fixture
def maya(live_cast):
    Person.objects.filter(pk=live_cast.maya.pk).update(external_id="MX-1")
    return live_cast.maya


def is_clean(code, text):
    text.encode()
    return "Traceback" not in text and code in {0, 1, 2} and (code == 0 or "Nothing was changed." in text)


@pytest.mark.parametrize("kind", RUNS)
@WILD
@given(data=st.binary(max_size=400))
@example(data=b"\xff\xfe\x00")
@example(data=b"\xef\xbb\xbf")
@example(data=b"\x00\x00\xfe\xff" + b"\xff" * 8)
def test_bytes_of_any_kind_are_refused_and_nothing_is_written(maya, old_system, here, kind, data):
    before = here()
    code, text = RUNS[kind](old_system(data), None, True)
    assert is_clean(code, text) and code == 2 and here() == before


@pytest.mark.parametrize("kind", RUNS)
@WILD
@given(rows=st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=4), tail=st.binary(max_size=8))
def test_below_a_right_header_anything_may_stand_and_what_is_refused_leaves_nothing(
    maya, old_system, here, kind, rows, tail
):
    before = here()
    lines = "\n".join(",".join(row) for row in rows).encode("utf-8", "surrogatepass")
    path = old_system(HEADERS[kind] + lines + tail)
    dry = RUNS[kind](path, None, False)
    assert is_clean(*dry) and here() == before
    code, text = RUNS[kind](path, None, True)
    assert is_clean(code, text) and code == dry[0]
    assert code == 0 or here() == before


@WILD
@given(data=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")))
def test_a_mapping_of_any_kind_is_taken_or_refused(maya, old_system, here, data):
    before = here()
    file, mapping = (
        old_system("external_id,day,mood", "MX-1,2025-03-03,5"),
        old_system(data, name="mapping.yaml"),
    )
    code, text = checkins.run(file, mapping, False)
    assert is_clean(code, text) and here() == before


ROW = st.fixed_dictionaries(
    {"day": st.integers(0, 400).map(lambda ago: date(2025, 6, 1) - timedelta(days=ago))},
    optional={name: st.integers(low, high) for name, (low, high) in ANSWERS.items()},
)


@WILD
@given(told=st.lists(ROW, min_size=1, max_size=12, unique_by=lambda row: row["day"]))
def test_applied_twice_is_applied_once(maya, old_system, here, told):
    CheckIn.objects.filter(person=maya).delete()
    names = ("day", *ANSWERS)
    lines = [",".join(["MX-1", *(str(row.get(name, "")) for name in names)]) for row in told]
    path = old_system("external_id," + ",".join(names), *lines)
    assert checkins.run(path, None, True)[0] == 0
    once = here(), list(CheckIn.objects.order_by("day").values())
    code, text = checkins.run(path, None, True)
    assert code == 0 and f"Already here: {len(told)}." in text
    assert (here(), list(CheckIn.objects.order_by("day").values())) == once
    assert [row["day"] for row in once[1]] == sorted(row["day"] for row in told)
