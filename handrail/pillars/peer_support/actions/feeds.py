"""Directories of open meetings by address: kept by the operator, asked again, and forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from handrail.foundation.consent.evaluator import require
from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.pillars.peer_support.actions.meetings import bring_in_meetings
from handrail.pillars.peer_support.events import MeetingFeedForgotten, MeetingFeedKept
from handrail.pillars.peer_support.meeting_guide import Row
from handrail.pillars.peer_support.models import MeetingFeed, OpenMeeting
from handrail.pillars.peer_support.policy import may_keep_feeds


class TooManyGone(ValueError):
    """More than half of the meetings that stand there are not in it: most likely it was cut off."""


@transaction.atomic
def keep_feed(name: str, url: str, *, act: Act) -> MeetingFeed:
    """Ask this address from now on. At another address nothing is known of what it said before. Raises Refused."""
    require(may_keep_feeds(act))
    feed, new = MeetingFeed.objects.select_for_update().get_or_create(name=name, defaults={"url": url})
    if not new and feed.url == url:
        return feed
    feed.url, feed.etag, feed.modified = url, "", ""
    feed.save(update_fields=["url", "etag", "modified"])
    announce(MeetingFeedKept(feed.pk, None), act=act)
    return feed


@transaction.atomic
def bring_in_feed(
    feed: MeetingFeed, rows: Sequence[Row], *, etag: str, modified: str, may_shrink: bool, act: Act
) -> int:  # fmt: skip
    """What the address says now takes the place of what it said before; how many stand there. Raises TooManyGone."""
    require(may_keep_feeds(act))
    feed = MeetingFeed.objects.select_for_update().get(pk=feed.pk)
    listed = OpenMeeting.objects.listed().filter(feed=feed.name)
    named = {(row.slug, row.day) for row in rows}
    there = list(listed.values_list("slug", "day"))
    if not may_shrink and sum(one not in named for one in there) * 2 > len(there):
        raise TooManyGone("More than half of the meetings that stand there would go.")
    many = bring_in_meetings(feed.name, rows, act=act)
    feed.etag, feed.modified, feed.changed_at = etag, modified, act.at
    feed.asked_at, feed.trouble = act.at, ""
    feed.save(update_fields=["etag", "modified", "changed_at", "asked_at", "trouble"])
    return many


@transaction.atomic
def note_asked(feed: MeetingFeed, trouble: str = "", *, act: Act) -> MeetingFeed:
    """It was asked, and nothing changed; or this stood in the way, and what was brought in before stays."""
    require(may_keep_feeds(act))
    feed = MeetingFeed.objects.select_for_update().get(pk=feed.pk)
    feed.asked_at, feed.trouble = act.at, trouble[:400]
    feed.save(update_fields=["asked_at", "trouble"])
    return feed


@transaction.atomic
def forget_feed(feed: MeetingFeed, *, act: Act) -> None:
    """Ask this address no more. Its meetings stay until another list takes their place."""
    require(may_keep_feeds(act))
    announce(MeetingFeedForgotten(feed.pk, None), act=act)
    MeetingFeed.objects.filter(pk=feed.pk).delete()
