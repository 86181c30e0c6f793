"""How Maya is reached: she says it, or Priya writes it down with her, and Maya reads who changed what."""

from __future__ import annotations

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.messaging.models import Permission, Reminder
from handrail.foundation.people.models import ContactPoint

MINE = "/me/reach/"
NEW = {
    "do": "add", "system": "sms", "value": "(555) 555-0111", "safety": "safe", "voicemail": "no", "earliest": "18:00",
    "latest": "21:00", "words_to_say": "Say you are from the bakery.",
}  # fmt: skip


def read(answer):
    return answer.content.decode()


@pytest.fixture
def hers(live_cast):
    return reverse("staff:reach", args=[live_cast.maya.pk])


def test_priya_writes_it_down_with_her_and_maya_is_told_and_reads_who_it_was(live_cast, hers):
    priya, maya = live_cast.browser(live_cast.priya), live_cast.browser(live_cast.maya)
    assert 'value="unknown" selected' in read(priya.get(hers)).partition("Another number")[2]
    assert hers in read(priya.get(reverse("staff:person", args=[live_cast.maya.pk])))
    now, phone = timezone.now(), ContactPoint.objects.get(person=live_cast.maya)
    Permission.objects.create(
        person=live_cast.maya, point=phone, mark="m", wording="w", language="en", asked_at=now, agreed_at=now
    )
    assert priya.post(hers, NEW).status_code == 302 and priya.post(hers, NEW).status_code == 302
    made = ContactPoint.objects.get(person=live_cast.maya, system="sms")
    assert (made.value, made.earliest, made.latest, made.rank) == ("+15555550111", time(18), time(21), 2)
    deliver_due(timezone.now())
    assert Reminder.objects.filter(person=live_cast.maya, kind="message").count() == 1
    page = read(maya.get(MINE))
    assert "555 555 0111" in page and "A way was added, Priya N." in page and "Say you are from" in page
    changed = {**NEW, "do": "change", "way": made.pk, "safety": "unsafe", "latest": ""}
    assert maya.post(MINE, changed).status_code == 302
    deliver_due(timezone.now())
    assert Reminder.objects.filter(person=live_cast.maya, kind="message").count() == 1
    record = read(priya.get(reverse("staff:person", args=[live_cast.maya.pk])))
    assert "Not safe: do not use." in record


def test_what_is_taken_away_is_used_no_more_not_even_after_a_restore(live_cast, hers):
    sam, phone = live_cast.browser(live_cast.sam), ContactPoint.objects.get(person=live_cast.maya)
    for _twice in range(2):
        assert sam.post(hers, {"do": "end", "way": phone.pk}).status_code == 302
    phone.refresh_from_db()
    assert phone.ended_at is not None and phone.safety == "unsafe"
    assert sam.post(hers, {**NEW, "do": "change", "way": phone.pk}).status_code == 302
    assert "No number or address is written down." in read(sam.get(hers))


@pytest.mark.parametrize(
    "wrong", [{"value": "12"}, {"value": ""}, {"system": "fax"}, {"earliest": "25:00"}, {"words_to_say": "b" * 161}]
)  # fmt: skip
def test_what_cannot_be_kept_comes_back_as_it_was_typed(live_cast, hers, wrong):
    answer = live_cast.browser(live_cast.priya).post(hers, {**NEW, **wrong})
    assert answer.status_code == 422 and ContactPoint.objects.filter(person=live_cast.maya).count() == 1
    assert all(value in read(answer) for value in wrong.values() if value != "fax")


def test_nobody_else_says_how_she_is_reached(live_cast, hers):
    theo, omar, phone = (
        live_cast.browser(live_cast.theo),
        live_cast.browser(live_cast.omar),
        ContactPoint.objects.get(),
    )
    assert [theo.get(hers).status_code, theo.post(hers, NEW).status_code] == [404, 404]
    for way in (phone.pk, "", "9" * 400, "-1"):
        assert omar.post(MINE, {**NEW, "do": "change", "way": way}).status_code == 404
    assert ContactPoint.objects.count() == 1
