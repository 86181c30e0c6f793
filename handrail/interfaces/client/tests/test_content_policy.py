"""Nothing from elsewhere runs in a page, whichever page it is and however it ends."""

from __future__ import annotations

import pytest

FROM_HERE_ONLY = ("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")


@pytest.mark.parametrize("path", ["/me/", "/help/", "/sign-in/", "/healthz", "/nowhere/", "/team/"])
def test_every_answer_carries_the_whole_policy(live_cast, path):
    policy = live_cast.browser(live_cast.maya).get(path)["Content-Security-Policy"]
    assert [rule for rule in FROM_HERE_ONLY if rule not in policy] == []
    assert "unsafe" not in policy
    assert "nonce" not in policy
