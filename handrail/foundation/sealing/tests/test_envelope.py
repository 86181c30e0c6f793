"""What Maya wrote opens in its own place with its own key, unchanged; and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.foundation.sealing.envelope import Place, SealBroken, key_name, seal, unseal
from handrail.foundation.sealing.key_ring import Ring, new_ring

RING = new_ring("2026-11-01")
WORDS = Place("measures_checkin", "words")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
rows = st.integers(1, 2**62)
names = st.from_regex(r"[a-z_]{1,30}", fullmatch=True)
places = st.builds(Place, names, names)


@given(text=texts, place=places, row=rows)
def test_any_text_comes_back_as_it_was(text, place, row):
    assert unseal(seal(text, place, row, RING), place, row, RING) == text


@given(text=texts, place=places, other=places, row=rows, elsewhere=rows)
def test_it_opens_in_no_other_table_column_or_row(text, place, other, row, elsewhere):
    sealed = seal(text, place, row, RING)
    for there, which in ((other, row), (place, elsewhere), (Place(place.column, place.table), row)):
        if (there, which) != (place, row):
            with pytest.raises(SealBroken):
                unseal(sealed, there, which, RING)


@given(one=places, other=places, row=rows, elsewhere=rows)
def test_no_two_places_are_bound_alike(one, other, row, elsewhere):
    same = (one, row) == (other, elsewhere)
    assert (one.bound_to(row) == other.bound_to(elsewhere)) is same


@given(text=texts, row=rows, data=st.data())
def test_with_one_bit_changed_it_does_not_open(text, row, data):
    sealed = bytearray(seal(text, WORDS, row, RING))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealBroken):
        unseal(bytes(sealed), WORDS, row, RING)


@given(text=texts, row=rows, kept=st.integers(0, 60))
def test_with_its_end_cut_off_it_does_not_open(text, row, kept):
    sealed = seal(text, WORDS, row, RING)
    if kept < len(sealed):
        with pytest.raises(SealBroken):
            unseal(sealed[:kept], WORDS, row, RING)


@given(text=texts, row=rows)
def test_another_key_does_not_open_it_not_even_under_the_same_name(text, row):
    sealed, other = seal(text, WORDS, row, RING), new_ring("2026-11-01")
    named_alike = Ring({RING.newest.name: other.newest})
    for ring in (other, named_alike):
        with pytest.raises(SealBroken):
            unseal(sealed, WORDS, row, ring)


@given(text=texts.filter(lambda text: len(text.encode()) > 3), row=rows)
def test_nothing_of_the_text_stands_in_it(text, row):
    assert text.encode() not in seal(text, WORDS, row, RING)


@given(text=texts, row=rows)
def test_the_same_text_never_looks_the_same_twice(text, row):
    assert seal(text, WORDS, row, RING) != seal(text, WORDS, row, RING)


@given(text=texts, row=rows)
def test_what_an_older_key_sealed_still_opens_after_a_new_one_came(text, row):
    sealed, later = seal(text, WORDS, row, RING), RING.with_new_key("2026-12-01")
    assert unseal(sealed, WORDS, row, later) == text
    assert key_name(sealed) == RING.newest.name
    assert key_name(seal(text, WORDS, row, later)) == later.newest.name != RING.newest.name


def test_text_that_no_page_could_show_is_refused():
    for text in ("a\x00b", "\ud800"):
        with pytest.raises(ValueError):
            seal(text, WORDS, 1, RING)


def test_what_is_broken_is_told_by_place_and_row_only():
    with pytest.raises(SealBroken) as broken:
        unseal(seal("Called Rosa", WORDS, 1, RING), WORDS, 2, RING)
    assert str(broken.value).startswith("measures_checkin.words, row 2: ")
    assert "Rosa" not in str(broken.value)
