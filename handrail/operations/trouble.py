"""What an operator is told when a command cannot go on."""

from __future__ import annotations

import errno
import json

MARK = "trouble: "


class Trouble(Exception):
    """A command stopped on purpose.

    Each part is one plain sentence; printed together they are one line.
    """

    def __init__(self, happened: str, *, kept: str, do: str) -> None:
        super().__init__(f"{happened} {kept} {do}")
        self.happened, self.kept, self.do = happened, kept, do

    def written(self) -> str:
        """One line for the process that started this one; `read` takes it back."""
        return MARK + json.dumps([self.happened, self.kept, self.do])


def read(text: str) -> Trouble | None:
    """The trouble that a process wrote last into `text`, if it did."""
    lines = [line for line in text.splitlines() if line.startswith(MARK)]
    if not lines:
        return None
    happened, kept, do = json.loads(lines[-1].removeprefix(MARK))
    return Trouble(happened, kept=kept, do=do)


def disk_full(where: object) -> Trouble:
    """The disk that holds `where` has no room left."""
    return Trouble(
        f"The disk that holds {where} is full.",
        kept="Everything saved before this is kept; the step that was running was undone.",
        do="Free some space, or choose another folder with DATA=/path, then run the same command again.",
    )


def unwritable(where: object, reason: object) -> Trouble:
    """The folder `where` cannot be written to by whoever runs the command."""
    return Trouble(
        f"The folder {where} cannot be written to ({reason}).",
        kept="Nothing was changed.",
        do="Choose a folder of your own with DATA=/path, or ask its owner for the right to write there.",
    )


def from_os_error(error: OSError, where: object) -> Trouble:
    """The trouble that an error of the operating system means at `where`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(where)
    return unwritable(error.filename or where, error.strerror or error)
