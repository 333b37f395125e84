"""What comes in at the door."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from jamn.accounts.models import User
from jamn.accounts.rules import too_many_attempts

NEW_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """E-mail and password, checked by allauth and counted against its limits."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
        )


class ForgottenForm(forms.Form):
    """Whose password is forgotten."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class PersonForm(forms.Form):
    """A form of one person."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class NewPasswordForm(PersonForm):
    """A password, twice the same, that the installation's demands let through."""

    password = forms.CharField(label=_("New password"), strip=False, widget=NEW_PASSWORD)
    again = forms.CharField(label=_("The new password again"), strip=False, widget=NEW_PASSWORD)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = lazystr(" ".join(map(str, password_validators_help_texts())))

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("This is not the same as the new password."))
        return again


class OwnPasswordForm(PersonForm):
    """The password that a person who is signed in has now, counted against the limits as at the door."""

    current = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def clean_current(self) -> str:
        password: str = self.cleaned_data["current"]
        if not get_adapter().authenticate(context.request, email=self.user.email, password=password):
            raise ValidationError(_("The password is wrong."))
        return password


class ChangePasswordForm(NewPasswordForm, OwnPasswordForm):
    """From the password that a person has to another."""

    field_order = ("current", "password", "again")


class ProfileForm(forms.ModelForm[User]):
    """What a person is called, and the language of their pages and mails."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": _("Name")}  # noqa: RUF012
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}  # noqa: RUF012


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code of the person's app, or one of their recovery codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("The six digits that your app shows, or one of your recovery codes."))

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError as refused:
            raise _with_time(refused, self.user) from None
        return code


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an app: it shows that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code_field(_("The six digits that the app shows now."))

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError as refused:
            raise _with_time(refused, self.user) from None
        return code


class KeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey or a security key that the browser has just made, and what the person calls it."""

    field_order = ("passwordless", "name", "credential")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"] = forms.TypedChoiceField(
            label=_("What do you have?"),
            choices=[
                ("1", _("A passkey: your device asks for fingerprint, face or code, and no password is needed")),
                ("", _("A security key: you touch it after you have written your password")),
            ],
            coerce=bool,
            required=False,
            initial="1",
            widget=forms.RadioSelect,
        )
        self.fields["name"] = forms.CharField(
            label=_("What you call it"), max_length=60, help_text=_("For example: My telephone.")
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        return name


class StepKeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A key as the second step, or to show again who one is."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except ValidationError as refused:
            raise _with_time(refused, self.user) from None


class PasskeyForm(LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey that signs in without a password."""


class LanguageForm(forms.Form):
    """A language that the pages have."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)


class ThemeForm(forms.Form):
    """Light, dark, or as the device is set."""

    theme = forms.ChoiceField(choices=[("auto", "auto"), ("light", "light"), ("dark", "dark")])


def _code_field(help_text: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label=_("Code"), max_length=20, help_text=help_text, widget=widget)


def _with_time(refused: ValidationError, user: User) -> ValidationError:
    """What allauth says, but when to try again where it says only that it was too often."""
    if refused.code not in {"too_many_login_attempts", "rate_limited"}:
        return refused
    return too_many_attempts(context.request, f"mfa-auth-user-{user.pk}")
