"""Addresses of the record's pages, all for auditors."""

from django.urls import path

from luohu.web.record import views

urlpatterns = [
    path("", views.events, name="record"),
    path("events.<slug:form>", views.export, name="record-export"),
    path("verify/", views.verifying, name="record-verify"),
    path("security/", views.security_log, name="record-security"),
    path("of/<path:subject>/", views.history, name="record-history"),
    path("<int:sequence>/", views.one_event, name="record-event"),
]
