"""Addresses of the law: schemes, versions, clauses, differences, graphs, open questions."""

from django.urls import path

from luohu.web.policies import views

urlpatterns = [
    path("", views.index, name="schemes"),
    path("open-questions/", views.open_questions, name="open-questions"),
    path("difference/", views.two_versions, name="difference"),
    path("<slug:scheme>/", views.latest, name="scheme"),
    path("<slug:scheme>/<slug:version>/", views.version, name="version"),
    path("<slug:scheme>/<slug:version>/graph/", views.graph_of_rules, name="graph"),
    path("<slug:scheme>/<slug:version>/<slug:name>/", views.one_clause, name="clause"),
]
