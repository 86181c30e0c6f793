"""Colors can be read in both themes, and strands told apart by those who see fewer colors."""

import pytest

from handrail.ui.check_tokens import SIGHT, TOKENS, contrast, distance, findings, themes


def test_every_pair_of_tokens_keeps_its_floor() -> None:
    broken = [words for words, holds in findings(TOKENS.read_text()) if not holds]
    assert broken == []


def test_contrast_is_the_published_ratio() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_color_that_fades_is_found() -> None:
    faded = TOKENS.read_text().replace("--ink-faint: #566d6e", "--ink-faint: #a6bdbe")
    broken = [words for words, holds in findings(faded) if not holds]
    assert any("ink-faint" in words for words in broken)


def test_one_color_is_no_distance_from_itself_to_any_sight() -> None:
    for sight in SIGHT:
        assert distance("#1a4687", "#1a4687", sight) == 0


def test_both_themes_know_the_same_tokens() -> None:
    read = themes(TOKENS.read_text())
    assert read["light"].keys() == read["dark"].keys()
