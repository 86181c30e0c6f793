"""What `handrail doctor` asks of PostgreSQL beyond durability: patience with an end, a plain role, a closed way there."""

from __future__ import annotations

from psycopg import Connection

from handrail.operations.findings import Finding

#: Without an end one stuck statement, or one transaction left open, holds up everybody. In milliseconds.
PATIENCE = {
    "statement_timeout": 300_000,
    "lock_timeout": 60_000,
    "idle_in_transaction_session_timeout": 600_000,
}
THIS_MACHINE = ("127.", "::1", "localhost")
VERIFIED = {"verify-full", "verify-ca"}
ROLE = "SELECT rolname, rolsuper, rolcreaterole, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = current_user"
RIGHTS = ("superuser", "may make roles", "passes row security", "may replicate")


def patience(connection: Connection) -> Finding:
    """Each time-out is set, and not to hours."""
    rows = connection.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(PATIENCE)])
    found = {name: int(setting) for name, setting in rows.fetchall()}
    wrong = [name for name, most in PATIENCE.items() if not 0 < found[name] <= most]
    says = ", ".join(f"{name}={_spoken(found[name])}" for name in (wrong or PATIENCE))
    do = "ALTER ROLE … SET statement_timeout = '30s', lock_timeout = '10s', idle_in_transaction_session_timeout = '60s', one by one; a private PostgreSQL: stop and start it."
    return Finding("Time-outs", not wrong, says, do)


def _spoken(milliseconds: int) -> str:
    return f"{milliseconds / 1000:g}s" if milliseconds else "none"


def role(connection: Connection) -> Finding:
    """The role we work as has no rights over the server; on a private one, which nobody else can reach, it owns it."""
    row = connection.execute(ROLE).fetchone()
    name, *has = row or ("nobody", False, False, False, False)
    rights = [right for right, held in zip(RIGHTS, has, strict=True) if held]
    if not rights:
        return Finding("Role", True, f"{name}, without rights over the server")
    if _private(connection):
        says = f"{name} owns this private server: {rights[0]}, reached by a socket on this machine only"
        return Finding("Role", True, says)
    do = "Work as a role of its own that owns only this database: docs/recipes/run-it.md, 'Your own PostgreSQL'."
    return Finding("Role", False, f"{name}: {', '.join(rights)}", do)


def _private(connection: Connection) -> bool:
    row = connection.execute("SHOW listen_addresses").fetchone()
    return row is not None and not row[0] and _by_socket(connection)


def _by_socket(connection: Connection) -> bool:
    return connection.info.host.startswith("/")


def transport(connection: Connection) -> Finding:
    """What leaves this machine goes encrypted, to a server that proved who it is."""
    host = connection.info.host
    if _by_socket(connection) or host.startswith(THIS_MACHINE):
        return Finding(
            "Way there", True, "a socket" if _by_socket(connection) else f"{host}, on this machine"
        )
    mode = connection.info.get_parameters().get("sslmode", "prefer")
    return over_network(host, encrypted=bool(connection.pgconn.ssl_in_use), mode=mode)


def over_network(host: str, *, encrypted: bool, mode: str) -> Finding:
    """The same for a server elsewhere, by what was agreed with it."""
    do = "Add sslmode=verify-full&sslrootcert=… to DATABASE_URL."
    if not encrypted:
        return Finding("Way there", False, f"{host}, not encrypted", do)
    if mode not in VERIFIED:
        return Finding(
            "Way there", False, f"{host}, encrypted, but nobody checks who answers (sslmode={mode})", do
        )
    return Finding("Way there", True, f"{host}, encrypted ({mode})")
