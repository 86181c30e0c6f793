"""Who asks, and what is known of them: roles, what they were let into, what is closed to them. One statement.

Read from the database at each act, never from the session: what ended has ended at the next request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from handrail.foundation.consent.models.consents import CONFIRMED_FOR
from handrail.foundation.ledger.act import Act
from handrail.foundation.teams.days import OUR_DAY

#: The whole record, in a list of resources.
EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Standing:
    """In which role somebody asks, and for whom: a programme, or a recipient organisation; neither as oneself.

    `covered` tells that the programme is under 42 CFR Part 2; a programme that declared nothing is.
    """

    role: str
    programme: int | None = None
    recipient: int | None = None
    covered: bool = False


#: As whom everybody stands here, whatever else they are.
THEMSELF = Standing("client")


@dataclass(frozen=True, slots=True)
class Asker:
    """`standings` in order. The other facts say which further questions need asking at all.

    `restricted` names the resources that somebody keeps from this asker; `conflicts`, `closed`, `emergencies` say
    whether there is any such row; `covered` whether the organisation has any programme under Part 2. `day` is the
    organisation's own at the moment of the act: by it roles and enrolments begin and end.
    """

    standings: tuple[Standing, ...] = ()
    restricted: frozenset[str] = frozenset()
    conflicts: bool = False
    closed: bool = False
    emergencies: bool = False
    covered: bool = True
    day: date = date.min


def asker(act: Act) -> Asker:
    """What is known of the actor, asked once for an act. Nobody in particular stands nowhere."""
    if act.actor is None or act.actor.pk is None:
        return Asker()
    who = ("asker", act.actor.pk)
    if who not in act.memo:
        act.memo[who] = _found([act.actor.pk], act.at)[act.actor.pk]
    found: Asker = act.memo[who]
    return found


_ASK = """
SELECT me.id, facts.* FROM unnest(%(them)s::bigint[]) AS me (id) CROSS JOIN LATERAL (
WITH today AS MATERIALIZED (
    SELECT {our_day} AS day
), held AS (
    SELECT m.id, m.role, m.programme_id, p.part2 <> 'not_covered' AS covered
    FROM teams_membership m JOIN teams_programme p ON p.id = m.programme_id, today
    WHERE m.person_id = me.id AND m.from_on <= day AND (m.until_on IS NULL OR m.until_on > day)
), belongs AS (
    SELECT recipient_id FROM consent_recipientmember, today
    WHERE person_id = me.id AND from_on <= day AND (until_on IS NULL OR until_on > day)
      AND confirmed_on > day - %(confirmed_for)s
), named AS (
    SELECT id FROM consent_recipient WHERE person_id = me.id
), kept AS (
    SELECT resources FROM consent_restriction
    WHERE state IN ('agreed', 'ended') AND decided_at <= %(now)s AND (ended_at IS NULL OR ended_at > %(now)s)
      AND (reader_id = me.id OR role IN (SELECT role FROM held) OR recipient_id IN (SELECT recipient_id FROM belongs)
           OR recipient_id IN (SELECT id FROM named)
           OR (role = 'community_partner' AND EXISTS (SELECT 1 FROM belongs))
           OR (role = 'supporter' AND EXISTS (SELECT 1 FROM named)))
)
SELECT
    (SELECT json_agg(json_build_array(role, programme_id, covered) ORDER BY id) FROM held),
    (SELECT json_agg(recipient_id) FROM belongs),
    (SELECT json_agg(DISTINCT c.recipient_id) FROM consent_consent c JOIN named ON named.id = c.recipient_id
     WHERE c.revoked_at IS NULL OR c.revoked_at > %(now)s),
    (SELECT json_agg(DISTINCT role) FROM consent_case
     WHERE reader_id = me.id AND role = 'auditor' AND until_at > %(now)s AND closed_at IS NULL),
    (SELECT json_agg(DISTINCT kept_back) FROM (
        SELECT unnest(CASE WHEN resources = '{}' THEN '{*}' ELSE resources END) AS kept_back FROM kept) AS k),
    EXISTS (SELECT 1 FROM consent_conflict WHERE reader_id = me.id AND (until_at IS NULL OR until_at > %(now)s)),
    EXISTS (SELECT 1 FROM consent_restrictedrecord WHERE until_at IS NULL OR until_at > %(now)s),
    EXISTS (SELECT 1 FROM consent_emergencyaccess WHERE reader_id = me.id AND until_at > %(now)s),
    EXISTS (SELECT 1 FROM teams_programme WHERE part2 <> 'not_covered'),
    (SELECT day FROM today)
) AS facts
""".replace("{our_day}", OUR_DAY % "%(now)s")


def who_asks(act: Act) -> dict[tuple[str, int], Asker]:
    """What is known of the actor, for another act of theirs in the same request; nothing else is taken along."""
    who = ("asker", act.actor.pk if act.actor else 0)
    return {who: act.memo[who]} if who in act.memo else {}


def know_askers(acts: Sequence[Act]) -> None:
    """Ask about the actors of several acts of one moment at once, so that nobody asks about each of them."""
    unknown = {
        one.actor.pk: one
        for one in acts
        if one.actor is not None and one.actor.pk and ("asker", one.actor.pk) not in one.memo
    }
    if not unknown:
        return
    found = _found(list(unknown), acts[0].at)
    for one in acts:
        if one.actor is not None and one.actor.pk in found:
            one.memo.setdefault(("asker", one.actor.pk), found[one.actor.pk])


def _found(actors: list[int], at: datetime) -> dict[int, Asker]:
    """What is known of each of these people at that moment. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, {"them": actors, "now": at, "confirmed_for": CONFIRMED_FOR.days})
        return {actor: _asker(*facts) for actor, *facts in cursor.fetchall()}


def _asker(
    held: list[Any], belongs: list[int], named: list[int], audits: list[str], restricted: list[str],
    conflicts: bool, closed: bool, emergencies: bool, covered: bool, day: date,
) -> Asker:  # fmt: skip
    return Asker(
        standings=(
            THEMSELF,
            *(Standing(role, programme=programme, covered=inside) for role, programme, inside in held or ()),
            *(Standing("community_partner", recipient=recipient) for recipient in belongs or ()),
            *(Standing("supporter", recipient=recipient) for recipient in named or ()),
            *(Standing(role) for role in audits or ()),
        ),
        restricted=frozenset(restricted or ()), conflicts=conflicts, closed=closed, emergencies=emergencies,
        covered=covered, day=day,
    )  # fmt: skip
