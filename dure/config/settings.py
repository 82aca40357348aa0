"""One settings module; what differs between houses comes from the environment (docs/operations.md lists it)."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("DURE_DATA", Path.cwd() / "data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0") == "1"


def _secret() -> str:
    """The key of this installation: from the environment, or a file only its owner can read."""
    if given := os.environ.get("DURE_SECRET_KEY"):
        return given
    kept = DATA / "secret.key"
    if not kept.exists():
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(64))
    return kept.read_text()


def _derived(purpose: str) -> bytes:
    return hashlib.sha256(f"dure:{purpose}:{SECRET_KEY}".encode()).digest()


SECRET_KEY = _secret()
DEBUG = _flag("DURE_DEBUG")
DURE_DEMO = _flag("DURE_DEMO")
"""A demo center: sample people sign in by password alone, and every page says so."""
DURE_HTTPS = _flag("DURE_HTTPS")
DURE_JOURNAL_KEY = _derived("journal")
DURE_COLUMN_KEYS = [_derived("columns"), *(bytes.fromhex(key) for key in os.environ.get("DURE_OLD_COLUMN_KEYS", "").split())]
DURE_FILES = DATA / "files"
DURE_SCANNER = os.environ.get("DURE_SCANNER", "off")
DURE_SIGNING_PFX = os.environ.get("DURE_SIGNING_PFX", "")
DURE_SIGNING_PASSWORD = os.environ.get("DURE_SIGNING_PASSWORD", "")
DURE_MESSENGER = os.environ.get("DURE_MESSENGER", "")
"""Dotted path of the adapter that carries messages to telephones; empty: mail only."""
DURE_MESSAGES = DATA / "messages"
DURE_MAIL_DOMAIN = os.environ.get("DURE_MAIL_DOMAIN", "localhost")
DURE_REVIEWERS_NEED_SECOND_FACTOR = _flag("DURE_REVIEWERS_NEED_SECOND_FACTOR", default=True)
ALLOWED_HOSTS = os.environ.get("DURE_HOSTS", "127.0.0.1 localhost [::1]").split()
DURE_SITE = os.environ.get("DURE_SITE", f"{'https' if DURE_HTTPS else 'http'}://{ALLOWED_HOSTS[0]}").rstrip("/")
"""The address that letters link to."""
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if DURE_HTTPS else []

INSTALLED_APPS = [
    "dure.platform",
    "dure.apps.people",
    "dure.apps.gatherings",
    "dure.apps.money",
    "dure.apps.programs",
    "dure.apps.cases",
    "dure.apps.review",
    "dure.apps.grants",
    "dure.apps.labor",
    "dure.desks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dure.platform.middleware.ClockMiddleware",
    "dure.apps.people.middleware.ActorMiddleware",
    "dure.platform.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "dure.config.urls"
WSGI_APPLICATION = "dure.config.wsgi.application"
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_LOADERS: list[Any] = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "dure.platform.templatetags.dure"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "dure.platform.middleware.fresh_key",
                "dure.platform.chrome.chrome",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """PostgreSQL by DURE_DATABASE_URL, otherwise SQLite with settings fit for public money."""
    url = os.environ.get("DURE_DATABASE_URL", "")
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "dure.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if os.environ.get("DURE_REDIS_URL"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["DURE_REDIS_URL"]}}
elif not _flag("DURE_LOCAL_CACHE"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": DATA / "cache"}}

PASSWORD_HASHERS = ["dure.platform.hashers.RecognizedMinimumArgon2"]
PASSWORD_RESET_TIMEOUT = 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[두레] "
ACCOUNT_ADAPTER = "dure.apps.people.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/5m/ip,5/5m/key", "reset_password": "5/d/key,20/d/ip", "signup": "20/h/ip"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "두레"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

EMAIL_HOST = os.environ.get("DURE_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("DURE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("DURE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("DURE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("DURE_SMTP_TLS")
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if DURE_DEMO and "DURE_SMTP_HOST" not in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("DURE_MAIL_FROM", f"두레 <no-reply@{DURE_MAIL_DOMAIN}>")

LANGUAGE_CODE = "ko"
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
LOCALE_PATHS = [PACKAGE / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DURE_FILES}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CSRF_FAILURE_VIEW = "dure.platform.views_errors.csrf_failure"
if DURE_HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("DURE_BEHIND_PROXY") else None

FORMS_URLFIELD_ASSUME_HTTPS = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("DURE_LOG", "WARNING")},
    "loggers": {"pypdf": {"level": "ERROR"}},  # what is odd about somebody's PDF is told to them, not to the log
}
