"""A caseload says who needs whom, what comes and what is not written; however many people, as many questions."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from handrail.foundation.measures import actions as measures
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.tests.conftest import HEADLINE, raise_concern, someone
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import Note

CASELOAD = reverse("staff:caseload")


def session(cast, person, begins, *, came=False):
    act = cast.act(cast.priya)
    made = scheduling.book(
        person,
        cast.priya,
        starts_at=begins,
        ends_at=begins + timedelta(minutes=20),
        strand="counsel",
        act=act,
    )
    return scheduling.settle(made, status=Appointment.Status.FULFILLED, act=act) if came else made


def busy(cast, people, hour):
    for n, person in enumerate(people):
        session(cast, person, cast.now + timedelta(hours=hour, minutes=25 * n))
        session(cast, person, cast.now - timedelta(hours=hour, minutes=25 * n), came=True)
        measures.ask(person, instrument_id="gad7", due_on=cast.today, act=cast.act(cast.priya))
        raise_concern(cast, person)


def test_priya_reads_who_needs_her_and_what_is_not_written(live_cast):
    busy(live_cast, [live_cast.maya], 2)
    priya = live_cast.browser(live_cast.priya)
    text = priya.get(CASELOAD).content.decode()
    for words in ("Maya P.", HEADLINE, "No note yet", "GAD-7"):
        assert words in text
    theo = live_cast.browser(live_cast.theo).get(CASELOAD).content.decode()
    assert "Maya" not in theo and HEADLINE not in theo
    few = _asked(priya)
    busy(live_cast, [someone(live_cast, f"Al {n}") for n in range(6)], 5)
    assert _asked(priya) == few <= 20


def _asked(browser):
    browser.get(CASELOAD)
    with CaptureQueriesContext(connection) as asked:
        browser.get(CASELOAD)
    return len(asked)


def test_ravi_reads_what_waits_for_his_signature_and_a_tenth_that_nobody_chose(live_cast):
    act = live_cast.act(live_cast.priya)
    for number in range(10):
        note = counseling.begin_note(live_cast.maya, shape=Note.Shape.NARRATIVE, act=act)
        counseling.save_draft(note, {"narrative": f"Day {number}."}, began_from=0, written="", act=act)
        counseling.sign(note, act=act)
    ravi = live_cast.browser(live_cast.ravi)
    page = ravi.get(CASELOAD).content.decode()
    sample = page.split("Notes to read")[1]
    assert page.count("Priya N., signed") == 11 and sample.count("Priya N., signed") == 1
    chosen = Note.objects.get(pk__in=[n.pk for n in Note.objects.all() if n.pk % 10 == 0])
    ravi.post(reverse("staff:note_review", args=[chosen.pk]))
    assert "You have read them all." in ravi.get(CASELOAD).content.decode()
