"""Elin reads of whom everything is past its time and opens a case, keeps things longer, and nobody else finds it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from handrail.continuum.erasing.keeping import reached, stages_of
from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Erasure, KeptYears
from handrail.foundation.rights.queries import years_kept
from handrail.foundation.teams.models import Enrolment

PAGE = reverse("staff:keeping")
WHY = "Past its time; compared with our counsel."


def left(person, on):
    Enrolment.objects.filter(person=person).update(from_on=on - timedelta(days=30), until_on=on)


def years(apart, seven, ten):
    return {"years_3": apart, "years_7": seven, "years_10": ten}


def test_whose_time_is_past_stands_there_and_a_case_is_opened_from_it(live_cast):
    maya, elin = live_cast.maya, live_cast.browser(live_cast.elin)
    opening = reverse("staff:keeping_case", args=[maya.pk])
    told = elin.get(PAGE).content.decode()
    assert "Have counsel compare these with your state’s law." in told and "Maya P." not in told
    assert elin.post(opening, {"reason": WHY}).status_code == 404, "she is with us"
    left(maya, live_cast.today.replace(day=1, year=live_cast.today.year - 10) - timedelta(days=31))
    told = elin.get(PAGE).content.decode()
    assert "Maya P." in told and "1 person. No case is open about them." in told
    maya.born_on = live_cast.today.replace(day=1, year=live_cast.today.year - 27)
    maya.save()
    assert "Maya P." not in elin.get(PAGE).content.decode(), "she was a minor then: ten years after eighteen"
    maya.born_on = None
    maya.save()
    for who in ("theo", "priya", "ravi", "maya"):
        other = live_cast.browser(live_cast.people[who])
        answers = [other.get(PAGE), other.post(PAGE, years(9, 9, 10)), other.post(opening, {"reason": WHY})]
        assert all(one.status_code in {302, 403, 404} for one in answers), who
        assert not Erasure.objects.exists() and not KeptYears.objects.exists(), who
    assert elin.post(opening, {"reason": ""}).status_code == 422
    assert elin.post(opening, {"reason": WHY}).status_code == 302
    assert Erasure.objects.get(person=maya).state == "opened", "a second person decides, as ever"
    assert "Maya P." not in elin.get(PAGE).content.decode()
    assert WHY in elin.get(reverse("staff:erasures")).content.decode()


def test_years_go_up_and_never_below_what_is_asked_and_erasing_waits_for_them(live_cast):
    maya, elin = live_cast.maya, live_cast.browser(live_cast.elin)
    left(maya, date(2012, 5, 1))
    for wrong in (years(3, 7, 9), years(3, "", 10), years(3, 7, "x" * 50), years(3, 7, 101), {}):
        answer = elin.post(PAGE, wrong)
        assert answer.status_code == 422 and not KeptYears.objects.exists(), wrong
    assert 'value="9"' in elin.post(PAGE, years(3, 12, 9)).content.decode(), "what was typed stays"
    assert elin.post(PAGE, years(3, 12, 10)).status_code == 302
    assert years_kept() == {3: 3, 7: 12, 10: 12}, "nothing that is named goes before what names it"
    assert (reached(maya, date(2023, 5, 1)), reached(maya, date(2024, 5, 1))) == (3, 10)
    assert [(one.years, one.on) for one in stages_of(maya)][-1] == (12, date(2024, 5, 1))
    assert "Elin V." in elin.get(PAGE).content.decode()
    assert elin.post(PAGE, years(3, 12, 90)).status_code == 302
    assert "Maya P." not in elin.get(PAGE).content.decode()
    assert [one.facts for one in Entry.objects.filter(kind="rights.years.set").order_by("pk")] == [
        {"asked": 7, "years": 12},
        {"asked": 10, "years": 90},
    ]
    with pytest.raises(rights.TooFewYears):
        rights.keep_for(10, 9, act=live_cast.act(live_cast.elin))
    with pytest.raises(Refused):
        rights.keep_for(10, 20, act=live_cast.act(live_cast.ravi))
    with pytest.raises(IntegrityError), transaction.atomic():
        KeptYears.objects.filter(asked=10).update(years=9)
