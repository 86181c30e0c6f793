"""Who asks, and what is known of them: roles, what they were let into, what is closed to them. One statement.

Read from the database at each act, never from the session: what ended has ended at the next request.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    if "asker" not in act.memo:
        act.memo["asker"] = _found(act)
    found: Asker = act.memo["asker"]
    return found


_ASK = """
WITH today AS MATERIALIZED (
    SELECT {our_day} AS day
), held AS (
    SELECT m.id, m.role, m.programme_id, p.part2 <> 'not_covered' AS covered
    FROM teams_membership m JOIN teams_programme p ON p.id = m.programme_id, today
    WHERE m.person_id = %(me)s AND m.from_on <= day AND (m.until_on IS NULL OR m.until_on > day)
), belongs AS (
    SELECT recipient_id FROM consent_recipientmember, today
    WHERE person_id = %(me)s AND from_on <= day AND (until_on IS NULL OR until_on > day)
      AND confirmed_on > day - %(confirmed_for)s
), named AS (
    SELECT id FROM consent_recipient WHERE person_id = %(me)s
), kept AS (
    SELECT resources FROM consent_restriction
    WHERE state IN ('agreed', 'ended') AND decided_at <= %(now)s AND (ended_at IS NULL OR ended_at > %(now)s)
      AND (reader_id = %(me)s OR role IN (SELECT role FROM held) OR recipient_id IN (SELECT recipient_id FROM belongs)
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
     WHERE reader_id = %(me)s AND role = 'auditor' AND until_at > %(now)s AND closed_at IS NULL),
    (SELECT json_agg(DISTINCT kept_back) FROM (
        SELECT unnest(CASE WHEN resources = '{}' THEN '{*}' ELSE resources END) AS kept_back FROM kept) AS k),
    EXISTS (SELECT 1 FROM consent_conflict WHERE reader_id = %(me)s AND (until_at IS NULL OR until_at > %(now)s)),
    EXISTS (SELECT 1 FROM consent_restrictedrecord WHERE until_at IS NULL OR until_at > %(now)s),
    EXISTS (SELECT 1 FROM consent_emergencyaccess WHERE reader_id = %(me)s AND until_at > %(now)s),
    EXISTS (SELECT 1 FROM teams_programme WHERE part2 <> 'not_covered'),
    (SELECT day FROM today)
""".replace("{our_day}", OUR_DAY % "%(now)s")


def _facts(act: Act) -> dict[str, Any]:
    assert act.actor is not None
    return {"me": act.actor.pk, "now": act.at, "confirmed_for": CONFIRMED_FOR.days}


def _found(act: Act) -> Asker:
    assert act.actor is not None
    with connection.cursor() as cursor:
        cursor.execute(_ASK, _facts(act))
        held, belongs, named, audits, restricted, conflicts, closed, emergencies, covered, day = (
            cursor.fetchone()
        )
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
