"""Runs inside Django: many people in one program, with plans, visits and check-ins, and their gaps looked for."""

from __future__ import annotations

from time import perf_counter, sleep
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from handrail.continuum.watch.actions import look_for_gaps
from handrail.continuum.watch.models import Gap, GapNight
from handrail.operations.worker import BREATH

#: Every hundredth works here. Of the others a tenth has no next step, a twentieth no team, a seventh missed a visit,
#: and an eighth has not been heard from in the days that the program says.
FILL = """
INSERT INTO teams_organisation (id, name, time_zone) VALUES (1, 'Many', 'America/New_York');
INSERT INTO teams_programme (name, part2) VALUES ('Many', 'not_covered');
INSERT INTO people_person (preferred_name, legal_name, pronouns, language, other_languages, time_zone, made_at)
  SELECT 'Many ' || n, '', '', 'en', '{}', 'America/New_York', now() - interval '90 days' FROM generate_series(1, MANY) n;
INSERT INTO teams_membership (person_id, programme_id, role, from_on)
  SELECT p.id, g.id, CASE WHEN p.id % 1000 = 0 THEN 'supervisor' ELSE 'case_manager' END, current_date - 90
  FROM people_person p, teams_programme g WHERE p.id % 100 = 0;
INSERT INTO teams_enrolment (person_id, programme_id, from_on)
  SELECT p.id, g.id, current_date - 90 FROM people_person p, teams_programme g WHERE p.id % 100 > 0;
INSERT INTO teams_carerelationship (worker_id, person_id, role, from_at)
  SELECT w.id, p.id, 'case_manager', now() - interval '90 days'
  FROM people_person p JOIN people_person w ON w.id = p.id - p.id % 100 + 100 WHERE p.id % 100 > 0 AND p.id % 20 > 0;
INSERT INTO plans_plan (person_id, opened_at) SELECT person_id, now() - interval '80 days' FROM teams_enrolment;
INSERT INTO plans_step (plan_id, title, why, strand, responsible_id, partner, priority, due_on, status, origin, outcome, made_at)
  SELECT p.id, '\\x01', '', 'case', p.person_id, '', 2, current_date + 7, 'to_do', 'together', '', now() - interval '9 days'
  FROM plans_plan p, generate_series(1, 3) WHERE p.person_id % 10 > 0;
INSERT INTO scheduling_appointment (person_id, worker_id, strand, modality, place, starts_at, ends_at, status, cancelled_by, elsewhere, in_the_way)
  SELECT c.person_id, c.worker_id, 'case', 'in_person', '', at, at + interval '20 minutes',
         CASE WHEN c.person_id % 7 = 0 THEN 'did_not_come' ELSE 'fulfilled' END, '', '', ''
  FROM teams_carerelationship c, LATERAL (SELECT now() - interval '20 days' + (c.person_id % 100) * interval '30 minutes' AS at) a;
INSERT INTO measures_checkin (person_id, key, day, made_at, mood, use, safe, reach_out, words)
  SELECT e.person_id, gen_random_uuid(), current_date - d, now() - d * interval '1 day', 5, '', '', '', ''
  FROM teams_enrolment e, generate_series(CASE WHEN e.person_id % 8 = 0 THEN 30 ELSE 1 END, 60, 2) d;
INSERT INTO watch_gapdays (programme_id, kind, days, set_by_id, set_at)
  SELECT g.id, k, 14, (SELECT min(person_id) FROM teams_membership), now()
  FROM teams_programme g, unnest(ARRAY['no_contact']) k;
INSERT INTO plans_reviewrhythm (programme_id, level, days, set_by_id, set_at)
  SELECT g.id, '', 14, (SELECT min(person_id) FROM teams_membership), now() FROM teams_programme g;
"""


def fill(people: int) -> int:
    """As many people with what is done with them; returns how many are enrolled."""
    with connection.cursor() as cursor:
        cursor.execute(FILL.replace("MANY", str(people)))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM teams_enrolment")
        return int(cursor.fetchone()[0])


def night() -> tuple[float, float, int]:
    """Seconds of one whole night, of its slowest transaction, and how many gaps are open after it."""
    GapNight.objects.all().delete()
    now = timezone.now().astimezone(ZoneInfo("America/New_York")).replace(hour=12)
    took = [0.0]
    while True:
        began = perf_counter()
        looked = look_for_gaps(now)
        took.append(perf_counter() - began)
        if not looked:
            return sum(took), max(took), Gap.objects.open().count()


def part_of_a_night(seconds: float) -> int:
    """Look for so long at the worker's own pace, one turn of the clock a breath; returns at how many people."""
    GapNight.objects.all().delete()
    now = timezone.now().astimezone(ZoneInfo("America/New_York")).replace(hour=12)
    until, looked = perf_counter() + seconds, 0
    while perf_counter() < until:
        began = perf_counter()
        looked += look_for_gaps(now)
        sleep(max(0.0, BREATH - (perf_counter() - began)))
    return looked
