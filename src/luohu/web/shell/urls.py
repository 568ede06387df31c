"""Addresses of the front page and the pages about the site."""

from django.urls import path

from luohu.web.shell import views

urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
]
