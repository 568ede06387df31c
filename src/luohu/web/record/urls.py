"""Addresses of the pages of record."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
