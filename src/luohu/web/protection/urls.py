"""Addresses below /my-data/: what is kept of the reader, a copy, requests to correct it."""

from django.urls import path

from luohu.web.protection import pages, requests

urlpatterns = [
    path("", pages.mine, name="my-data"),
    path("fields/", pages.fields, name="my-data-fields"),
    path("export/", pages.export, name="my-data-export"),
    path("ask/", pages.ask, name="my-data-ask"),
    path("requests/", requests.waiting, name="correction-requests"),
    path("requests/<int:pk>/", requests.one, name="correction-request"),
]
