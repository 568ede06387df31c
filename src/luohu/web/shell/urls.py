"""Addresses of the front page and the pages about the site."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from luohu.web.shell import views

urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(next_page="front"), name="sign-out"),
]
