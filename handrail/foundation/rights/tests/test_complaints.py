"""Somebody complains and is answered; who they are is nowhere unless they say so."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from handrail.foundation.consent.evaluator import Refused
from handrail.foundation.ledger.models import Entry
from handrail.foundation.rights import actions as rights
from handrail.foundation.rights.models import Complaint
from handrail.foundation.rights.numbers import LETTERS, new_number, read_number
from handrail.foundation.rights.queries import complaint_by, complaints, waiting_complaints

WORDS = rights.Told("Somebody told my sister that I come here.")


def test_a_complaint_is_kept_once_and_names_nobody_not_even_whoever_is_signed_in(cast):
    key = uuid4()
    made = rights.make_complaint(WORDS, key=key, language="en", act=cast.act(cast.maya))
    again = rights.make_complaint(
        rights.Told("Other words."), key=key, language="en", act=cast.act(cast.maya)
    )
    assert again.pk == made.pk and Complaint.objects.get().words == WORDS.words
    assert made.answer_by == cast.today + timedelta(days=30)
    entry = Entry.objects.get(kind="rights.complaint.made")
    assert (entry.actor, entry.person, entry.subject, entry.facts) == (None, None, made.pk, {})


def test_elin_reads_and_answers_it_once_and_nobody_else_may(cast):
    made = rights.make_complaint(WORDS, key=uuid4(), language="en", act=cast.act(None))
    for who in (cast.theo, cast.ravi, cast.priya, cast.maya, None):
        assert complaints(cast.act(who)) == [] and waiting_complaints(cast.act(who)) == 0
        with pytest.raises(Refused):
            rights.answer_complaint(made, answer="No.", act=cast.act(who))
    elin = cast.act(cast.elin)
    assert [one.pk for one in complaints(elin)] == [made.pk]
    rights.answer_complaint(made, answer="We are sorry. We looked into it.", act=elin)
    with pytest.raises(rights.AlreadyAnswered):
        rights.answer_complaint(made, answer="Something else.", act=elin)
    assert waiting_complaints(elin) == 0 and complaints(elin)[0].answer.startswith("We are sorry")


def test_the_number_is_found_however_it_is_typed_and_none_other(cast):
    made = rights.make_complaint(WORDS, key=uuid4(), language="en", act=cast.act(None))
    assert complaint_by(f" {made.number.lower().replace('-', ' ')} ") == made
    other = "Z" if made.number[0] != "Z" else "Y"
    assert complaint_by(other + made.number[1:]) is None and complaint_by("' OR 1=1") is None


def test_a_number_is_random_and_reads_back_with_letters_that_look_alike():
    numbers = {new_number() for _ in range(200)}
    assert len(numbers) == 200 and all(set(n.replace("-", "")) <= set(LETTERS) for n in numbers)
    assert read_number("oil0-1111-2222") == "0110-1111-2222"
    assert read_number("K7M2") == "" and read_number("UUUU-UUUU-UUUU") == ""
