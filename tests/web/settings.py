"""The site's settings for tests: static files as they are, cheap passwords, a database of its own."""

import atexit
import os
import shutil
import tempfile

from tests.web.postgres import address

if "LUOHU_DATA" not in os.environ:
    os.environ["LUOHU_DATA"] = tempfile.mkdtemp(prefix="luohu-test-")
    atexit.register(shutil.rmtree, os.environ["LUOHU_DATA"], ignore_errors=True)
os.environ["DATABASE_URL"] = address()

from luohu.web.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
LUOHU_RECORD_MAY_BE_EMPTIED = True  # transactional tests empty the database after themselves
