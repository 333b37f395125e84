"""Writes of `accounts`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from jamn.accounts.models import AuditEvent, User
from jamn.accounts.queries import recovery_codes, second_steps
from jamn.accounts.rules import Link, may_remove


class LinkSpent(Exception):
    """A link that somebody has used, or that has grown too old, between its page and its form."""


def record(
    verb: str,
    thing: Any,
    *,
    by: User | None,
    employer_id: int | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Note a write in the audit trail. Called by every action, inside its transaction.

    `verb` is the action's name (``approve_upload``), `thing` the object it wrote; `before` and `after` hold the
    values that changed, as JSON.
    """
    return AuditEvent.objects.create(
        actor_id=by.pk if by else None,
        actor_name=by.name if by else "",
        employer_id=employer_id,
        verb=verb,
        thing=thing._meta.label_lower,
        thing_id=str(thing.pk),
        before=before,
        after=after,
    )


@transaction.atomic
def create_person(email: str, name: str, *, language: str = "", by: User | None) -> User:
    """Make a person who cannot sign in yet: an invitation (`tasks.send_invitation`) lets them choose a password.

    Raises ValidationError where the address or the name cannot be used, or the address is somebody's already.
    """
    user = User(email=email.strip().lower(), name=name.strip(), language=language)
    user.set_unusable_password()
    user.full_clean()
    user.save()
    record("create_person", user, by=by, employer_id=None, after={"email": user.email, "name": user.name})
    return user


@transaction.atomic
def use_link(user: User, password: str, *, link: Link, token: str) -> User:
    """Give the person of a link (an invitation, a forgotten password) the password they chose, and spend the link.

    Whoever signed in with the old one is signed out by it. Raises `LinkSpent`.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if not link.holds_for(user, token):
        raise LinkSpent
    _set_password(user, password, "use_link")
    return user


@transaction.atomic
def change_password(user: User, password: str) -> None:
    """Give a person who is signed in a new password. Their other browsers are signed out by it."""
    _set_password(user, password, "change_password")


def _set_password(user: User, password: str, verb: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record(verb, user, by=user, employer_id=None)


@transaction.atomic
def change_profile(user: User, *, name: str, language: str) -> None:
    """Change what a person is called, and the language of their pages and mails."""
    before = {"name": user.name, "language": user.language}
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    record("change_profile", user, by=user, employer_id=None, before=before, after={"name": name, "language": language})


def choose_language(user: User, language: str) -> None:
    """Remember the language that a person wants the pages in. No audit event: it binds nobody else."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def add_app(user: User, secret: str) -> Authenticator:
    """Let a person sign in with the codes of an app that shares the secret (base 32). One app a person.

    The first second step brings recovery codes along.
    """
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    return _added(user, TOTP.activate(user, secret).instance)


@transaction.atomic
def add_key(user: User, name: str, credential: dict[str, Any]) -> Authenticator:
    """Let a person sign in with a passkey or a security key, whose registration allauth has checked."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    return _added(user, WebAuthn.add(user, name, credential).instance)


def _added(user: User, step: Authenticator) -> Authenticator:
    RecoveryCodes.activate(user)  # those that are there already stay
    record("add_second_step", step, by=user, employer_id=None, after={"user": user.pk, "type": step.type})
    return step


@transaction.atomic
def remove_step(step: Authenticator, *, by: User) -> None:
    """Take away one of a person's own second steps; the recovery codes go with the last. Raises PermissionDenied."""
    if not may_remove(by, step):
        raise PermissionDenied
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    record("remove_second_step", step, by=by, employer_id=None, before={"user": by.pk, "type": step.type})
    step.delete()
    if not second_steps(by):
        Authenticator.objects.filter(user=by).delete()


@transaction.atomic
def remove_all_steps(user: User, *, by: User | None) -> int:
    """Take away every second step of one who has lost them all. Returns how many there were.

    For one who keeps the installation and has made sure who is asking: no rule of a role lets it through.
    """
    steps = second_steps(user)
    Authenticator.objects.filter(user=user).delete()
    record("remove_all_second_steps", user, by=by, employer_id=None, before={"types": [step.type for step in steps]})
    return len(steps)


