"""Every address: Chinese at the root, English under /en/, the interface for programs beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from luohu.web.api.interface import interface
from luohu.web.operations import health
from luohu.web.shell import views

urlpatterns = [
    path("office/", admin.site.urls),
    path("robots.txt", views.robots, name="robots"),
    path("pictures.css", views.pictures_style, name="pictures-style"),
    path("api/v1/", interface.urls),
    path("healthy", views.healthy, name="healthy"),
    path("ready", health.ready, name="ready"),
    *i18n_patterns(
        path("", include("luohu.web.shell.urls")),
        path("api/", include("luohu.web.api.urls")),
        path("assess/", include("luohu.web.assessment.urls")),
        path("law/", include("luohu.web.policies.urls")),
        path("lists/", include("luohu.web.lists.urls")),
        path("study/", include("luohu.web.studies.urls")),
        path("", include("luohu.web.letters.urls")),
        path("", include("luohu.web.accounts.urls")),
        path("record/", include("luohu.web.record.urls")),
        path("my-data/", include("luohu.web.protection.urls")),
        path("years/", include("luohu.web.years.urls")),
        path("", include("luohu.web.declarations.urls")),
        path("", include("luohu.web.verification.urls")),
        path("", include("luohu.web.selection.urls")),
        path("operations/", include("luohu.web.operations.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "luohu.web.shell.views.bad_request"
handler403 = "luohu.web.shell.views.forbidden"
handler404 = "luohu.web.shell.views.not_found"
handler500 = "luohu.web.operations.failures.broken"
