"""Priya opens a signal: why, and everything that can change, on one page."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from handrail.continuum.adjusting.models import Adjustment
from handrail.continuum.responses.models import Proposal
from handrail.continuum.watch.models import CheckInDays, Concern
from handrail.foundation.plans.models import Step
from handrail.foundation.scheduling.models import Appointment
from handrail.interfaces.staff.tests.conftest import HEADLINE, text_of


def test_priya_sees_why_and_theo_finds_nothing(team, priya, theo):
    concern = Concern.objects.get()
    page = reverse("staff:adjusting", args=[concern.pk])
    assert page in text_of(priya.get(reverse("staff:person", args=[team.maya.pk])))
    shown = text_of(priya.get(page))
    for words in (HEADLINE, "6.7", "2.1", "Send income letter", "Talk with Maya P. about medication"):
        assert words in shown
    assert theo.get(page).status_code == 404 and theo.post(page).status_code == 404
    assert "Level of care" not in text_of(team.browser(team.lena).get(page))  # chosen by clinicians


def test_she_changes_everything_in_one_step_and_ada_reads_it_today(team, priya):
    page = reverse("staff:adjusting", args=[Concern.objects.get().pk])
    soon = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    asked = Proposal.objects.get(role="counselor")
    sent = {
        "key": str(uuid4()), "words": "You asked for more.", "session": "new", "starts_at": soon, "minutes": "50",
        "worker": str(team.priya.pk), "modality": "phone", "method": "", "cadence": "daily", "instrument": "",
        "every_days": "", "level": "", "level_words": "", "told": [f"{team.ada.pk}-prescriber"], "told_by": "",
        "taken": [str(asked.pk)],
    }  # fmt: skip
    again = priya.post(page, sent)  # for when is not said: all of it is still there, and nothing was done
    assert again.status_code == 422 and "Please say by when." in text_of(again)
    assert "You asked for more." in text_of(again) and soon in text_of(again)
    assert not Adjustment.objects.exists() and Proposal.objects.get(pk=asked.pk).status == "waiting"

    # Check-ins on other days need an end, and come back by themselves.
    sent |= {"told_by": str(team.today + timedelta(days=1)), "weekdays": ["1", "4"]}
    endless = priya.post(page, sent)
    assert endless.status_code == 422 and "until which day" in text_of(endless)
    sent["days_until"] = str(team.today + timedelta(days=14))
    assert priya.post(page, sent).status_code == 302
    assert priya.post(page, sent).status_code == 302  # the button twice
    assert Adjustment.objects.count() == 1
    assert Appointment.objects.filter(person=team.maya, modality="phone").count() == 1
    assert {step.responsible for step in Adjustment.objects.get().steps.all()} == {team.priya, team.ada}
    held = CheckInDays.objects.get()
    assert (held.weekdays, held.until_on, held.chosen_by) == (
        [1, 4],
        team.today + timedelta(days=14),
        team.priya,
    )
    hers = text_of(team.browser(team.maya).get(reverse("client:check_in_days")))
    assert "They hold until" in hers and "Tuesday" in hers
    story = text_of(priya.get(reverse("staff:person", args=[team.maya.pk])))
    assert story.count("Changed the plan after a signal") == 1 and story.count("Appointment booked") == 1
    board = text_of(team.browser(team.ada).get(reverse("staff:today")))
    assert "Talk with Maya P. about medication" in board
    assert Step.objects.get(origin="signal").why == "You asked for more."
