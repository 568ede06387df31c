"""Addresses of this part of the site."""

from django.urls import path

from luohu.web.assessment import views

urlpatterns = [
    path("", views.index, name="assess"),
    path("example/", views.index, name="assess-example"),
]
