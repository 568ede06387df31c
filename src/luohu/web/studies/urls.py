"""Addresses of this part of the site."""

from django.urls import path

from luohu.web.studies import views

urlpatterns = [
    path("", views.index, name="studies"),
]
