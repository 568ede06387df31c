"""Addresses of this part of the site."""

from django.urls import path

from luohu.web.studies import views

urlpatterns = [
    path("", views.index, name="studies"),
    path("reform/<str:key>/", views.reform, name="reform"),
    path("forecast/", views.forecast, name="forecast"),
    path("calibration/", views.calibration, name="calibration"),
]
