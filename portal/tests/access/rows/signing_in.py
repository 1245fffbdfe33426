"""The sign-in pages of django-allauth, each named: a page that a new version adds has no row and fails."""

from portal.tests.access.profiles import PUBLIC, SIGNED_IN, Row, few, form, page, profile, row

ANYBODY = few(PUBLIC)
ONESELF = few(SIGNED_IN)
MISSING = few(profile(participants="missing", staff="missing"))
CONFIRMED = few(profile(participants="confirm", staff="confirm"))

FORMS_FOR_ANYONE = (
    "account_login",
    "account_email_verification_sent",
    "account_logout",
    "account_signup",
    "account_reset_password",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
)
PAGES_FOR_ANYONE = (
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
)
FORMS_OF_ONES_OWN = (
    "account_reauthenticate",
    "account_email",
    "account_change_password",
    "account_set_password",
    "usersessions_list",
)
PAGES_OF_ONES_OWN = ("mfa_index", "mfa_list_webauthn")
AFTER_CONFIRMING = (
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_add_webauthn",
)
# Nobody here has set one up, so there is nothing to turn off or to read out.
NOT_SET_UP = ("mfa_deactivate_totp", "mfa_download_recovery_codes")
OF_A_PASSKEY = ("mfa_remove_webauthn", "mfa_edit_webauthn")

ROWS: dict[str, Row] = {
    **dict.fromkeys(FORMS_FOR_ANYONE, form(ANYBODY)),
    **dict.fromkeys(PAGES_FOR_ANYONE, page(ANYBODY)),
    **dict.fromkeys(FORMS_OF_ONES_OWN, form(ONESELF)),
    **dict.fromkeys(PAGES_OF_ONES_OWN, page(ONESELF)),
    **dict.fromkeys(AFTER_CONFIRMING, form(CONFIRMED)),
    **dict.fromkeys(NOT_SET_UP, form(MISSING)),
    "mfa_view_recovery_codes": row(get=MISSING, post=few(profile(participants="method", staff="method"))),
    **dict.fromkeys(OF_A_PASSKEY, row(get=CONFIRMED, post=CONFIRMED, of={"pk": "=1"})),
    "account_reset_password_from_key": row(get=ANYBODY, post=ANYBODY, of={"uidb36": "=1", "key": "=none"}),
}
