"""The forms of signing in, in our words. What each does is django-allauth's; labels and hints are ours."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.validators import MaxLengthValidator

LONGEST_ADDRESS = 254  # RFC 5321 4.5.3.1.3, as the database has it
PASSWORD_HINT = "At least 12 letters, numbers or signs. Three words that do not belong together are good."  # noqa: S105
CODE_HINT = "8 numbers, such as 1234-5678"
NO_ANSWER = "The passkey did not work. Please try again, or choose another way."
APP_HINT = "6 numbers from your app, or one of your spare codes"


LONGEST_ANSWER = 20_000  # characters; a device's answer has some two thousand
# What a made-up answer can break in the packages that read it.
UNREADABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class DeviceAnswer(forms.JSONField):
    """What a device answers when it makes or uses a passkey: one JSON object, of a decent size."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The answer as a dict; raises ValidationError for anything else, however it was written."""
        try:
            answer = super().to_python(value) if len(str(value)) <= LONGEST_ANSWER else None
        except (ValueError, RecursionError):
            answer = None
        if value not in self.empty_values and not isinstance(answer, dict):
            raise forms.ValidationError(NO_ANSWER, code="invalid")
        return answer

    def bound_data(self, data: Any, initial: Any) -> None:
        """Nothing: an answer is good once, and a made-up one is not sent back."""


class ReadsAnswer(forms.BaseForm):
    """A form that takes a device's answer, and says in words when it makes no sense."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = DeviceAnswer(error_messages={"required": NO_ANSWER})

    def _clean_form(self) -> None:
        try:
            super()._clean_form()
        except UNREADABLE:
            self.add_error(None, NO_ANSWER)

    def clean_credential(self) -> Any:
        """Let allauth check the answer."""
        check = getattr(super(), "clean_credential", None)
        try:
            return check() if check else self.cleaned_data["credential"]
        except UNREADABLE:
            raise forms.ValidationError(NO_ANSWER, code="invalid") from None


class PlainWords(forms.BaseForm):
    """Gives fields our labels and hints, and takes the grey words out of the boxes."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if isinstance(field, forms.EmailField):
                # django-allauth would cut it, and two addresses that begin alike would become one.
                too_long = "An email address has 254 letters or fewer. Look whether yours is right"
                field.validators.append(MaxLengthValidator(LONGEST_ADDRESS, too_long))
            if name == "code":
                field.widget.attrs.update(inputmode="numeric", spellcheck="false")


class AskForCodeForm(PlainWords, account.RequestLoginCodeForm):
    """Sign in: where to send the code."""

    labels: ClassVar = {"email": "Your email address"}


class SignInCodeForm(PlainWords, account.ConfirmLoginCodeForm):
    """The code that was mailed."""

    labels: ClassVar = {"code": "The code in the email"}
    hints: ClassVar = {"code": CODE_HINT}


class PasswordSignInForm(PlainWords, account.LoginForm):
    """Sign in with a password."""

    labels: ClassVar = {"login": "Your email address", "password": "Your password"}


class SignUpForm(PlainWords, account.SignupForm):
    """A new account: the address only.

    A password is chosen after the address is confirmed. Taken before, somebody could put a password on an
    account in another person's name and wait for that person to confirm it.
    """

    labels: ClassVar = {"email": "Your email address"}
    hints: ClassVar = {"email": "We will send a code there, to be sure that it is yours."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password1", None)


class ConfirmAddressForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    """The code that shows an address to be yours."""

    labels: ClassVar = {"code": "The code in the email"}
    hints: ClassVar = {"code": CODE_HINT}


class ResetCodeForm(PlainWords, account.ConfirmPasswordResetCodeForm):
    """The code that lets you choose a new password."""

    labels: ClassVar = {"code": "The code in the email"}
    hints: ClassVar = {"code": CODE_HINT}


class ForgottenPasswordForm(PlainWords, account.ResetPasswordForm):
    """Where to send a code when a password is forgotten."""

    labels: ClassVar = {"email": "Your email address"}


NEW_PASSWORD = {"password1": "Your new password", "password2": "The same password again"}


class NewPasswordAfterResetForm(PlainWords, account.ResetPasswordKeyForm):
    """A new password in place of a forgotten one."""

    labels: ClassVar = NEW_PASSWORD
    hints: ClassVar = {"password1": PASSWORD_HINT}


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    """Another password."""

    labels: ClassVar = {"oldpassword": "Your password now", **NEW_PASSWORD}
    hints: ClassVar = {"password1": PASSWORD_HINT}


class FirstPasswordForm(PlainWords, account.SetPasswordForm):
    """A password for an account that had none."""

    labels: ClassVar = NEW_PASSWORD
    hints: ClassVar = {"password1": PASSWORD_HINT}


class NewAddressForm(PlainWords, account.AddEmailForm):
    """Another email address."""

    labels: ClassVar = {"email": "Your new email address"}
    hints: ClassVar = {
        "email": "We will send a code there. Your address changes when you have typed the code."
    }


class PasswordAgainForm(PlainWords, account.ReauthenticateForm):
    """Is it you? By password."""

    labels: ClassVar = {"password": "Your password"}


class SecondStepForm(PlainWords, second_step.AuthenticateForm):
    """The second step when signing in."""

    labels: ClassVar = {"code": "Your code"}
    hints: ClassVar = {"code": APP_HINT}


class SecondStepAgainForm(PlainWords, second_step.ReauthenticateForm):
    """Is it you? By app or spare code."""

    labels: ClassVar = {"code": "Your code"}
    hints: ClassVar = {"code": APP_HINT}


class SetUpAppForm(PlainWords, totp.ActivateTOTPForm):
    """The first code of an app, which shows that it works."""

    labels: ClassVar = {"code": "The code that your app shows now"}
    hints: ClassVar = {"code": "6 numbers. They change every half minute."}


class AddPasskeyForm(PlainWords, ReadsAnswer, webauthn.AddWebAuthnForm):
    """A passkey that signs in by itself: it is always kept on the device and always checks its owner."""

    labels: ClassVar = {"name": "What is this passkey on?"}
    hints: ClassVar = {"name": "Such as “my phone”. Only you see this."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"].max_length = 60

    def clean(self) -> dict[str, Any]:
        """Check the passkey as one that signs in without a password."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


class FirstPasskeyForm(PlainWords, ReadsAnswer, webauthn.SignupWebAuthnForm):
    """The passkey of an account that is being made."""

    labels: ClassVar = AddPasskeyForm.labels
    hints: ClassVar = AddPasskeyForm.hints


class PasskeySignInForm(ReadsAnswer, webauthn.LoginWebAuthnForm):
    """Sign in with a passkey."""


class PasskeySecondStepForm(ReadsAnswer, webauthn.AuthenticateWebAuthnForm):
    """The second step by passkey."""


class PasskeyAgainForm(ReadsAnswer, webauthn.ReauthenticateWebAuthnForm):
    """Is it you? By passkey."""


class RenamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    labels: ClassVar = {"name": "What is this passkey on?"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length = 60


class CodeAgainForm(PlainWords, account.BaseConfirmCodeForm):
    """Is it you? By a code that was mailed."""

    labels: ClassVar = {"code": "The code in the email"}
    hints: ClassVar = {"code": CODE_HINT}
