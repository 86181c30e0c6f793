"""Answers that reach a wanted total, for any scale whose items are summed."""

from collections.abc import Callable
from typing import Any

import pytest

from handrail.clinical.instruments.instrument import instrument
from handrail.clinical.instruments.scale import Item


def points_of(item: Item) -> dict[int, int]:
    """Points to answer: the two differ on a reverse item."""
    values = [option.value for option in item.options if isinstance(option.value, int)]
    turned = max(values) + min(values)
    return {(turned - value if item.reverse else value): value for value in values}


@pytest.fixture
def answers_with_total() -> Callable[[str, int], dict[str, Any]]:
    def build(id: str, total: int) -> dict[str, Any]:
        scale = instrument(id)
        by_id = {item.id: item for item in scale.items}
        paths: dict[int, dict[str, Any]] = {0: {}}
        for name in scale.scoring.items:
            points = points_of(by_id[name])
            paths = {
                so_far + more: given | {name: answer}
                for so_far, given in paths.items()
                for more, answer in points.items()
            }
        gate = {scale.gate.id: 1} if scale.gate else {}
        return paths[total] | gate

    return build
