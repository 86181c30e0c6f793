"""`handrail keys`: making the keys, seeing them, sealing anew with a fresh one, retiring an old one, trying every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from handrail.foundation.ledger.act import Act
from handrail.foundation.ledger.actions import announce
from handrail.foundation.sealing import actions, key_ring, proving
from handrail.foundation.sealing.columns import Column, all_columns
from handrail.foundation.sealing.key_ring import KeysMissing, Ring
from handrail.foundation.sealing.models import KnownKey
from handrail.operations.key_events import KeyAdded, KeyRetired
from handrail.operations.trouble import Trouble

Say = Callable[[str], None]
NAMED_AT_MOST = 20
RECIPE = "docs/recipes/rotate-the-keys.md"
#: What began before the newest key was known may still write with the one before it.
SETTLED_AFTER = timedelta(days=1)


def see_that_they_fit() -> bool:
    """Before anything is served: whether the keys are here, and are this database's. Makes them for one without any."""
    known = proving.known_names()
    if not known and key_ring.make(settings.KEYS, _today()):
        print(
            f"  Made keys at {settings.KEYS}: keep a copy apart from the database and its backups", flush=True
        )
    if proving.can_read():
        return True
    print(f"  Only help pages will be answered: {_trouble(known)}", flush=True)
    return False


@contextmanager
def needed_by_migrations() -> Iterator[None]:
    """A migration that seals what is there cannot do without keys. Raises Trouble."""
    try:
        yield
    except KeysMissing as error:
        raise _missing(proving.known_names()) from error


def note_new() -> None:
    """Tell the database, and its ledger, the names of keys it has not seen."""
    act = _act()
    with transaction.atomic():
        for known in actions.know(key_ring.ring(), at=act.at):
            announce(KeyAdded(known.pk, None, key=known.name), act=act)


def make() -> tuple[int, str]:
    """Make the file of keys; says where. Raises Trouble when it cannot be written, or there ought to be one."""
    if not settings.KEYS.exists() and (known := proving.known_names()):
        raise _missing(known)
    made = key_ring.make(settings.KEYS, _today())
    note_new()
    if not made:
        return 0, f"There are keys at {settings.KEYS} already; they were left as they are."
    return 0, (
        f"Made {settings.KEYS}. Keep a copy apart from the database and its backups: "
        "without it nothing that is sealed can be read again."
    )


def listing() -> tuple[int, str]:
    """Each key with its day and how many values it sealed, the newest last."""
    ring = _ring()
    counts = {**dict.fromkeys(ring.keys, 0), **_sealed_by()}
    return 0, "\n".join(_line(name, count, ring) for name, count in counts.items())


def _line(name: bytes, count: int, ring: Ring) -> str:
    key = ring.keys.get(name)
    made = f"made {key.made_on}" if key else "NOT HERE"
    note = "  seals now" if key is ring.newest else ""
    return f"{name.hex()}  {made}  {count} values{note}"


def _sealed_by() -> Counter[bytes]:
    found = Counter[bytes]()
    for column in all_columns():
        found.update(column.by_key())
    return found


def rotate(say: Say, *, go_on: bool = False) -> tuple[int, str]:
    """Make a new key and seal everything with it; `go_on` only finishes what was interrupted. Everybody works on."""
    ring = _ring()
    if not go_on:
        key_ring.write(settings.KEYS, ring.with_new_key(_today()))
    note_new()
    ring = key_ring.ring()
    left = sum(_seal_anew(column, ring, say) for column in all_columns())
    if left:
        return 1, f"{left} values are not sealed with {ring.newest.name.hex()}: see `handrail keys check`."
    return 0, f"Everything is sealed with {ring.newest.name.hex()}. Renew the copy of {settings.KEYS}."


def _seal_anew(column: Column, ring: Ring, say: Say) -> int:
    counts = column.by_key()
    to_do, done = sum(counts.values()) - counts.get(ring.newest.name, 0), 0
    for some in column.seal_anew(ring):
        done += some
        say(f"{column.place}: {done} of {to_do}")
    return sum(count for name, count in column.by_key().items() if name != ring.newest.name)


def retire(name: str) -> tuple[int, str]:
    """Take a key out of the file once nothing is sealed with it. Refuses while something is, or could still be."""
    ring = _ring()
    if reason := _why_it_stays(name, ring):
        return 1, f"{reason} Nothing was changed."
    act = _act()
    with transaction.atomic():
        known = actions.retire(name, at=act.at)
        announce(KeyRetired(known.pk, None, key=name), act=act)
    key_ring.write(settings.KEYS, ring.without(bytes.fromhex(name)))
    return (
        0,
        f"{name} left {settings.KEYS}. Backups made before today need it: keep the older copy as long as they.",
    )


def _why_it_stays(name: str, ring: Ring) -> str:
    named = {key.hex(): key for key in ring.keys}
    if name not in named:
        return f"There is no key {name}: see `handrail keys list`."
    if named[name] == ring.newest.name:
        return f"{name} seals now. Make another with `handrail keys rotate` first."
    if count := _sealed_by()[named[name]]:
        return f"{count} values are sealed with {name}. Go on with `handrail keys rotate --continue`."
    newest = KnownKey.objects.get(name=ring.newest.name.hex())
    if timezone.now() - newest.known_at < SETTLED_AFTER:
        return (
            "The newest key is less than a day old: what began before may still be sealed with an older one."
        )
    return ""


def check() -> tuple[int, str]:
    """Open every sealed value; (exit code, report). The report names places and rows, and nothing that stands there."""
    _ring()
    tried, broken = 0, list[str]()
    for column in all_columns():
        tried += sum(column.by_key().values())
        broken += [f"{column.place} {row}" for row in column.broken()]
    if not broken:
        return 0, f"{tried} values opened."
    more = [f"and {len(broken) - NAMED_AT_MOST} more"] if len(broken) > NAMED_AT_MOST else []
    lines = [f"{len(broken)} of {tried} values do not open:", *broken[:NAMED_AT_MOST], *more]
    return 1, "\n".join(lines)


def _ring() -> Ring:
    """The ring, when it is this database's. Raises Trouble."""
    if not proving.can_read():
        raise _trouble(proving.known_names())
    return key_ring.ring()


def _trouble(known: list[str]) -> Trouble:
    try:
        lost = proving.strangers(key_ring.ring())
    except KeysMissing:
        return _missing(known)
    return Trouble(
        f"{settings.KEYS} does not hold the key {', '.join(lost)} with which this database was sealed.",
        kept="Nothing was changed.",
        do=f"Bring back the right file of keys from where you keep its copy: {RECIPE}.",
    )


def _missing(known: list[str]) -> Trouble:
    if known:
        do = f"Bring the file back from where you keep its copy: a new one opens nothing. See {RECIPE}."
    else:
        do = "Make them with `handrail keys make`, or name where they are in HANDRAIL_KEYS."
    return Trouble(f"There are no keys to be read at {settings.KEYS}.", kept="Nothing was changed.", do=do)


def _act() -> Act:
    return Act(actor=None, at=timezone.now(), via="operator")


def _today() -> str:
    return timezone.now().date().isoformat()
