"""The addresses of signing in."""

from __future__ import annotations

from django.urls import path

from handrail.interfaces.sign_in import (
    again,
    first,
    first_time,
    mailed,
    new_password,
    passkey,
    places,
    second,
    set_up,
    texted,
)

urlpatterns = [
    path("", first.sign_in, name="account_login"),
    path("first/", first_time.first_time, name="sign_in_first_time"),
    path("key/", passkey.passkey, name="sign_in_passkey"),
    path("key/asked/", passkey.passkey_asked, name="sign_in_passkey_asked"),
    path("second/", second.second, name="sign_in_second"),
    path("second/key/", second.second_passkey, name="sign_in_second_passkey"),
    path("second/key/asked/", second.second_asked, name="sign_in_second_asked"),
    path("new/", set_up.set_up, name="sign_in_set_up"),
    path("new/key/", set_up.set_up_passkey, name="sign_in_set_up_passkey"),
    path("new/key/asked/", set_up.set_up_asked, name="sign_in_set_up_asked"),
    path("code/", mailed.mailed, name="sign_in_mailed"),
    path("code/typed/", mailed.mailed_code, name="sign_in_mailed_code"),
    path("text/", texted.texted, name="sign_in_texted"),
    path("text/typed/", texted.texted_code, name="sign_in_texted_code"),
    path("mine/", places.places, name="sign_in_places"),
    path("mine/<int:session_id>/end/", places.place_end, name="sign_in_place_end"),
    path("mine/others/end/", places.others_end, name="sign_in_others_end"),
    path("mine/codes/", places.codes_anew, name="sign_in_codes"),
    path("mine/keys/", places.passkey_new, name="sign_in_passkey_new"),
    path("mine/keys/asked/", places.passkey_new_asked, name="sign_in_passkey_new_asked"),
    path("mine/keys/<int:passkey_id>/end/", places.passkey_end, name="sign_in_passkey_end"),
    path("mine/password/", new_password.new_password, name="sign_in_new_password"),
    path("again/", again.again, name="sign_in_again"),
    path("again/code/", again.again_mail, name="sign_in_again_mail"),
    path("again/key/", again.again_passkey, name="sign_in_again_passkey"),
    path("again/key/asked/", again.again_asked, name="sign_in_again_asked"),
    path("out/", first.sign_out, name="account_logout"),
    path("closed/", first.closed, name="account_inactive"),
]
