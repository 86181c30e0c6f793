"""What runs on a data folder: who holds it, at which address, and which process groups belong to it."""

from __future__ import annotations

import fcntl
import json
import os
import signal
from pathlib import Path
from typing import Any

from handrail.operations.processes import end_group, group_runs, identity


class Running:
    """The lock and the record `running.json` in a data folder.

    The system gives the lock back when its holder dies, however it dies; the record stays for the next start.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / "running.json"
        self._lock = data / "running.lock"

    def claim(self) -> bool:
        """Take the data folder for this process; False when another one has it."""
        self._held = self._lock.open("a")
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def let_go(self) -> None:
        """In a fork of the process that claimed: keep nothing of the lock, or it would outlive its holder."""
        self._held.close()

    def read(self) -> dict[str, Any]:
        """The record, or {} when there is none or it was cut short."""
        try:
            return dict(json.loads(self.path.read_text()))
        except (FileNotFoundError, ValueError):
            return {}

    def write(self, address: str, groups: dict[str, int]) -> None:
        """Note the address and the number of each program's process group."""
        noted = {name: {"group": group, "identity": identity(group)} for name, group in groups.items()}
        record = {"pid": os.getpid(), "identity": identity(os.getpid()), "address": address, "groups": noted}
        half = self.path.with_suffix(".half")
        half.write_text(json.dumps(record))
        half.replace(self.path)

    def end_leftovers(self) -> list[str]:
        """End what a supervisor that was killed left behind; returns the names of those programs."""
        left = {name: noted for name, noted in self.read().get("groups", {}).items() if _is_ours(noted)}
        for noted in left.values():
            end_group(noted["group"], patience=2.0)
        self.path.unlink(missing_ok=True)
        return list(left)

    def supervisor(self) -> int | None:
        """The process number of the supervisor that runs now."""
        record = self.read()
        pid = record.get("pid")
        return pid if pid and identity(pid) == record["identity"] else None

    def signal(self, sign: signal.Signals) -> bool:
        """Send `sign` to the supervisor; False when none runs."""
        pid = self.supervisor()
        if pid is not None:
            os.kill(pid, sign)
        return pid is not None


def _is_ours(noted: dict[str, Any]) -> bool:
    """A group whose first process is gone but which still runs is ours: its number cannot be given anew."""
    leader = identity(noted["group"])
    return group_runs(noted["group"]) and leader in (None, noted["identity"])
