"""Django's settings, all of them; what an installation may choose is in configuration.py."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from luohu.web import configuration

HERE = Path(__file__).parent
DATA: Path = configuration.DATA.value().resolve()
SECRET_KEY = configuration.secret(DATA)
DEBUG = False
ALLOWED_HOSTS: list[str] = configuration.HOSTS.value()
HTTPS: bool = configuration.HTTPS.value()

INSTALLED_APPS = [
    "luohu.web.shell",
    "luohu.web.record",
    "luohu.web.protection",
    "luohu.web.accounts",
    "luohu.web.years",
    "luohu.web.declarations",
    "luohu.web.verification",
    "luohu.web.selection",
    "luohu.web.operations",
    "luohu.web.assessment",
    "luohu.web.policies",
    "luohu.web.lists",
    "luohu.web.studies",
    "luohu.web.letters",
    "luohu.web.api",
    "luohu.web.accounts.office.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
]
MIDDLEWARE = [
    "luohu.web.record.surroundings.SurroundingsMiddleware",
    "luohu.web.declarations.received.ReceivedMiddleware",
    "luohu.web.operations.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "luohu.web.shell.refusals.RefusalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "luohu.web.accounts.gate.GateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "luohu.web.urls"
WSGI_APPLICATION = "luohu.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "luohu.web.shell.templatetags.words",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "luohu.web.shell.context.shell",
                "luohu.web.accounts.context.account",
            ],
        },
    }
]


def database(address: str) -> dict[str, Any]:
    """The database at an address of PostgreSQL, else SQLite in the folder of data.

    SQLite before 3.51.3 can corrupt a write-ahead log, so its journal is rolled back (0015).
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "luohu.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
            },
        }
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(address)
    if "dbname" not in told:
        raise ImproperlyConfigured(f"DATABASE_URL: {configuration.DATABASE.what.en}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": told["dbname"],
        "USER": told.get("user", ""),
        "PASSWORD": told.get("password", ""),
        "HOST": told.get("host", ""),
        "PORT": told.get("port", ""),
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},  # 0020
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(configuration.DATABASE.value())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # an attachment never lies open on a disk

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_HTTPONLY = True
SESSION_ENGINE = "luohu.web.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrftoken"
LOGIN_URL = "sign-in"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "luohu.web.accounts.rights.RoleBackend",
]
PASSWORD_HASHERS = [
    "luohu.web.accounts.hashing.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "luohu.web.accounts.passwords.Rules"}]
ACCOUNT_ADAPTER = "luohu.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # axes counts failures, in the database
MFA_ADAPTER = "luohu.web.accounts.adapters.FactorAdapter"
MFA_TOTP_TOLERANCE = 1
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "luohu.web.accounts.locking.address_for_axes"
AXES_USERNAME_CALLABLE = "luohu.web.accounts.locking.name_for_axes"
AXES_HANDLER = "luohu.web.accounts.locking.Failures"
AXES_LOCKOUT_CALLABLE = "luohu.web.accounts.locking.locked_page"
AXES_SENSITIVE_PARAMETERS = ["username", "password", "code", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
LUOHU_PASSWORDS: str = configuration.PASSWORDS.value()
LUOHU_OFFICE: str = configuration.OFFICE.value()
LUOHU_LOOKUPS: str = configuration.LOOKUPS.value()
LUOHU_ANSWER_DAYS: int = configuration.ANSWER_DAYS.value()
LUOHU_LETTERS: str = configuration.LETTERS.value()
LUOHU_CIPHER: str = configuration.CIPHER.value()
LUOHU_RECORD_HASH: str = configuration.RECORD_HASH.value()
LUOHU_KEYS: str = configuration.KEYS.value()
LUOHU_SCANNER: str = configuration.SCANNER.value()
LUOHU_RETENTION: dict[str, int] = configuration.RETENTION.value()
LUOHU_LOG: str = configuration.LOG.value()
LUOHU_UPLOAD: int = configuration.UPLOAD.value()
LUOHU_WORK: bool = configuration.WORK.value()
LUOHU_ROLES = "luohu.web.accounts.roles"  # who reads the record is said above it
NINJA_NUM_PROXIES: int | None = configuration.PROXIES.value()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "console": {
            "()": "luohu.web.operations.logs.Lines",
            "kind": LUOHU_LOG,
        },
        "line": {"()": "luohu.web.record.security.LineFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "console"},
        "security": {
            "class": "luohu.web.record.security.SecurityFile",
            "filename": DATA / "security.log",
            "delay": True,
            "formatter": "line",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "luohu.security": {
            "level": "INFO",
            "handlers": ["security"],
            "propagate": LUOHU_LOG == "json",  # to be read by a program, not on a terminal
        },
        "luohu.requests": {"level": "INFO" if LUOHU_LOG == "json" else "WARNING"},
    },
}
