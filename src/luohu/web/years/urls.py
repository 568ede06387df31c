"""Addresses of the pages of years."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
