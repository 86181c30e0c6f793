"""Every page asks the evaluator at most three questions, whoever reads it, colleagues of theirs included."""

from __future__ import annotations

from handrail.foundation.consent.models import Conflict, RestrictedRecord
from tests.trust.forms import looks_of
from tests.trust.routes import ROUTES

MOST = 3
#: Whom nobody lets into Maya's restricted record: they look at it once more when it is restricted no longer.
LEFT_OUT = ("ravi", "lena", "ada")
RECORD = [route for route in ROUTES if route.door == "staff" and route.takes]


def test_no_id_stands_twice_on_a_page(looks):
    """A label or a link to it would lead to the other: a field without a name for whoever hears the page."""
    assert {f"{one.page}: {', '.join(one.twice)}" for one in looks if one.twice} == set()


def test_no_page_asks_the_evaluator_more_than_three_questions(world, looks):
    for closing in (RestrictedRecord, Conflict):
        closing.objects.update(until_at=world.cast.now)
    looks = [*looks, *(look for who in LEFT_OUT for look in looks_of(world, who, RECORD))]
    opened = {look.page for look in looks if look.status == 200}
    assert len(opened) > 150
    assert all(look.asked for look in looks if look.page == "staff:today" and look.status == 200)
    too_many = [look for look in looks if len(look.asked) > MOST]
    told = [f"{one.page}, as {one.who} ({one.status}):\n  " + "\n  ".join(one.asked) for one in too_many]
    assert not told, "\n".join(told)
