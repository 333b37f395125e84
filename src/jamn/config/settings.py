"""Settings. Everything that differs between installations comes from environment variables named ``JAMN_…``.

Without any, Jamn runs on an embedded SQLite database below `JAMN_DATA` (``./var``), which suits a try-out and a small
employer. PostgreSQL: ``JAMN_DATABASE_URL=postgresql://user:password@host/name``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from jamn.config import environment

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("JAMN_DATA", "var")).resolve()


def _secret_key() -> str:
    """The key from the environment, or one made once and kept in the data folder (readable by its owner alone)."""
    if key := os.environ.get("JAMN_SECRET_KEY"):
        return key
    kept = DATA / "secret-key"
    if not kept.exists():
        DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    return kept.read_text()


def _database(url: str | None) -> dict[str, Any]:
    """Django's database settings for an address, or for the embedded database.

    SQLite: write-ahead log and immediate transactions, so that many threads can write without "database is locked".
    PostgreSQL: no compiling of queries, which takes longer than the short ones of a page; an address may say otherwise.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "jamn.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA temp_store=MEMORY;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "OPTIONS": {"options": "-c jit=off", **dict(parse_qsl(parts.query))},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DEBUG = False
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("JAMN_HOSTS", "localhost,127.0.0.1").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("JAMN_ORIGINS", "").split(",") if origin]
HTTPS = os.environ.get("JAMN_HTTPS", "") == "1"
# What links in mails begin with: a mail is written where no browser has said how it reached us.
BASE_URL = (os.environ.get("JAMN_URL") or [*CSRF_TRUSTED_ORIGINS, "http://localhost:8000"][0]).rstrip("/")

INSTALLED_APPS = [
    "jamn.home",
    "jamn.reports",
    "jamn.importers",
    "jamn.plan",
    "jamn.org",
    "jamn.accounts",
    "jamn.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jamn.importers.middleware.refuse_large_requests",  # knows the person, and comes before anybody reads the body
    "jamn.accounts.middleware.KeepForms",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jamn.accounts.middleware.OwnLanguage",
    "jamn.org.middleware.remember_roles_for_a_request",
    "jamn.accounts.middleware.note_when_seen",
    "jamn.accounts.middleware.RequireTwoStep",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "jamn.config.urls"
WSGI_APPLICATION = "jamn.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jamn.config.navigation.navigation",
            ],
        },
    }
]

DATABASES = {"default": _database(os.environ.get("JAMN_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Counts of failed sign-ins stand here: nobody may push them out by trying many other addresses.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home:front"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
ACCOUNT_ADAPTER = "jamn.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# A whole town hall often comes from one address, and behind a proxy everyone does: say how many proxies are our own.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/300s/key",
    "reset_password": "30/m/ip,5/h/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("JAMN_PROXIES", "0"))

# The second step of a sign-in. The room asks for a fresh sign-in itself, before it changes one.
REQUIRE_TWO_STEP = os.environ.get("JAMN_REQUIRE_TWO_STEP", "") == "1"
MFA_ADAPTER = "jamn.accounts.adapters.TwoStepAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_REAUTHENTICATION_REQUIRED = False
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Jamn"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong

# Identity providers (OpenID Connect). Whom they send must be known here by that e-mail address already.
OIDC_APPS = environment.providers(os.environ)
SOCIALACCOUNT_ADAPTER = "jamn.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC_APPS}}

_mail = environment.mail(os.environ.get("JAMN_EMAIL_URL"))
EMAIL_BACKEND = _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.tls, _mail.ssl
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = environment.sender(os.environ)
# Days become seconds. An invitation holds this long; the link of a forgotten password is shorter (`accounts.rules`).
PASSWORD_RESET_TIMEOUT = 14 * 24 * 60 * 60

LANGUAGE_CODE = os.environ.get("JAMN_LANGUAGE", "nb")
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [
    HERE.parent / "documents" / "locale",
    HERE.parent / "importers" / "interpret" / "locale",
    HERE / "locale",
]
LANGUAGE_COOKIE_NAME = "jamn_language"
FORMAT_MODULE_PATH = "jamn.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("JAMN_TIME_ZONE", "Europe/Oslo")

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# How long the audit trail keeps the names of people who have been erased (`jamn manage forget_names`): three years.
AUDIT_KEEP_DAYS = int(os.environ.get("JAMN_AUDIT_KEEP_DAYS", "1096"))

# What an upload may be, how long its file is kept, and what the process that reads it may use.
UPLOAD_MAX_BYTES = int(os.environ.get("JAMN_UPLOAD_MAX_BYTES", "26214400"))
UPLOAD_MAX_FILES = int(os.environ.get("JAMN_UPLOAD_MAX_FILES", "20"))
UPLOAD_KEEP_DAYS = int(os.environ.get("JAMN_UPLOAD_KEEP_DAYS", "400"))
UPLOAD_READ_SECONDS = int(os.environ.get("JAMN_UPLOAD_READ_SECONDS", "300"))
UPLOAD_READ_BYTES = int(os.environ.get("JAMN_UPLOAD_READ_BYTES", "1073741824"))
DATA_UPLOAD_MAX_NUMBER_FILES = 10 * UPLOAD_MAX_FILES  # so that a few too many get a sentence, not an error page
FILE_UPLOAD_PERMISSIONS = 0o600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *environment.form_targets(OIDC_APPS)],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Errors go to the terminal or the service's journal; pages that are not there do not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_FAILURE_VIEW = "jamn.accounts.views.too_old"
