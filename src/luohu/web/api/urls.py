"""The address of the page about the interface, in each language."""

from django.urls import path

from luohu.web.api.manual import manual

urlpatterns = [path("", manual, name="interface")]
