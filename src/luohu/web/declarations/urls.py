"""Addresses of the pages of declarations: the applicant's, the employer's, the authority's."""

from django.urls import path

from luohu.web.declarations import authority, lifting
from luohu.web.declarations.applicants import (
    beginning,
    checking,
    details,
    facts,
    loading,
    papers,
    standing,
)
from luohu.web.declarations.employing import looking, queue, submitting, workbooks

urlpatterns = [
    path("declare/", beginning.home, name="declare"),
    path("declare/begin/<int:year>/", beginning.begin, name="declare-begin"),
    path("declare/claim/", beginning.claim, name="declare-claim"),
    path("declare/<slug:number>/", standing.standing, name="declaration"),
    path("declare/<slug:number>/details/", details.details, name="declaration-details"),
    path("declare/<slug:number>/fact/<slug:name>/", facts.fact, name="declaration-fact"),
    path("declare/<slug:number>/fact/<slug:name>/keep/", facts.keep, name="declaration-keep"),
    path("declare/<slug:number>/load/", loading.load, name="declaration-load"),
    path("declare/<slug:number>/papers/", papers.papers, name="declaration-papers"),
    path("declare/<slug:number>/papers/<int:pk>/", papers.paper, name="declaration-paper"),
    path(
        "declare/<slug:number>/papers/<int:pk>/remove/",
        papers.remove,
        name="declaration-paper-remove",
    ),
    path("declare/<slug:number>/check/", checking.check, name="declaration-check"),
    path("declare/<slug:number>/receipts/", standing.receipts, name="declaration-receipts"),
    path("declare/<slug:number>/take-back/", standing.take_back, name="declaration-take_back"),
    path("declare/<slug:number>/withdraw/", standing.withdraw, name="declaration-withdraw"),
    path("declare/<slug:number>/give-up/", standing.give_up, name="declaration-give_up"),
    path("employer/", queue.queue, name="employer-queue"),
    path("employer/submit/", submitting.submit, name="employer-submit"),
    path("employer/workbook/", workbooks.workbook, name="employer-workbook"),
    path("employer/workbook/template/", workbooks.template, name="employer-template"),
    path("employer/<slug:number>/", looking.look, name="employer-declaration"),
    path("employer/<slug:number>/return/", looking.give_back, name="employer-return"),
    path("employer/<slug:number>/withdraw/", looking.withdraw, name="employer-withdraw"),
    path("employer/<slug:number>/discard/", looking.discard, name="employer-discard"),
    path("employer/<slug:number>/receipts/", submitting.receipts, name="employer-receipts"),
    path("employers/", authority.employers, name="employers"),
    path("employers/<int:pk>/", authority.employer, name="employer"),
    path("bars/", lifting.bars, name="bars"),
    path("bars/<int:pk>/lift/", lifting.lift, name="lift-bar"),
]
