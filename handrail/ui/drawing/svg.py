"""The one place where SVG text is put together, so that the one place escapes it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe


def number(value: float) -> str:
    """A coordinate with at most one decimal: 12.0 becomes "12", 3.14 becomes "3.1"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *inside: str, **attributes: object) -> SafeString:
    """`<name attribute="…">inside</name>`; underscores in attribute names become hyphens.

    Attributes and text are escaped; only text already marked safe passes as it is.
    `class_` gives `class`; None leaves an attribute out.
    """
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_attribute(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return mark_safe(f"<{name}{pairs}>{join(inside)}</{name}>")  # noqa: S308


def join(parts: Iterable[str]) -> SafeString:
    """The parts one after another, each escaped unless it is marked safe."""
    return mark_safe("".join(conditional_escape(part) for part in parts))  # noqa: S308


def _attribute(value: object) -> str:
    return number(value) if isinstance(value, int | float) else escape(value)


def polyline(points: Iterable[tuple[float, float]], class_: str) -> SafeString:
    """An open line through the points."""
    path = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return element("polyline", class_=class_, points=path)