@transaction.atomic
def make_recovery_codes(user: User) -> None:
    """Make new recovery codes; the old ones are worth nothing from now on."""
    User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(user).instance
    record("make_recovery_codes", codes, by=user, employer_id=None, after={"user": user.pk})


@transaction.atomic
def keep_recovery_codes(user: User) -> None:
    """Note that a person has kept their recovery codes: they are not shown again."""
    codes = recovery_codes(user)
    if codes:
        codes.wrap().mark_as_viewed()


@transaction.atomic
def end_sessions(user: User, keys: Iterable[int], *, by: User) -> int:
    """Sign a person out elsewhere: `keys` are those of `queries.sessions_of`. Returns how many there were."""
    if by != user:
        raise PermissionDenied
    sessions = list(UserSession.objects.filter(user=user, pk__in=keys))
    for session in sessions:
        session.end()
    if sessions:
        record("end_sessions", user, by=by, employer_id=None, after={"ended": len(sessions)})
    return len(sessions)


@transaction.atomic
def erase(user: User) -> User:
    """Forget who a person is: name, e-mail address, and every way to sign in. The row stays, for what refers to it.

    Whoever is signed in as that person is signed out. The trail keeps the name of what they did until `forget_names`.
    Called by the room that knows who may, and that records it.
    """
    held = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if held.erased_at is None:
        held.email, held.erased_at, held.is_active = f"erased-{held.pk}@invalid", timezone.now(), False
        with translation.override(settings.LANGUAGE_CODE):
            held.name = _("erased person %(number)s") % {"number": held.pk}
        held.set_unusable_password()  # what a session was signed in with holds no longer
        held.save()
        _forget_keys(held)
        _forget_told(held)
    return held


def _forget_keys(user: User) -> None:
    """Delete what allauth keeps of a person: addresses, second steps, accounts elsewhere."""
    for relation in User._meta.related_objects:
        if relation.related_model._meta.app_config.name.startswith("allauth."):
            relation.related_model._default_manager.filter(**{relation.field.name: user}).delete()


def _forget_told(user: User) -> None:
    """Take name and address out of what the trail tells of the person's own row."""
    told = list(AuditEvent.objects.filter(thing=User._meta.label_lower, thing_id=str(user.pk)))
    for event in told:
        event.before, event.after = (
            {key: value for key, value in says.items() if key not in {"name", "email"}} if says else says
            for says in (event.before, event.after)
        )
    AuditEvent.objects.bulk_update(told, ["before", "after"], batch_size=500)


def forget_names(before: datetime) -> int:
    """Take the names of erased people out of the trail's events before a time. Returns how many lost theirs.

    The number of the person stays, so that it can be seen which events are one person's.
    """
    erased = User.objects.filter(erased_at__isnull=False).values("pk")
    old = AuditEvent.objects.filter(at__lt=before, actor_id__in=erased).exclude(actor_name="")
    return old.update(actor_name="")


MOST_KEPT = 100_000
"""Bytes of a form that is kept. The longest that people fill in have some thousand."""


def keep_form(request: HttpRequest, whose: int | None) -> bool:
    """Keep what a form has sent that cannot be taken in, until its person has signed in again. Whether it is kept.

    Not what is not known to be anybody's, what has files or is long, and nothing of `accounts`, where passwords are
    sent. It lies in the browser's session, and goes with it.
    """
    here = request.resolver_match
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.method != "POST" or whose is None or here is None or here.app_name == "accounts":
        return False
    if "HX-Request" in request.headers or length > MOST_KEPT or request.FILES:
        return False
    fields = [
        (name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values
    ]
    request.session["kept_form"] = {"address": request.get_full_path(), "fields": fields, "whose": whose}
    return True


def let_go_of_form(request: HttpRequest) -> None:
    """Forget the form that was kept: it has been sent again, or thrown away."""
    request.session.pop("kept_form", None)
