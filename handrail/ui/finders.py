"""Lets collectstatic, the development server and tests find ui/person.css, ui/team.css and those of single pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

from handrail.ui.bundles import SURFACES, write_bundle


class BundleFinder(BaseFinder):
    """Writes the stylesheets to `bundles` beside STATIC_ROOT and serves them from there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.STATIC_ROOT).parent / "bundles"
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        surface = Path(path).stem
        if surface not in SURFACES or path != f"ui/{surface}.css":
            return []
        found = str(write_bundle(surface, self.folder))
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        storage = FileSystemStorage(location=str(self.folder))
        for surface in SURFACES:
            write_bundle(surface, self.folder)
            yield f"ui/{surface}.css", storage
