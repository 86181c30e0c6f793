"""Every change that can happen to accounts and to where they are signed in."""

from handrail.foundation.accounts.actions.accounts import (
    choose_language,
    choose_look,
    close_account,
    open_account,
    reset_sign_in,
)
from handrail.foundation.accounts.actions.kept_forms import KeptForm, keep_form, take_kept_form
from handrail.foundation.accounts.actions.sessions import (
    end_all_sessions,
    end_other_sessions,
    end_session,
    end_what_ran_out,
    note_activity,
    open_session,
    prove_again,
)

__all__ = [
    "KeptForm", "choose_language", "choose_look", "close_account", "end_all_sessions", "end_other_sessions",
    "end_session", "end_what_ran_out", "keep_form", "note_activity", "open_account", "open_session", "prove_again",
    "reset_sign_in", "take_kept_form",
]  # fmt: skip
