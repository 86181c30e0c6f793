"""Pages are compressed on their way, and an open board still learns that nothing changed."""

from __future__ import annotations

import gzip


def test_priyas_board_comes_compressed_and_says_when_nothing_changed(live_cast):
    priya = live_cast.browser(live_cast.priya)
    first = priya.get("/team/today/rows/", headers={"Accept-Encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert b"data-live-say" in gzip.decompress(first.content)
    again = priya.get(
        "/team/today/rows/", headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


def test_who_cannot_unpack_is_sent_the_page_as_it_is(live_cast):
    plain = live_cast.browser(live_cast.maya).get("/me/")
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]
    assert b"<h1" in plain.content


def test_theo_is_not_told_of_maya_in_a_compressed_page_either(live_cast):
    theo = live_cast.browser(live_cast.theo)
    answer = theo.get(f"/team/people/{live_cast.maya.pk}/", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 404
    assert b"Maya" not in gzip.decompress(answer.content)
