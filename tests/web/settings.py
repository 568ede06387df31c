"""The site's settings for tests: static files as they are, cheap passwords, a database of its own."""

import os
import tempfile

os.environ.setdefault("LUOHU_DATA", tempfile.mkdtemp(prefix="luohu-test-"))

from luohu.web.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
