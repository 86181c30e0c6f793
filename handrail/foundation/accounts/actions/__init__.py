"""Every change that can happen to accounts and to where they are signed in."""

from handrail.foundation.accounts.actions.accounts import (
    change_address,
    choose_language,
    choose_look,
    choose_password,
    close_account,
    open_account,
    reset_second_step,
    reset_sign_in,
)
from handrail.foundation.accounts.actions.factors import (
    add_passkey,
    add_totp,
    make_recovery_codes,
    remove_passkey,
    use_code,
    use_passkey,
)
from handrail.foundation.accounts.actions.first_codes import (
    FIRST_CODE_LASTS,
    HasAWayIn,
    make_first_code,
    use_first_code,
    was_opened,
)
from handrail.foundation.accounts.actions.kept_forms import KeptForm, keep_form, take_kept_form
from handrail.foundation.accounts.actions.mailed_codes import ask_for_code, send_code, use_mailed_code
from handrail.foundation.accounts.actions.sent_codes import new_code
from handrail.foundation.accounts.actions.sessions import (
    end_all_sessions,
    end_every_session,
    end_other_sessions,
    end_session,
    end_what_ran_out,
    note_activity,
    open_session,
    prove_again,
)
from handrail.foundation.accounts.actions.texted_codes import ask_for_texted_code, use_texted_code
from handrail.foundation.accounts.actions.tries import (
    bucket_of_origin,
    buckets_of,
    forget_tries,
    forgive_tries,
    know_device,
    refuse_sign_in,
    take_try,
)

__all__ = [
    "FIRST_CODE_LASTS", "HasAWayIn", "KeptForm", "add_passkey", "add_totp", "ask_for_code", "ask_for_texted_code", "bucket_of_origin", "buckets_of",
    "change_address", "choose_language", "choose_look", "choose_password", "close_account", "end_all_sessions",
    "end_every_session", "end_other_sessions", "end_session", "end_what_ran_out", "forget_tries", "forgive_tries",
    "keep_form", "know_device", "make_first_code", "make_recovery_codes", "new_code", "note_activity", "open_account", "open_session", "prove_again",
    "refuse_sign_in", "remove_passkey", "reset_second_step", "reset_sign_in", "send_code", "take_kept_form",
    "take_try", "use_code", "use_first_code", "use_mailed_code", "use_passkey", "use_texted_code", "was_opened",
]  # fmt: skip
