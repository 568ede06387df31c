"""Django's settings, all of them; what an installation may choose is in configuration.py."""

from __future__ import annotations

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
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
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
    "django.contrib.messages.middleware.MessageMiddleware",
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
                "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
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
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

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
LOGIN_URL = "sign-in"
LUOHU_LOOKUPS: str = configuration.LOOKUPS.value()
LUOHU_ANSWER_DAYS: int = configuration.ANSWER_DAYS.value()
LUOHU_LETTERS: str = configuration.LETTERS.value()
NINJA_NUM_PROXIES: int | None = configuration.PROXIES.value()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
