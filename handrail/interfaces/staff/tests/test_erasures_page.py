"""Elin opens a case to erase Maya's record, Ravi decides, Maya reads it and thinks again; Theo finds nothing."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from handrail.continuum.reminding import still_hold
from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging.deciding import Kind
from handrail.foundation.messaging.models import Permission, Reminder
from handrail.foundation.people.models import ContactPoint, Person
from handrail.foundation.rights.models import Erasure

PAGE, MINE = reverse("staff:erasures"), reverse("client:erasing")


def let_write(cast) -> None:
    point = ContactPoint.objects.create(person=cast.maya, system="sms", value="+15555550111", safety="safe")
    Permission.objects.create(
        person=cast.maya,
        point=point,
        mark="m",
        wording="w",
        language="en",
        asked_at=cast.now,
        agreed_at=cast.now,
    )


def is_refused(other, sent, decision, end):
    """At the page and at every address that decides."""
    answers = [other.get(PAGE), other.post(PAGE, sent), other.post(end)]
    assert {one.status_code for one in answers} == {404}
    assert other.post(decision, {"decision": "approve", "answer": "Yes."}).status_code == 404


def test_two_decide_and_maya_reads_it_and_thinks_again(live_cast):
    let_write(live_cast)
    elin, ravi, maya = (live_cast.browser(live_cast.people[who]) for who in ("elin", "ravi", "maya"))
    told = maya.get(MINE).content.decode()
    assert "Tell Elin V., our privacy officer" in told and "People you count on" in told
    assert "Kept while you are with us, and 10 years after" in told and "Who looked at your record" in told
    lacking = elin.post(PAGE, {"name": "Maya", "reason": ""})
    assert lacking.status_code == 422 and 'value="Maya"' in lacking.content.decode()
    sent = {"name": "Maya P.", "reason": "She came to my office on Monday."}
    assert elin.post(PAGE, sent).status_code == 302
    assert elin.post(PAGE, sent).status_code == 422, "one case at a time"
    worker = elin.post(PAGE, {"name": "Sam R.", "reason": "He asked."})
    assert worker.status_code == 422 and Erasure.objects.count() == 1
    case = Erasure.objects.get(person=live_cast.maya)
    decision, end = (reverse(f"staff:erasure_{what}", args=[case.pk]) for what in ("decision", "end"))
    for who in ("theo", "priya"):
        is_refused(live_cast.browser(live_cast.people[who]), sent, decision, end)
    assert elin.post(decision, {"decision": "approve", "answer": "Yes."}).status_code == 404
    assert "She came to my office on Monday." in ravi.get(PAGE).content.decode()
    assert "1 record to erase or not" in ravi.get(reverse("staff:today")).content.decode()
    again = ravi.post(decision, {"decision": "perhaps", "answer": "Because."})
    assert again.status_code == 422 and "Because." in again.content.decode()
    ravi.post(decision, {"decision": "approve", "answer": "What the law lets go, goes."})
    deliver_due(timezone.now())
    (note,) = Reminder.objects.filter(person=live_cast.maya, kind=Kind.MESSAGE)
    assert still_hold([note], timezone.now()) == {note.pk}, (
        "a note that says no more than that a message waits"
    )
    told = maya.get(MINE).content.decode()
    assert (
        "Agreed" in told
        and "What the law lets go, goes." in told
        and "You can still change your mind." in told
    )
    assert "Until then it can be called off." in elin.get(PAGE).content.decode()
    maya.post(reverse("client:erasing_end", args=[case.pk]))
    assert "Called off" in maya.get(MINE).content.decode()
    assert Person.objects.get(pk=live_cast.maya.pk).preferred_name == "Maya P."
    theo = live_cast.browser(live_cast.theo)
    assert theo.post(reverse("client:erasing_end", args=[case.pk])).status_code == 404
