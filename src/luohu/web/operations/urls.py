"""Addresses of the pages of operations."""

from django.urls import path

from luohu.web.operations import views

urlpatterns = [
    path("job/<int:pk>/", views.job_page, name="job"),
    path("job/<int:pk>/part/", views.job_part, name="job-part"),
    path("job/<int:pk>/cancel/", views.cancel_job, name="cancel-job"),
    path("job/<int:pk>/again/", views.ask_again, name="ask-job-again"),
]
