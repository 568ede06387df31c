"""Addresses of the pages of selection."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
