"""What is kept as versions, two of which may be written at once."""

from __future__ import annotations

from typing import Generic, TypeVar

from handrail.foundation.people.models import AccessNeeds, CareWishes

Version = TypeVar("Version", CareWishes, AccessNeeds)


class NewerVersion(ValueError, Generic[Version]):
    """Somebody wrote a newer version than the one that was open. `newest` is it; nothing was changed."""

    def __init__(self, newest: Version) -> None:
        super().__init__(
            f"{newest.written_by} changed this meanwhile. What you wrote is still here, and theirs was not changed."
        )
        self.newest: Version = newest
