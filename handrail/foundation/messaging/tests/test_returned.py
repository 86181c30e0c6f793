"""What mail servers send back is read; what anybody else may send to that address says nothing."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from handrail.foundation.messaging.mail_names import key_in, message_id, name_of, sender
from handrail.foundation.messaging.returned import MOST_BYTES, Returned, read

OURS = "ping-41"


def report(
    status="5.1.1", action="failed", said="", to="back@notes.example.org", name=None, part="message/rfc822"
):
    """As Postfix, Exim and Exchange write it, with what they add of their own."""
    head = f"Message-ID: {name or message_id(OURS)}\nSubject: You have a message\n\nYou have a note.\n"
    return (
        f"From: MAILER-DAEMON@mx.example.net\nTo: {to}\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain; charset=utf-8\n\nI'm sorry to have to inform you …\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n"
        f"Final-Recipient: rfc822; maya@example.org\nAction: {action}\nStatus: {status}\n{said}"
        f"\n--B\nContent-Type: {part}\n\n{head}\n--B--\n"
    ).encode()


@pytest.mark.parametrize(
    ("mail", "code", "gone"),
    [
        (report(), "5.1.1", True),
        (report("5.1.10 (nobody)", part="text/rfc822-headers"), "5.1.10", True),
        (report("5.0.0", said="Diagnostic-Code: smtp; 550-5.1.1 no such user\n"), "5.1.1", True),
        (report("5.0.0", said="Diagnostic-Code: smtp; 452 4.2.2 full\n"), "5.0.0", False),
        (report("5.2.2"), "5.2.2", False), (report("5.7.1"), "5.7.1", False), (report("5.1.8"), "5.1.8", False),
        (report("4.4.7", "Failed"), "4.4.7", False), (report("nonsense"), "5.0.0", False),
    ],
)  # fmt: skip
def test_a_report_says_of_which_mail_it_is_and_whether_nobody_is_there(mail, code, gone):
    assert read(mail) == Returned(OURS, code) and read(mail).gone is gone


def test_its_address_of_return_alone_says_of_which_mail_it_is(settings):
    settings.RETURN_ADDRESS = "back+@notes.example.org"
    assert read(report(to=sender(OURS).upper(), name="<1@elsewhere>")) == Returned(OURS, "5.1.1")
    settings.RETURN_ADDRESS = "back@notes.example.org"
    assert sender(OURS) == "back@notes.example.org"
    for place in (name_of(OURS), message_id("referral-AnswerLink-3")):
        assert len(place.partition("@")[0]) < 64 and "maya" not in place


DEEP = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(2000))


@pytest.mark.parametrize(
    "mail",
    [
        b"", b"\x00\xff\xfe" * 900, b"No MIME at all.", report() + b"x" * MOST_BYTES,
        report(action="delayed", status="4.4.1"), report(action="delivered", status="2.1.5"),
        report(name="<ping-41.00000000000000000000@notes.example.org>"), report(name="<ping-41@example.org>"),
        report(name="\u202e" + "ping-" * 2000), report(part="text/html"), report()[:420],
        report().replace(b"multipart/report", b"multipart/mixed"),
        report().replace(b"message/delivery-status", b"text/plain"),
        b"Auto-Submitted: auto-replied\nSubject: Out of office\nIn-Reply-To: " + message_id(OURS).encode() + b"\n\nBack on Monday.",
        b"From: Maya\n\nSTOP. I need help.",
    ],
    ids=range(15),
)  # fmt: skip
def test_what_is_hostile_forged_still_tried_or_written_by_somebody_says_nothing(mail):
    assert read(mail) is None


def test_a_name_of_ours_is_known_and_one_that_was_made_up_is_not():
    assert key_in(f"junk a-b.{'0' * 20} {name_of(OURS)}") == OURS
    assert key_in(name_of(OURS).replace("41", "42")) is None
    assert message_from_bytes(report()).get_content_type() == "multipart/report"
