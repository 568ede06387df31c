"""Addresses of the pages of verification."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
