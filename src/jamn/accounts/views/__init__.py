"""Pages: the door and its second step, one's own account, colours and language."""

from __future__ import annotations

from jamn.accounts.views.account import account, change_password, confirm, end_session
from jamn.accounts.views.door import sign_in, sign_out
from jamn.accounts.views.kept import kept, too_old
from jamn.accounts.views.links import accept_invitation, forgotten, forgotten_sent, new_password
from jamn.accounts.views.preferences import language, theme
from jamn.accounts.views.second_step import key_options, passkey, provider, provider_answer, two_step
from jamn.accounts.views.steps import add_app, add_key, recovery_codes, recovery_file, remove_step

__all__ = [
    "accept_invitation",
    "account",
    "add_app",
    "add_key",
    "change_password",
    "confirm",
    "end_session",
    "forgotten",
    "forgotten_sent",
    "kept",
    "key_options",
    "language",
    "new_password",
    "passkey",
    "provider",
    "provider_answer",
    "recovery_codes",
    "recovery_file",
    "remove_step",
    "sign_in",
    "sign_out",
    "theme",
    "too_old",
    "two_step",
]
