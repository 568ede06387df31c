"""The site as a WSGI application, for gunicorn or any other server."""

import os

from django.core.wsgi import get_wsgi_application

from luohu.web.connections import whole
from luohu.web.loading import load

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luohu.web.settings")
application = whole(get_wsgi_application())
load()

from luohu.web.operations import patience  # noqa: E402 - the site has to be set up first

patience.limit()
