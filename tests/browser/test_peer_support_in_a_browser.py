"""On a phone: Sam writes down a try and a conversation with his thumb; Maya finds a meeting and sees her path."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.meeting_guide import read_meetings
from handrail.pillars.peer_support.models import Going, PeerContact
from tests.browser.looks import is_usable

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def bring_in_seven_oclock(cast):
    """A meeting in two hours, in Mill Street and online."""
    soon = cast.now + timedelta(hours=2)
    row = {"name": "Seven o’clock", "slug": "seven", "day": (soon.weekday() + 1) % 7, "time": soon.strftime("%H:%M"),
           "timezone": "UTC", "location": "Mill Street", "attendance_option": "hybrid", "conference_url": "https://meet.example.org/seven"}  # fmt: skip
    peers.bring_in_meetings(
        "Riverbend", read_meetings(json.dumps([row]), time_zone="UTC"), act=cast.act(cast.ravi)
    )


def test_a_contact_is_written_down_and_a_meeting_found_with_a_thumb(installation):
    cast, url = installation.cast, installation.url
    bring_in_seven_oclock(cast)

    sam = installation.as_(cast.sam, **PHONE).new_page()
    sam.goto(f"{url}/team/calls/")
    is_usable(sam)
    sam.set_viewport_size(PHONE["viewport"])
    # Two taps for a try: the person, and what became of it.
    sam.get_by_role("link", name="Write it down").tap()
    expect(sam.get_by_text("No voicemail.")).to_be_visible()
    expect(sam.get_by_role("button", name="Left a message")).to_have_count(0)
    sam.get_by_role("button", name="No answer").tap()
    expect(sam.get_by_text("Saved. It counts.")).to_be_visible()
    assert PeerContact.objects.get().outcome == "no_answer"
    sam.get_by_label("Out and about").check()
    sam.get_by_label("Their own words").fill("I slept.")
    sam.get_by_role("button", name="Save").tap()
    expect(sam.get_by_role("blockquote").or_(sam.locator("blockquote")).first).to_contain_text("I slept.")
    is_usable(sam)

    maya = installation.as_(cast.maya, **PHONE).new_page()
    maya.goto(f"{url}/me/meetings/")
    is_usable(maya)
    maya.set_viewport_size(PHONE["viewport"])
    expect(maya.get_by_role("link", name="Join online")).to_have_attribute(
        "href", "https://meet.example.org/seven"
    )
    maya.get_by_label("How").select_option("in_person")
    maya.get_by_role("button", name="Look").tap()
    maya.get_by_role("button", name="Go with Sam").tap()
    expect(maya.get_by_text("You asked Sam to come along")).to_be_visible()
    assert Going.objects.get().company == cast.sam
    is_usable(maya)
    for page in ("/me/path/", "/me/peer/", "/me/peer/contacts/", "/me/path/days/"):
        maya.goto(url + page)
        is_usable(maya)
