"""Maya's first ninety days in counseling: a session she missed, a return to use, a family session whose consent she
takes back the day before, and a group of eight; Theo at every door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from handrail.foundation.consent import actions as consent
from handrail.foundation.consent.models import Consent, Recipient
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.measures import actions as measures
from handrail.foundation.plans import actions as plans
from handrail.foundation.scheduling import actions as scheduling
from handrail.foundation.scheduling.models import Appointment, Attendance, Gathering
from handrail.foundation.teams.models import Credential, Programme
from handrail.interfaces.staff.tests.conftest import someone
from handrail.pillars.counseling import actions as counseling
from handrail.pillars.counseling.models import KeptApart, Note
from tests.cast import NEW_YORK
from tests.partners import signed

NAMES = ("Bea H.", "Luis G.", "Tess W.", "Jordan P.", "Ray S.", "Nia C.", "Amara O.")


@pytest.fixture
def story(live_cast):
    Credential.objects.create(person=live_cast.priya, title="LCSW")
    return live_cast


def at(name, *of):
    return reverse(f"staff:{name}", args=of)


def session(cast, days_ago, status, words=""):
    """A session that Priya writes down with Maya the same day."""
    begins = cast.now - timedelta(days=days_ago)
    act = cast.act(cast.priya, at=begins + timedelta(hours=1))
    met = scheduling.book(
        cast.maya, cast.priya, starts_at=begins, ends_at=begins + timedelta(minutes=50), strand="counsel",
        act=cast.act(cast.priya, at=begins - timedelta(days=7)),
    )  # fmt: skip
    scheduling.settle(met, status=status, act=act)
    if not words:
        return None
    note = counseling.begin_note(cast.maya, shape=Note.Shape.DAP, appointment=met, act=act)
    goals = plans.plan_for(cast.maya, act=act).goals.all()
    counseling.save_draft(note, {"data": words}, began_from=0, written="together", goals=goals, act=act)
    return counseling.sign(note, act=act)


def test_ninety_days_with_a_missed_session_a_return_to_use_and_a_consent_taken_back(story):
    cast, came, away = story, Appointment.Status.FULFILLED, Appointment.Status.DID_NOT_COME
    plans.set_goal(
        cast.maya, words="Open the shop again.", act=cast.act(cast.maya, at=cast.now - timedelta(days=89))
    )
    first = session(cast, 88, came, "She told why the shop matters.")
    session(cast, 60, away)
    session(cast, 53, came, "What got in the way: the bus. We looked for another.")
    used = cast.act(cast.maya, at=cast.now - timedelta(days=30))
    measures.check_in(
        cast.maya,
        key="5b0f6a0e-0b6a-4f5e-9e0a-0a2a8a7d9c11",
        answers={"mood": 2, "craving": 8, "use": "yes"},
        act=used,
    )
    session(cast, 29, came, "Return to use on Tuesday. She called first. We changed the plan.")
    deliver_due(cast.now)
    assert [t.goal.words for t in first.threads.all()] == ["Open the shop again."]
    mine = cast.browser(cast.maya).get(reverse("client:notes")).content.decode()
    assert mine.count("Written by Priya N.") == 3
    _family(cast)
    _group_of_eight(cast)
    _theo_at_every_door(cast)


def _family(cast):
    """Rosa is invited; the day before Maya takes it back, and at the next request nobody may tell her anything."""
    priya, maya = cast.browser(cast.priya), cast.browser(cast.maya)
    tomorrow = cast.now + timedelta(days=1)
    met = scheduling.book(
        cast.maya, cast.priya, starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1), strand="counsel",
        act=cast.act(cast.priya),
    )  # fmt: skip
    page = at("family", met.pk)
    assert priya.post(page, {"may_be_said": ""}).status_code == 422
    priya.post(page, {"may_be_said": "How the week was.", "stays_out": "The night in March."})
    assert "share with nobody close" in priya.get(page).content.decode()
    rosa = Recipient.objects.create(kind=Recipient.Kind.PERSON, name="Rosa P.", person=cast.rosa)
    given = signed(cast, kind=Consent.Kind.SUPPORTER, recipient=rosa, resources=["appointments", "care_plan"])
    assert priya.post(at("guests", met.pk), {"guest": rosa.pk}).status_code == 302
    before = priya.get(page).content.decode()
    assert "May hear about: appointments, the plan" in before and "The night in March." in before
    assert "See what you agreed to" in maya.get(reverse("client:family")).content.decode()
    consent.revoke_consent(given, how=Consent.How.SCREEN, act=cast.act(cast.maya))
    after = priya.get(page).content.decode()
    assert "Rosa P. does not come" in after and "May hear about" not in after
    assert "You stopped it. They do not come." in maya.get(reverse("client:family")).content.decode()
    with pytest.raises(counseling.NoConsent):
        counseling.invite_guest(met, rosa, act=cast.act(cast.priya))


def _group_of_eight(cast):
    """Written in one sending, on one page; each line in one record."""
    begins = (cast.now - timedelta(hours=3)).astimezone(NEW_YORK)
    act = cast.act(cast.priya, at=cast.now - timedelta(hours=20))
    group = scheduling.make_gathering(
        Programme.objects.get(name="Outpatient"), cast.priya, kind=Gathering.Kind.GROUP, strand="counsel",
        name="Staying well", capacity=8, first_on=begins.date(), clock=begins.time().replace(microsecond=0),
        minutes=60, time_zone="America/New_York", act=act,
    )  # fmt: skip
    people = [cast.maya, *(someone(cast, name) for name in NAMES)]
    for person in people:
        scheduling.give_seat(group, person, act=act)
    rows = {f"{field}_{one.pk}": value for one in people
            for field, value in (("came", "came"), ("version", 0), ("part", "shared"), ("own", "Said one thing."))}  # fmt: skip
    sent = {"version": 0, "did": "Urge surfing.", "sign": "all", **rows}
    assert cast.browser(cast.priya).post(at("occasion", group.occasions.get().pk), sent).status_code == 302
    assert Note.objects.signed().filter(occasion__isnull=False).count() == 8 == Attendance.objects.count()


def _theo_at_every_door(cast):
    counseling.keep_apart(cast.maya, "My own words.", act=cast.act(cast.priya))
    theo, note = cast.browser(cast.theo), Note.objects.filter(person=cast.maya).earliest("pk")
    met, group = Appointment.objects.latest("pk"), Gathering.objects.get()
    doors = [at("notes_of", cast.maya.pk), at("note", note.pk), at("kept_apart", cast.maya.pk),
             at("appointments_of", cast.maya.pk), at("appointment", met.pk), at("family", met.pk),
             at("group", group.pk), at("occasion", group.occasions.get().pk)]  # fmt: skip
    for door in doors:
        assert theo.get(door).status_code == 404, door
    for page in ("caseload", "calendar", "groups"):
        text = theo.get(at(page)).content.decode()
        assert "Maya" not in text and "Staying well" not in text
    for rows in (Note, Appointment, Attendance, Gathering):
        assert not rows.objects.visible_to(cast.act(cast.theo)).exists()
    assert not KeptApart.objects.of_author(cast.act(cast.theo)).exists()
