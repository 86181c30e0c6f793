"""One service at one place as a file offers it, whatever the file's form was."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

#: What a file says of a service: replaced by the next file of its source. Everything else is ours or the provider's.
COLUMNS = (
    "name", "description", "keywords", "needs", "status", "eligibility", "youngest", "oldest", "languages", "cost",
    "fees", "accessibility", "step_free", "open_hours", "hours", "phone", "email", "url", "street", "city", "region",
    "postal_code", "country", "transport", "latitude", "longitude", "assured_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """`values` holds the columns of `COLUMNS` that the file fills; the others are empty."""

    provider_id: str
    provider_name: str
    provider_email: str
    external_id: str
    place_id: str
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other offer of its source."""
        return self.provider_id, self.external_id, self.place_id

    @property
    def digest(self) -> str:
        """The same for the same content."""
        plain = json.dumps(self.values, sort_keys=True, default=str, ensure_ascii=False)
        return sha256(plain.encode()).hexdigest()[:32]
