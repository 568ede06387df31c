"""Addresses of the pages of accounts."""

from django.urls import path, re_path

from luohu.web.accounts import officers, own, signing

# The second name of an address is the one that allauth knows it by.
urlpatterns = [
    path("sign-in/", signing.sign_in, name="account_login"),
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/second-step/", signing.second_step, name="second-step"),
    path("sign-in/second-step/", signing.second_step, name="mfa_authenticate"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("sign-up/", signing.sign_up, name="sign-up"),
    path("account/", own.account, name="account"),
    path("account/password/", own.change_password, name="change-password"),
    path("account/second-factor/", own.enrol, name="second-factor"),
    path("account/second-factor/remove/", own.remove_factor, name="remove-factor"),
    path("account/recovery-codes/", own.renew_codes, name="recovery-codes"),
    path("account/sessions/", own.end_sessions, name="end-sessions"),
    path("account/token/", own.token, name="token"),
    path("officers/", officers.officers, name="officers"),
    path("officers/new/", officers.new_officer, name="new-officer"),
    path("officers/<int:pk>/", officers.officer, name="officer"),
    path("officers/<int:pk>/post/", officers.appoint, name="appoint-officer"),
    path("officers/<int:pk>/rights/", officers.allow, name="allow-officer"),
    re_path(
        r"^officers/(?P<pk>\d+)/(?P<action>disable|enable|reset)/$",
        officers.act,
        name="act-officer",
    ),
]
