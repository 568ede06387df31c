"""Addresses of the pages of operations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
