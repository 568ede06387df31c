"""Addresses of published lists and numbers."""

from django.urls import path

from luohu.web.lists import views

urlpatterns = [
    path("", views.index, name="lists"),
    path("<slug:scheme>/<int:year>/", views.cycle, name="cycle"),
    path("<slug:scheme>/<int:year>/list/", views.listing, name="list"),
]
