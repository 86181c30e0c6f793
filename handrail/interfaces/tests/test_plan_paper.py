"""The plan on paper: two pages however much is in it, for Maya, by the one gate."""

from __future__ import annotations

import json

import pytest
import typst
from django.urls import reverse

from handrail.foundation.consent.models import Disclosure
from handrail.foundation.plans import actions as plans
from handrail.interfaces.plan_paper import document, fitting
from handrail.interfaces.way_out import PAPER


@pytest.mark.parametrize("line", ["W" * 48 + " rain" * 8, "We meet at ten. ", "a short walk " * 33])
def test_two_pages_hold_what_is_kept_and_the_rest_is_counted(line):
    rows, left = fitting({part: [line.strip()] * 70 for part in ("goals", "mine", "others", "done")})
    assert sum(map(len, rows.values())) + left == 280 and all(rows.values())
    parts = [{"title": part, "brief": True, "rows": [[{"label": "", "words": [one]}] for one in lines]} for part, lines in rows.items()]  # fmt: skip
    given = {"title": "My plan", "language": "en", "nothing": "", "about": ["So it is said. " * 6] * 4, "cover": [], "parts": parts}  # fmt: skip
    drawn = typst.compile(PAPER.read_bytes(), format="svg", sys_inputs={"document": json.dumps(given)})
    assert isinstance(drawn, list) and len(drawn) == 2


def test_maya_and_her_team_print_the_plan_for_her_and_nobody_else_does(live_cast):
    act = live_cast.act(live_cast.lena)
    plans.set_goal(live_cast.maya, words="To open the shop #again()", act=act)
    step = plans.add_step(live_cast.maya, title="Call the landlord", responsible=live_cast.maya, why="Found by the watch", act=act)  # fmt: skip
    plans.add_step(live_cast.maya, title="Send the letter", responsible=live_cast.lena, act=act)
    plans.tell_barrier(step, words="No phone\nthis week", act=live_cast.act(live_cast.maya))
    said = document(live_cast.maya, act)
    lines = [row[0]["words"] for part in said["parts"] for row in part["rows"]]
    assert lines == [["To open the shop #again()"], ["Call the landlord · In the way: No phone this week"],
                     [f"{live_cast.lena.preferred_name} · Send the letter"]]  # fmt: skip
    assert "watch" not in str(said)

    hers, theirs = reverse("client:plan_paper"), reverse("staff:plan_paper", args=[live_cast.maya.pk])
    assert hers in live_cast.browser(live_cast.maya).get(reverse("client:plan")).content.decode()
    for who, page in (("maya", hers), ("lena", theirs), ("priya", theirs)):
        answer = live_cast.browser(live_cast.people[who]).get(page)
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF-")
        row = Disclosure.objects.latest("pk")
        assert (row.person, row.ground, row.how) == (live_cast.maya, "self", "file")
        assert row.resources == ["care_plan"] and row.made_by == live_cast.people[who]
    # Theo is refused; Ravi may read the plan, and hands nothing out.
    shown = reverse("staff:plan", args=[live_cast.maya.pk])
    for who in ("theo", "ravi"):
        browser = live_cast.browser(live_cast.people[who])
        assert browser.get(theirs).status_code == 404 and theirs not in browser.get(shown).content.decode()
    assert Disclosure.objects.count() == 3
