"""The account behind a session is read in one question, and is the same as Django would read."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict

from handrail.foundation.accounts.models import Account


def test_mayas_account_comes_with_her_in_one_question(cast, django_assert_num_queries):
    cast.maya.other_languages = ["es", "ht"]
    cast.maya.save()
    slowly = Account.objects.filter(person=cast.maya).get()
    with django_assert_num_queries(1):
        account = Account.objects.get(pk=str(slowly.pk))
        assert account.person == cast.maya
    assert account == slowly
    assert model_to_dict(account) == model_to_dict(slowly)
    assert model_to_dict(account.person) == model_to_dict(slowly.person)
    assert (account.made_at, account.closed_at) == (slowly.made_at, None)


def test_an_account_read_so_can_be_changed_and_saved(cast):
    account = Account.objects.get(pk=Account.objects.get(person=cast.maya).pk)
    account.email = "maya@elsewhere.example"
    account.save()
    assert Account.objects.get(email="maya@elsewhere.example").person == cast.maya


def test_a_key_that_is_nobodys_opens_nothing(cast):
    with pytest.raises(Account.DoesNotExist):
        Account.objects.get(pk=0)
