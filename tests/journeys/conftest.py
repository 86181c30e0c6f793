"""Journeys may be told in a real browser too."""

from __future__ import annotations

from tests.browser.conftest import chromium, installation, served, transactional_db

__all__ = ["chromium", "installation", "served", "transactional_db"]
