import pytest
from django.urls import reverse

from luohu.web.accounts.roles import Role
from luohu.web.years.calendar import Window
from tests.web.accounts.people import officer, signed_in
from tests.web.selection import made
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)

def test_pages():
    year = made.ready()
    a, p = officer(Role.AUTHORITY), officer(Role.PUBLISHER)
    desk, pub = signed_in(a), signed_in(p)
    def get(c, name, *args, status=200, **data):
        r = c.get(reverse(name, args=args), data, follow=False); assert r.status_code == status, (name, r.status_code, r.content.decode()[:3000]); return r
    def post(c, name, *args, status=302, **data):
        r = c.post(reverse(name, args=args), data); assert r.status_code == status, (name, r.status_code, r.content.decode()[:3000]); return r
    get(desk, "selections"); get(desk, "selection", year.pk); get(pub, "selection", year.pk)
    post(desk, "selection-freeze", year.pk); get(desk, "selection", year.pk); made.work()
    from luohu.web.selection.models import Freeze, Publication
    f = Freeze.objects.get(); assert f.state == "made"
    get(desk, "freeze", f.pk); get(pub, "freeze", f.pk)
    post(desk, "freeze-check", f.pk); made.work(); assert "完全一致" in get(desk, "freeze", f.pk).content.decode()
    r = post(desk, "freeze-cohort", f.pk, status=200); lines = b"".join(r.streaming_content).decode().splitlines(); assert len(lines) == f.count, lines
    get(pub, "publish", f.pk); post(pub, "publish", f.pk); made.work()
    pubn = Publication.objects.get()
    from django.test import Client
    any_ = Client()
    get(any_, "published-lists"); get(any_, "published", pubn.pk, status=404)
    years.at(year, Window.PUBLICITY)
    get(any_, "published-lists"); get(any_, "published", pubn.pk); get(any_, "published-list", pubn.pk)
    l = pubn.listings.first()
    assert l.number in get(any_, "published-list", pubn.pk, q=l.name).content.decode()
    get(any_, "published-file", pubn.pk, "xlsx"); get(any_, "published-file", pubn.pk, "csv")
    get(any_, "object", pubn.pk)
    post(any_, "object", pubn.pk, status=422)
    r = post(any_, "object", pubn.pk, status=200, words="这里有十个字以上的异议内容", signatory="某人甲", contact="13900000000", about=l.number)
    get(any_, "objection-read")
    get(desk, "objections", year.pk)
    from luohu.web.selection.models import Objection
    o = Objection.objects.get()
    get(desk, "objection", o.pk); post(desk, "objection", o.pk, upheld="0", answer="查无此事")
    get(desk, "lines", year.pk); get(desk, "line", l.pk)
    own = signed_in(l.declaration.owner)
    get(own, "ranked", l.number)
    years.at(year, Window.SETTLEMENT)
    get(desk, "selection", year.pk)
    post(desk, "confirm-all", year.pk)
    get(own, "settling", l.number)
    post(desk, "line-settle", l.pk, on="2026-01-01", place="own", status=422)
    get(any_, "published-list", pubn.pk, status=410); get(any_, "published", pubn.pk)
    l2 = pubn.listings.all()[1]
    post(desk, "line-cancel", l2.pk, why=""  , status=422)
    post(desk, "line-cancel", l2.pk, why="本人放弃")
    get(desk, "falsify", l.number); post(desk, "falsify", l.number, why="材料虚假", employer_helped="1")
    years.to_moment(year, year.settles_to)
    get(desk, "selection", year.pk)
    post(desk, "lapse-all", year.pk)
    print([(x.number, x.state) for x in pubn.listings.all()])
    from luohu.web.record.verification import verify
    print(verify())
