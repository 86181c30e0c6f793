"""DATABASE_URL as Django wants it: pooled, bound on the server, prepared."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from handrail.foundation.ledger.waiting import VANISHED, Bounded

DEFAULT_URL = "postgresql:///handrail"


def database_from_url(url: str | None) -> dict[str, Any]:
    """The `DATABASES` entry for a PostgreSQL address; a query's `host` names a socket folder."""
    parts = urlsplit(url or DEFAULT_URL)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"DATABASE_URL must begin with postgresql://, not {parts.scheme}://.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "handrail",
        "USER": query.pop("user", parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "CONN_MAX_AGE": 0,
        # One empty message a request: after the database was started again nobody meets a dead connection.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**VANISHED, **_driver_options(), **query},
        "TEST": {"NAME": os.environ.get("HANDRAIL_TEST_DATABASE") or None},
    }


def _driver_options() -> dict[str, Any]:
    # Prepared statements break behind PgBouncer older than 1.21: an operator can switch them off.
    threshold = None if os.environ.get("HANDRAIL_PREPARE") == "no" else 3
    size = int(os.environ.get("HANDRAIL_POOL", "8"))
    # The pool's own five minutes would have it wait for minutes after the database is back; given up, it tries anew for
    # the next who asks.
    waits = {"timeout": 10, "reconnect_timeout": 4}
    pool = {"min_size": 1, "max_size": size, "connection_class": Bounded, **waits}
    return {"pool": pool, "server_side_binding": True, "prepare_threshold": threshold}
