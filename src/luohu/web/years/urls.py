"""Addresses of the pages of years."""

from django.urls import path

from luohu.web.years import changing, opening, views

urlpatterns = [
    path("", views.index, name="years"),
    path("new/", opening.new, name="year-new"),
    path("<int:pk>/", views.one, name="year"),
    path("<int:pk>/moments/", changing.moments, name="year-moments"),
    path("<int:pk>/quota/", views.quota, name="year-quota"),
    path("<int:pk>/departments/", changing.departments, name="year-departments"),
    path("<int:pk>/clock/", changing.move, name="year-clock"),
    path("<int:pk>/calendar/", views.public_calendar, name="year-calendar"),
]
