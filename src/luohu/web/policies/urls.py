"""Addresses of this part of the site."""

from django.urls import path

from luohu.web.policies import views

urlpatterns = [
    path("", views.index, name="schemes"),
    path("open-questions/", views.index, name="open-questions"),
]
