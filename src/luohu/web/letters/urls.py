"""Addresses of the letters desk: for who asks, for who writes, and for the office."""

from django.urls import path

from luohu.web.letters.citizens import asking, writing
from luohu.web.letters.desk import queue, workbench
from luohu.web.letters.replies import editing, importing
from luohu.web.letters.statistics import pages as statistics

urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/replies/", asking.index, name="replies"),
    path("ask/replies/<int:number>/", asking.one_reply, name="reply"),
    path("letters/write/", writing.write, name="write-letter"),
    path("letters/read/", writing.read, name="read-letter"),
    path("letters/again/", writing.again, name="write-again"),
    path("letters/mine/", writing.mine, name="my-letters"),
    path("desk/", queue.queue, name="desk"),
    path("desk/letters/<str:number>/", workbench.letter, name="desk-letter"),
    path("desk/letters/<str:number>/<slug:action>/", workbench.act, name="desk-act"),
    path("desk/statistics/", statistics.statistics, name="desk-statistics"),
    path("desk/statistics/letters.<slug:form>", statistics.export, name="desk-export"),
    path("desk/replies/", editing.index, name="desk-replies"),
    path("desk/replies/new/", editing.new, name="desk-reply-new"),
    path("desk/replies/import/", importing.importing, name="desk-import"),
    path("desk/replies/<int:number>/", editing.one_reply, name="desk-reply"),
    path("desk/replies/<int:number>/edit/", editing.edit, name="desk-reply-edit"),
    path("desk/replies/<int:number>/<slug:action>/", editing.act, name="desk-reply-act"),
]
