"""Elin declares a program on a page, Marit agrees, and nobody else finds it."""

from __future__ import annotations

from django.urls import reverse

from handrail.foundation.teams.models import Programme
from handrail.foundation.welcome.models import Declaration
from tests.offices import with_marit

PAGE = reverse("staff:part2")
WHY = "It holds itself out as general counseling."


def test_two_declare_on_the_page_and_the_reason_stands_there(live_cast):
    marit = live_cast.browser(with_marit(live_cast))
    elin, outpatient = live_cast.browser(live_cast.elin), Programme.objects.get(name="Outpatient")
    declaring = reverse("staff:declaring", args=[outpatient.pk])
    wrong = elin.post(declaring, {"part2": "undeclared", "reason": WHY})
    assert wrong.status_code == 422 and WHY in wrong.content.decode()
    assert elin.post(declaring, {"part2": "not_covered", "reason": WHY}).status_code == 302
    twice = elin.post(declaring, {"part2": "not_covered", "reason": WHY})
    assert twice.status_code == 422 and "waits for a second person already" in twice.content.decode()
    deciding = reverse("staff:declaration_decision", args=[Declaration.objects.get().pk])
    for who in ("theo", "priya", "ravi"):
        other = live_cast.browser(live_cast.people[who])
        answers = [other.get(PAGE), other.post(declaring, {}), other.post(deciding, {"now": "agree"})]
        assert {one.status_code for one in answers} == {404}, who
    assert elin.post(deciding, {"now": "agree"}).status_code == 404
    assert marit.post(declaring, {"part2": "covered", "reason": WHY}).status_code == 404
    assert WHY in marit.get(PAGE).content.decode()
    assert marit.post(deciding, {"now": "agree"}).status_code == 302
    outpatient.refresh_from_db()
    assert outpatient.part2 == "not_covered"
    told = elin.get(PAGE).content.decode()
    assert "Said by Elin V., decided by Marit H." in told and WHY in told
