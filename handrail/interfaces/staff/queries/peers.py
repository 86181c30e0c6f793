"""The peers' own page: who asks for me, my certificate, my profile; for a supervisor the roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.queries import organisation_day
from handrail.interfaces.staff.words.times import clock, day_words, here
from handrail.pillars.peer_support.certificates import Certificate, certificates_of
from handrail.pillars.peer_support.models import Going, Match, PeerProfile, SupervisionTopic
from handrail.pillars.peer_support.policy import (
    matches_supervised,
    peers_supervised,
    supervised_programmes,
    works_as_peer,
)
from handrail.pillars.peer_support.queries import OnRoster, roster
from handrail.pillars.peer_support.room import caseload_limit

#: For so long a peer reads that somebody went on without them.
ENDED_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asks the reader to walk with them: their name, and nothing of their record."""

    match: Match
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class Along:
    """Somebody asks the reader to come to a meeting with them."""

    number: int
    name: str
    meeting: str
    when: str
    said: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One peer of the roster in words."""

    name: str
    people: str
    full: bool
    certificate: str
    warns: bool
    supervision: str
    has_profile: bool
    walks_with: list[Match]


def peers_page(act: Act) -> dict[str, Any]:
    """Both halves of the page, as far as the reader's roles go. Absent for anybody else."""
    is_peer, supervises = works_as_peer(act), bool(supervised_programmes(act))
    if not (is_peer or supervises):
        raise Http404
    limit = caseload_limit()
    return {
        "is_peer": is_peer,
        "supervises": supervises,
        "asked": asked(act) if is_peer else [],
        "along": along(act) if is_peer else [],
        "ended": _ended_lately(act) if is_peer else [],
        "certificate": certificate_words(own_certificate(act)) if is_peer else "",
        "profile": PeerProfile.objects.filter(peer=act.actor).first() if is_peer else None,
        "roster": _lines(act, limit) if supervises else [],
        "limit": limit,
        "topics": _topics(act) if supervises else [],
    }


def _topics(act: Act) -> list[SupervisionTopic]:
    """What peers bring to the reader's supervision, the oldest first."""
    theirs = SupervisionTopic.objects.filter(
        peer__in=[one.pk for one in peers_supervised(act)], talked_at=None
    )
    return list(theirs.select_related("peer").order_by("raised_at", "pk"))


def asked(act: Act) -> list[Asked]:
    """Who waits for the reader's answer, the longest first."""
    waiting = Match.objects.visible_to(act).asked().filter(peer=act.actor).select_related("person")
    today = here(act, act.at).date()
    return [
        Asked(one, one.person.preferred_name, day_words(here(act, one.asked_at).date(), today))
        for one in waiting.order_by("asked_at", "pk")
    ]


def along(act: Act) -> list[Along]:
    """Meetings to which the reader was asked along and that lie ahead."""
    asked = Going.objects.visible_to(act).filter(company=act.actor, starts_at__gt=act.at - timedelta(hours=1))
    rows = asked.select_related("person", "meeting").order_by("starts_at", "pk")
    today = here(act, act.at).date()
    return [
        Along(one.pk, one.person.preferred_name, one.meeting.name,
              f"{day_words(here(act, one.starts_at).date(), today)}, {clock(here(act, one.starts_at))}", one.company_said_at is not None)
        for one in rows
    ]  # fmt: skip


def _ended_lately(act: Act) -> list[str]:
    over = Match.objects.visible_to(act).filter(
        peer=act.actor, state=Match.State.ENDED, ended_at__gt=act.at - ENDED_LATELY
    )
    return [one.person.preferred_name for one in over.select_related("person").order_by("-ended_at")]


def own_certificate(act: Act) -> Certificate | None:
    """What the reader holds."""
    assert act.actor is not None
    return certificates_of([act.actor.pk], organisation_day(act.at)).get(act.actor.pk)


def certificate_words(one: Certificate | None) -> str:
    """Until when, and how far that is."""
    if one is None:
        return _("No certificate is written down: nobody new can be matched.")
    if one.expires_on is None:
        return _("%(title)s, without an end") % {"title": one.title}
    told = {"title": one.title, "day": date_format(one.expires_on, "DATE_FORMAT"), "days": one.days}
    if one.has_run_out:
        return _("%(title)s ran out on %(day)s: nobody new can be matched.") % told
    if one.warning is None:
        return _("%(title)s, until %(day)s") % told
    return ngettext("%(title)s, until %(day)s: %(days)s day left", "%(title)s, until %(day)s: %(days)s days left", one.days or 0) % told  # fmt: skip


def _lines(act: Act, limit: int) -> list[Line]:
    by_peer: dict[int, list[Match]] = {}
    found = matches_supervised(act).select_related("person").order_by("person__preferred_name", "pk")
    for match in found:
        by_peer.setdefault(match.peer_id, []).append(match)
    return [_line(one, limit, by_peer.get(one.peer.pk, [])) for one in roster(act)]


def _line(one: OnRoster, limit: int, walks_with: list[Match]) -> Line:
    hours, minutes = divmod(one.minutes, 60)
    return Line(
        one.peer.preferred_name,
        _("%(people)s of %(limit)s people") % {"people": one.people, "limit": limit},
        one.people >= limit,
        certificate_words(one.certificate),
        one.certificate is None or one.certificate.warning is not None,
        _("%(hours)s h %(minutes)s min of supervision in 30 days") % {"hours": hours, "minutes": minutes},
        one.has_profile,
        walks_with,
    )


def peer_loops(act: Act) -> list[tuple[str, str, str, str]]:
    """For Today, of a peer and of a supervisor: title, detail, where, icon. Nobody else is asked anything."""
    page = reverse("staff:peers")
    found = []
    if works_as_peer(act):
        for one in asked(act):
            found.append((_("%(name)s asked you to walk with them") % {"name": one.name}, _("Asked %(day)s") % {"day": one.since}, page, "hand-heart"))  # fmt: skip
        for going in along(act):
            if not going.said:
                found.append((_("%(name)s asks you to come to a meeting") % {"name": going.name}, going.when, page, "users-three"))  # fmt: skip
        mine = own_certificate(act)
        if mine is not None and mine.warning is not None:
            found.append((_("Your certificate"), certificate_words(mine), page, _icon(mine)))
    if supervised_programmes(act):
        found += _of_my_peers(act, page)
    return found


def _of_my_peers(act: Act, page: str) -> list[tuple[str, str, str, str]]:
    peers = peers_supervised(act)
    held = certificates_of([one.pk for one in peers], organisation_day(act.at)) if peers else {}
    near = [(one, held[one.pk]) for one in peers if one.pk in held and held[one.pk].warning is not None]
    near.sort(key=lambda pair: pair[1].days or 0)
    title = _("%(name)s’s certificate")
    return [(title % {"name": peer}, certificate_words(one), page, _icon(one)) for peer, one in near]


def _icon(one: Certificate) -> str:
    return "warning-circle" if one.warning is not None and one.warning <= 30 else "clipboard-text"
