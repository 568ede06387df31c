"""Addresses of this part of the site."""

from django.urls import path

from luohu.web.lists import views

urlpatterns = [
    path("", views.index, name="lists"),
]
