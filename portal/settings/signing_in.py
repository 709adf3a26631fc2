"""How people sign in: an emailed code, a passkey or a password, and a second step for staff.

django-allauth reads these. Every environment shares them; base.py takes them in.
"""

from datetime import timedelta

SIGNING_IN_APPS = ["allauth", "allauth.account", "allauth.mfa", "allauth.usersessions"]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:my-account"
LOGOUT_REDIRECT_URL = "/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

# A browser stays signed in for two weeks; for staff, who see other people's records, one working day.
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
STAFF_SESSION_SECONDS = int(timedelta(hours=12).total_seconds())

ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1",
]  # our form leaves the password out until the address is confirmed
ACCOUNT_SIGNUP_REDIRECT_URL = "accounts:ways-in"
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.PasswordSignInForm",
    "signup": "portal.accounts.forms.SignUpForm",
    "request_login_code": "portal.accounts.forms.AskForCodeForm",
    "confirm_login_code": "portal.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "portal.accounts.forms.ConfirmAddressForm",
    "confirm_password_reset_code": "portal.accounts.forms.ResetCodeForm",
    "reset_password": "portal.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordAfterResetForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.FirstPasswordForm",
    "add_email": "portal.accounts.forms.NewAddressForm",
    "reauthenticate": "portal.accounts.forms.PasswordAgainForm",
}
ACCOUNT_PREVENT_ENUMERATION = True  # the same answer whether or not an address is known
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail for each change of password, address or second step
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # one address each; a new one replaces the old once it is confirmed
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_TIMEOUT = 15 * 60

# Codes of eight digits: easy to type from another screen. Three tries each and five codes an hour leave
# somebody who guesses at one account all day one chance in some 270,000 (360 tries at 100,000,000 codes).
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
CODE_SECONDS = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_SECONDS

# An office or a library shares one address, so a few people must be able to mistype there.
ACCOUNT_RATE_LIMITS = {
    "login": "60/15m/ip",
    "login_failed": "30/15m/ip,16/15m/key",
    "signup": "30/h/ip",
    "request_login_code": "30/h/ip,6/h/key",
    "reset_password": "30/h/ip,6/h/key",
    "confirm_email": "6/h/key",
    "manage_email": "10/h/user",
    "change_password": "10/h/user",
    "reauthenticate": "20/h/user",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # how long "it is you" holds for dangerous acts
ACCOUNT_REAUTHENTICATION_REQUIRED = True

MFA_ADAPTER = "portal.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # the phone or computer checks a finger, a face or a PIN
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off (RFC 6238, 5.2)
MFA_RECOVERY_CODE_COUNT = 10
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.SecondStepForm",
    "reauthenticate": "portal.accounts.forms.SecondStepAgainForm",
    "activate_totp": "portal.accounts.forms.SetUpAppForm",
    "login_webauthn": "portal.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "portal.accounts.forms.PasskeySecondStepForm",
    "reauthenticate_webauthn": "portal.accounts.forms.PasskeyAgainForm",
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
    "signup_webauthn": "portal.accounts.forms.FirstPasskeyForm",
    "edit_webauthn": "portal.accounts.forms.RenamePasskeyForm",
}
MFA_RATE_LIMITS = {"webauthn_login": "30/15m/ip"}
PASSKEY_HOST = ""  # the name passkeys belong to; empty is the name in the address bar (demo and tests only)

INVITATION_DAYS = 14

# Wagtail's own pages for an address and a password would go round the checks above.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
