"""Runs inside Django: the evaluator timed where a page asks it, and among many people."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from time import perf_counter, process_time
from traceback import extract_stack
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.utils import timezone

from bench.signed_in import counselors
from bench.visitor import Visitor
from handrail.foundation.consent import asker, evaluator
from handrail.foundation.ledger.act import Act
from handrail.foundation.people.models import Person
from handrail.foundation.teams.models import Membership, Role

#: What floors above ask of the evaluator; each is timed where it is called from outside.
DOORS = ("people_for", "keys_for", "decide", "may", "may_count", "grounds", "standings")
GROW = """
WITH born AS (
    INSERT INTO people_person (preferred_name, legal_name, pronouns, language, other_languages, time_zone, made_at)
    SELECT 'Grown ' || n, '', '', 'en', '{}', 'America/New_York', now() - interval '90 days'
    FROM generate_series(1, %s) AS n RETURNING id
), numbered AS (SELECT id, row_number() OVER () AS n FROM born),
here AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS many FROM teams_programme),
enrolled AS (
    INSERT INTO teams_enrolment (person_id, programme_id, from_on)
    SELECT b.id, h.id, current_date - 90 FROM numbered b JOIN here h ON h.n = b.n %% h.many RETURNING 1
)
SELECT count(*) FROM enrolled
"""


class Clock:
    """CPU seconds spent inside the evaluator, calls of itself within counted once."""

    def __init__(self) -> None:
        self.spent, self.depth = 0.0, 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            self.depth += 1
            began = process_time()
            try:
                return function(*given, **named)
            finally:
                self.depth -= 1
                if self.depth == 0:
                    self.spent += process_time() - began

        return timed


@contextmanager
def _clocked(clock: Clock) -> Any:
    """`decide` and the others are looked up in the module by those who import it; those who took the name keep it."""
    with ExitStack() as held:
        for name in DOORS:
            real = getattr(evaluator, name)
            timed = clock.around(real)
            for module in list(sys.modules.values()):
                if vars(module).get(name) is real:
                    held.enter_context(patch.object(module, name, timed))
        yield


def of_today(times: int) -> tuple[list[float], list[float], int]:
    """CPU seconds of the page and of the evaluator in it, one for each request; and the evaluator's own queries."""
    from handrail.config.wsgi import application

    (worker,) = counselors(1)
    whole, asking = list[float](), list[float]()
    for n in range(times + 5):
        clock = Clock()
        with _clocked(clock):
            began = process_time()
            _read(application, worker)
            spent = process_time() - began
        if n >= 5:  # the first warm up
            whole.append(spent)
            asking.append(clock.spent)
    return whole, asking, _queries(application, worker)


def _read(application: Any, worker: Visitor) -> None:
    from bench.sealed import _reader

    _reader(application, worker, "/team/")()


def _queries(application: Any, worker: Visitor) -> int:
    """How many statements were sent while the evaluator was at work."""
    counted = [0]

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        counted[0] += any("foundation/consent/" in frame.filename for frame in extract_stack())
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        _read(application, worker)
    return counted[0]


def grow(people: int) -> None:
    """As many people more, spread over the programmes."""
    with connection.cursor() as cursor:
        cursor.execute(GROW, [people])
        # As autovacuum leaves a table that has rested: index-only scans need it.
        cursor.execute("VACUUM ANALYZE")


def among_many(times: int) -> list[tuple[str, list[float], list[str]]]:
    """Seconds of finding a counselor's own people, and of a supervisor's first page; with the plan of each."""
    now = timezone.now()
    (counselor,) = counselors(1)
    head = Membership.objects.at(now).filter(role=Role.SUPERVISOR).order_by("pk").first()
    assert head is not None
    asked = [
        ("a counselor's people", counselor.person, 1000),
        ("a supervisor's first 50", head.person_id, 50),
    ]
    return [(who, *_timed(Person.objects.get(pk=person), times, most)) for who, person, most in asked]


def _timed(person: Person, times: int, most: int) -> tuple[list[float], list[str]]:
    seconds = []
    for _ in range(times + 5):
        act = Act(actor=person, at=timezone.now(), via="bench")
        asker.asker(act)
        found = evaluator.people_for(act, "checkins").order_by("pk").values_list("pk", flat=True)[:most]
        began = perf_counter()
        list(found)
        seconds.append(perf_counter() - began)
    return seconds[5:], found.explain(analyze=True).splitlines()
