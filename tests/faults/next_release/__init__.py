"""Migrations of a release that there is none of: those of `measures`, and three more on the table of check-ins.

It grows (9001), is filled beside those who write (9002), and only then asks for what it grew (9003).
"""

from __future__ import annotations

from pkgutil import iter_modules

from handrail.foundation.measures import migrations as ours

LAST = max(found.name for found in iter_modules(ours.__path__))
__path__ = [*__path__, *ours.__path__]
