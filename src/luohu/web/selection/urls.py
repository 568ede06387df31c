"""Addresses of the pages of selection: the desk, what is published, what is one's own."""

from django.urls import path

from luohu.web.selection.citizens import objecting, own, published
from luohu.web.selection.desk import children, lines, objections, selecting

urlpatterns = [
    path("selection/", selecting.index, name="selections"),
    path("selection/<int:pk>/", selecting.year, name="selection"),
    path("selection/<int:pk>/freeze/", selecting.freeze, name="selection-freeze"),
    path("selection/<int:pk>/lines/", lines.lines, name="lines"),
    path("selection/<int:pk>/confirm/", lines.confirm_all, name="confirm-all"),
    path("selection/<int:pk>/lapse/", lines.lapse_all, name="lapse-all"),
    path("selection/<int:pk>/falsify/", lines.find_falsified, name="falsify-find"),
    path("selection/<int:pk>/objections/", objections.objections, name="objections"),
    path("selection/freezes/<int:pk>/", selecting.one_freeze, name="freeze"),
    path("selection/freezes/<int:pk>/give-up/", selecting.give_up, name="freeze-give-up"),
    path("selection/freezes/<int:pk>/check/", selecting.check, name="freeze-check"),
    path("selection/freezes/<int:pk>/publish/", selecting.publish, name="publish"),
    path("selection/freezes/<int:pk>/cohort/", selecting.export, name="freeze-cohort"),
    path("selection/lines/<int:pk>/", lines.line, name="line"),
    path("selection/lines/<int:pk>/cancel/", lines.cancel, name="line-cancel"),
    path("selection/lines/<int:pk>/confirm/", lines.confirm, name="line-confirm"),
    path("selection/lines/<int:pk>/settle/", lines.settle, name="line-settle"),
    path("selection/lines/<int:pk>/children/", children.children, name="line-children"),
    path("selection/lines/<int:pk>/children/remove/", children.remove, name="line-child-remove"),
    path("selection/objections/<int:pk>/", objections.objection, name="objection"),
    path("selection/falsify/<str:number>/", lines.falsify, name="falsify"),
    path("selection/falsify/<str:number>/evidence/<int:pk>/", lines.evidence, name="evidence"),
    path("published/", published.index, name="published-lists"),
    path("published/objection/", objecting.read, name="objection-read"),
    path("published/<int:pk>/", published.one, name="published"),
    path("published/<int:pk>/list/", published.names, name="published-list"),
    path("published/<int:pk>/list.<slug:form>", published.file, name="published-file"),
    path("published/<int:pk>/object/", objecting.write, name="object"),
    path("ranked/<str:number>/", own.ranked, name="ranked"),
    path("settling/<str:number>/", own.settling, name="settling"),
]
