"""Addresses of the pages of protection."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
