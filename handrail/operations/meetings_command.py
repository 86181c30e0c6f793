"""`handrail import meetings URL --name WHOSE`, and `--again`: each address is asked, taken whole or not at all."""

from __future__ import annotations

from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation, organisation_day
from handrail.operations.fetching import NotFetched, fetch, host_of
from handrail.operations.importing.applying import REFUSED_FILE, REFUSED_ROWS, VIA
from handrail.operations.importing.report import KEPT
from handrail.pillars.peer_support import actions as peers
from handrail.pillars.peer_support.meeting_files import rows_in
from handrail.pillars.peer_support.meeting_guide import MeetingsRefused
from handrail.pillars.peer_support.models import MeetingFeed

#: Characters of a name and of an address.
NAME, URL = 60, 400


def run(url: str, name: str, *, may_shrink: bool = False, **ways: object) -> tuple[int, str]:
    """(exit code, what came of it): 0 taken or unchanged, 1 rows to put right, 2 the address cannot be read."""
    if not url or not name or len(name) > NAME or len(url) > URL:
        return REFUSED_FILE, f"Say an address and whose meetings they are, with --name. {KEPT}"
    try:
        host_of(url)
    except NotFetched as refused:
        return REFUSED_FILE, f"{refused} {KEPT}"
    return ask(peers.keep_feed(name, url, act=_act()), may_shrink=may_shrink, **ways)


def run_again() -> tuple[int, str]:
    """Every address that is kept; one that fails keeps the others from nothing."""
    told = [ask(feed) for feed in MeetingFeed.objects.order_by("name")]
    words = "\n".join(words for _code, words in told)
    return max((code for code, _words in told), default=0), words or "No address is kept. Nothing was asked."


def run_forget(name: str) -> tuple[int, str]:
    feed = MeetingFeed.objects.filter(name=name).first()
    if feed is None:
        return REFUSED_FILE, f"No address is kept under that name. {KEPT}"
    peers.forget_feed(feed, act=_act())
    return 0, f"{name}: its address is asked no more. The meetings stay."


def ask(feed: MeetingFeed, *, may_shrink: bool = False, **ways: object) -> tuple[int, str]:
    """One address. `ways`: how it is reached, as `fetch` takes it."""
    act = _act()
    try:
        found = fetch(feed.url, feed.etag, feed.modified, **ways)  # type: ignore[arg-type]
        if found.body is None:
            peers.note_asked(feed, act=act)
            return 0, f"{feed.name}: nothing changed."
        rows = rows_in(found.body, time_zone=organisation().time_zone, today=organisation_day(act.at))
        many = peers.bring_in_feed(
            feed, rows, etag=found.etag, modified=found.modified, may_shrink=may_shrink, act=act
        )
    except MeetingsRefused as refused:
        lines = [f"row {one.row}: {one.words}" if one.row else one.words for one in refused.troubles]
        return _trouble(feed, REFUSED_ROWS, "\n  ".join([f"{len(lines)} to put right.", *lines]), act)
    except (NotFetched, peers.TooManyGone) as broken:
        hint = (
            " If the list is whole, ask again with --may-shrink."
            if isinstance(broken, peers.TooManyGone)
            else ""
        )
        return _trouble(feed, REFUSED_FILE, f"{broken}{hint}", act)
    return 0, f"{feed.name}: {many} times of meetings stand there."


def _trouble(feed: MeetingFeed, code: int, words: str, act: Act) -> tuple[int, str]:
    peers.note_asked(feed, words, act=act)
    return code, f"{feed.name}: {words}\n{KEPT}"


def _act() -> Act:
    return Act(actor=None, at=timezone.now(), via=VIA)
