"""The Mill's mailbox is gone: Lena reads on the referral that nobody heard of it, and calls; Theo reads nothing."""

from __future__ import annotations

from datetime import timedelta
from mailbox import Maildir

import pytest
from django.core import mail
from django.urls import reverse

from handrail.foundation.ledger.delivering import deliver_due
from handrail.foundation.ledger.models import Entry
from handrail.foundation.messaging.coming_back import take_returned
from handrail.foundation.messaging.tests.test_returned import report
from handrail.operations.reminder_loop import TAKERS
from handrail.pillars.case_management import actions as cases
from tests.partners import HARBOR, harbor_house, signed
from tests.referrals import riverbend

DAY = timedelta(days=1)


@pytest.mark.parametrize("how", ["link", "page"])
def test_a_mail_to_a_partner_that_comes_back_stands_on_the_referral_until_they_are_asked_again(
    cast, tmp_path, how
):
    house, houses = harbor_house(cast), riverbend(cast)
    asked = cases.propose(
        cast.maya, houses["Mill" if how == "link" else "Harbor House"], need="housing", words="", act=cast.act(cast.lena)
    )  # fmt: skip
    if how == "link":
        cases.ask_by_link(asked, act=cast.act(cast.lena))
    else:
        given = signed(cast, recipient=house, resources=[*HARBOR, "referrals"])
        cases.send(asked, consent=given, act=cast.act(cast.lena))
    deliver_due(cast.now)
    name = mail.outbox[-1].extra_headers["Message-ID"]
    shelf, later = Maildir(tmp_path / "back"), cast.act(None, cast.now + DAY)
    for came in (report("5.1.1", name=name), report("5.1.1", name=name)):
        shelf.add(came)
    assert take_returned(tmp_path / "back", act=later, takers=TAKERS) == {"gone": 1, "known": 1}
    asked.refresh_from_db()
    assert (asked.status, asked.attention_at, asked.mail_returned_at) == ("sent", later.at, later.at)
    assert Entry.objects.get(kind="case_management.referral.mail_returned").facts == {"code": "5.1.1"}
    page = reverse("staff:referrals", args=[cast.maya.pk])
    assert "The mail to them came back" in cast.browser(cast.lena).get(page).content.decode()
    assert cast.browser(cast.theo).get(page).status_code == 404
    assert cases.age_referrals(cast.now + 7 * DAY) == 1
    deliver_due(cast.now + 7 * DAY)
    asked.refresh_from_db()
    assert asked.mail_returned_at is None and len(mail.outbox) == 2
