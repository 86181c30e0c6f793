"""The one way in which what time brings goes through rows: one that fails is put off, and stops none of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

import structlog
from django.db import connection, transaction
from django.db.models import Model, QuerySet

from handrail.foundation.ledger.models import PutOff

log = structlog.get_logger("clock")

#: A row is tried again after 1, 2, 4 … seconds, and at the latest after so long.
LONGEST_WAIT = timedelta(minutes=15)
#: What nobody tried again for so long is not due any more.
FORGOTTEN_AFTER = timedelta(days=7)
Row = TypeVar("Row", bound=Model)


@dataclass
class Outcome:
    """`done` is the sum of what was done; `troubles` is what went wrong, which was said and noted already."""

    done: int = 0
    troubles: list[Exception] = field(default_factory=list)

    def count(self) -> int:
        """How much was done. Raises an ExceptionGroup when something failed: call it once all is committed."""
        if self.troubles:
            raise ExceptionGroup("Some could not be done; all others of this turn were.", self.troubles)
        return self.done


def resting(part: str, now: datetime) -> QuerySet[PutOff, Any]:
    """The keys of rows whose time to be tried again has not come, as a subquery."""
    return PutOff.objects.filter(part=part, until_at__gt=now).values_list("row")


def rested(part: str, now: datetime) -> QuerySet[PutOff, Any]:
    """The keys of rows that are to be tried again, for a part that does not come back to them by itself."""
    return PutOff.objects.filter(part=part, until_at__lte=now).values_list("row")


def each_alone(part: str, keys: Iterable[int], do: Callable[[int], object], *, now: datetime) -> Outcome:
    """Do it for each key. `do` is a transaction of its own and returns how much it did; None counts as one.

    A database that does not answer is everybody's trouble and ends it at once, by what it raised.
    """
    wanted, outcome = list(keys), Outcome()
    before = _put_off_before(part, wanted)
    for key in wanted:
        try:
            outcome.done += _counted(do(key))
        except Exception as trouble:  # noqa: BLE001 - said, noted, and raised by `count` when all others are done
            outcome.troubles.append(_put_off(part, key, trouble, now))
        else:
            if key in before:
                _forget(part, [key])
    return outcome


def each_locked(
    part: str, due: QuerySet[Row], do: Callable[[Row], object], *, now: datetime, at_most: int
) -> Outcome:
    """The same for the first rows that are due: each is locked in a transaction of its own, if it is still due and
    nobody else has it."""
    keys = due.exclude(pk__in=resting(part, now)).values_list("pk", flat=True)[:at_most]
    return each_alone(part, keys, partial(_locked, due, do), now=now)


@transaction.atomic
def _locked(due: QuerySet[Row], do: Callable[[Row], object], key: int) -> int:
    row = due.select_for_update(of=("self",), skip_locked=True).filter(pk=key).first()
    return 0 if row is None else _counted(do(row))


def together(
    part: str, keys: Sequence[int], do: Callable[[Sequence[int]], int], *, now: datetime, wait: timedelta | None = None
) -> Outcome:  # fmt: skip
    """The same where many at once cost little more than one: all in one transaction; where that fails each half, until
    what fails is alone. `wait`: how long that is put off, for a part that tries again at a time of its own."""
    if not keys:
        return Outcome()
    try:
        with transaction.atomic():
            done = do(keys)
    except Exception as trouble:  # noqa: BLE001 - what fails alone is said and noted
        if len(keys) == 1:
            return Outcome(troubles=[_put_off(part, keys[0], trouble, now, wait)])
        _see_that_the_database_answers(trouble)
        half = len(keys) // 2
        first, second = (together(part, some, do, now=now, wait=wait) for some in (keys[:half], keys[half:]))
        return Outcome(first.done + second.done, first.troubles + second.troubles)
    _forget(part, keys)
    return Outcome(done)


def _counted(done: object) -> int:
    return done if isinstance(done, int) else 1


def _put_off_before(part: str, keys: list[int]) -> set[int]:
    return (
        set(PutOff.objects.filter(part=part, row__in=keys).values_list("row", flat=True)) if keys else set()
    )


def _put_off(
    part: str, key: int, trouble: Exception, now: datetime, wait: timedelta | None = None
) -> Exception:
    _see_that_the_database_answers(trouble)
    kind = type(trouble).__name__
    # Its message may hold a person's words: only the kind of trouble is kept.
    log.error("row_put_off", part=part, row=key, trouble=kind)
    row, _new = PutOff.objects.get_or_create(part=part, row=key, defaults={"since": now, "until_at": now})
    row.until_at = now + (wait or min(timedelta(seconds=2 ** min(row.tries, 10)), LONGEST_WAIT))
    row.tries, row.trouble = row.tries + 1, kind
    row.save()
    PutOff.objects.filter(until_at__lt=now - FORGOTTEN_AFTER).delete()
    return trouble


def _forget(part: str, keys: Sequence[int]) -> None:
    PutOff.objects.filter(part=part, row__in=keys).delete()


def _see_that_the_database_answers(trouble: Exception) -> None:
    """Raises `trouble` where it is the database that fails."""
    if not connection.is_usable():
        raise trouble
