"""Addresses of the pages of verification."""

from django.urls import path

from luohu.web.verification import casework, exchange, overview, queue, results, reviewing

urlpatterns = [
    path("verify/", queue.queue, name="verify"),
    path("verify/check/<int:pk>/", casework.check, name="verify-check"),
    path(
        "verify/check/<int:pk>/paper/<int:stored>/",
        casework.paper,
        name="verify-paper",
    ),
    path("verify/workbook/", exchange.exchange, name="verify-workbook"),
    path("verify/workbook/<int:year>.xlsx", exchange.download, name="verify-download"),
    path("verify/reviews/", reviewing.index, name="verify-reviews"),
    path("verify/reviews/<int:pk>/", reviewing.one, name="verify-review"),
    path(
        "verify/reviews/<int:pk>/attachment/<int:stored>/",
        reviewing.attachment,
        name="verify-review-attachment",
    ),
    path("verify/lay-out/<int:year>/", overview.lay_out, name="verify-lay-out"),
    path("verify/undecided/<int:year>/", overview.undecided, name="verify-undecided"),
    path("declare/<str:number>/result/", results.result, name="declaration-result"),
    path(
        "declare/<str:number>/result/attachment/<int:stored>/",
        results.attachment,
        name="declaration-result-attachment",
    ),
]
