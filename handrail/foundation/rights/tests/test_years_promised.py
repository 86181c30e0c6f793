"""After a restore records are kept as long as Elin said; what may have been rolled back only keeps them longer."""

from __future__ import annotations

from dataclasses import replace

from handrail.foundation.ledger import promise_file, promises
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import KeptYears
from handrail.foundation.rights.queries import years_kept, years_set


def test_what_elin_set_holds_again_once_and_whoever_set_it_may_be_lost(live_cast, settings, tmp_path):
    settings.PROMISES = tmp_path / "promises.jsonl"
    act = live_cast.act(live_cast.elin)
    rights.keep_for(10, 15, act=act)
    rights.keep_for(10, 12, act=live_cast.act(live_cast.elin, live_cast.now.replace(microsecond=7)))
    longer, fewer = promises.made_after(act.at, promise_file.read(settings.PROMISES))
    assert not longer.kept, "in a test nothing commits"
    assert promises.replay([longer, fewer], act=act) == [(longer, False), (fewer, False)], "it is known here"
    KeptYears.objects.all().delete()
    fewer = replace(fewer, actor=10**9)
    assert promises.replay([longer, fewer], act=act) == [(longer, True), (fewer, False)]
    assert (years_kept()[10], years_set()[10].set_by) == (15, live_cast.elin)
    fewer = replace(fewer, kept=True)
    assert promises.replay([fewer], act=act) == [(fewer, True)]
    assert (years_kept()[10], years_set()[10].set_by) == (12, None)
    assert promises.replay([fewer], act=act) == [(fewer, False)]
