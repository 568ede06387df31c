"""Addresses of the self-assessment, the result, the way ahead and the other cities."""

from django.urls import path

from luohu.web.assessment import ahead, documents, elsewhere, steps, views

urlpatterns = [
    path("", views.begin, name="assess"),
    path("example/", views.example, name="assess-example"),
    path("step/<slug:name>/", steps.step, name="assess-step"),
    path("check/<slug:name>/", steps.check, name="assess-check"),
    path("review/", steps.review, name="assess-review"),
    path("result/", views.result, name="assess-result"),
    path("save/", documents.save, name="assess-save"),
    path("ahead/", ahead.ahead, name="assess-ahead"),
    path("where/", elsewhere.elsewhere, name="assess-where"),
]
