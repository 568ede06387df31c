"""The pages of the authority and of publishers: each step, what it shows, and who may not."""

import json
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from luohu.people.reading import read_cohort
from luohu.web.accounts.roles import Role
from luohu.web.operations.models import Job
from luohu.web.protection import attachments
from luohu.web.record.models import Event
from luohu.web.selection.keeping import evidence_against
from luohu.web.selection.models import Freeze, Publication
from luohu.web.years.calendar import Window
from tests.web.accounts.people import officer
from tests.web.protection.files import png
from tests.web.selection import made, pages
from tests.web.selection.pages import Browser, text
from tests.web.selection.test_objecting import objected
from tests.web.years import made as years

pytestmark = pytest.mark.django_db(transaction=True)
OFFICE = (
    "selections", "selection", "selection-freeze", "lines", "confirm-all", "lapse-all",
    "objections", "falsify-find", "freeze", "freeze-give-up", "freeze-check", "publish",
    "freeze-cohort", "line", "line-cancel", "line-confirm", "line-settle", "line-children",
    "line-child-remove", "objection", "falsify", "evidence",
)  # fmt: skip
PUBLISHERS = {"selections", "selection", "freeze", "freeze-check", "publish"}


def test_from_the_freeze_to_the_list_by_pages() -> None:
    year = made.ready()
    desk, press = pages.of(Role.AUTHORITY), pages.of(Role.PUBLISHER)
    assert "冻结并排名" in text(desk.get("selection", year.pk))
    assert "冻结并排名" not in text(press.get("selection", year.pk))
    job = desk.post("selection-freeze", year.pk)
    assert "/operations/job/" in job.headers["Location"]
    assert "正在冻结" in text(desk.get("selection", year.pk))
    made.work()
    freeze = Freeze.objects.get()
    shown = text(desk.get("freeze", freeze.pk))
    assert freeze.digest in shown
    assert "<svg" in shown
    press.get("publish", freeze.pk, status=422)
    made.begin_publicity(freeze)
    confirm = text(press.get("publish", freeze.pk))
    assert "不能撤回" in confirm
    press.post("publish", freeze.pk)
    made.work()
    assert Publication.objects.get().listings.exists()
    assert "已公示" in text(desk.get("freeze", freeze.pk))


def test_what_is_refused_is_said_on_the_page() -> None:
    freeze = made.frozen(made.ready(2))
    desk = pages.of(Role.AUTHORITY)
    again = desk.post("selection-freeze", freeze.year_id, status=422)
    assert "已有冻结" in text(again)
    assert "没有写理由" in text(desk.post("freeze-give-up", freeze.pk, why="", status=422))
    desk.post("freeze-give-up", freeze.pk, why="更正")
    assert "没有生效" in text(pages.of(Role.PUBLISHER).get("publish", freeze.pk, status=422))


def test_working_it_out_again_is_told_on_the_page() -> None:
    freeze = made.frozen(made.ready(2))
    press = pages.of(Role.PUBLISHER)
    press.post("freeze-check", freeze.pk)
    made.work()
    assert "完全一致" in text(press.get("freeze", freeze.pk))
    Job.objects.update(result={"equal": False, "what": "outcome", "number": "T1"})
    assert "outcome T1" in text(press.get("freeze", freeze.pk))


def test_the_exported_cohort_is_read_by_the_command_line_and_has_no_names(tmp_path: Path) -> None:
    freeze = made.frozen(made.ready(4))
    answer = pages.of(Role.AUTHORITY).post("freeze-cohort", freeze.pk, status=200)
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    documents = [json.loads(line) for line in content.splitlines()]
    assert [one["id"] for one in documents] == sorted(
        freeze.frozen.values_list("number", flat=True)
    )
    for held in freeze.frozen.select_related("declaration"):
        assert held.declaration.name not in content.decode()
        assert held.declaration.identity not in content.decode()
    path = tmp_path / "cohort.jsonl"
    path.write_bytes(content)
    assert len(read_cohort([path]).cohort) == 4
    assert Event.objects.filter(action="export_cohort", subject=str(freeze)).exists()


def test_a_line_is_cancelled_and_another_settled() -> None:
    publication = made.published()
    desk = pages.of(Role.AUTHORITY)
    first, second = publication.listings.all()[:2]
    desk.post("line-cancel", first.pk, why="", status=422)
    desk.post("line-cancel", first.pk, why="本人放弃")
    assert "不递补" in text(desk.get("line", first.pk))
    years.at(publication.year, Window.SETTLEMENT)
    desk.post("confirm-all", publication.year_id)
    assert "登记落户" in text(desk.get("line", second.pk))
    for day in ("", "2026-13-01", "1999-01-01"):
        desk.post("line-settle", second.pk, on=day, place="own", status=422)
    day = f"{localdate(publication.year.publicity_to):%Y-%m-%d}"
    desk.post("line-settle", second.pk, on=day, place="own")
    assert day in text(desk.get("line", second.pk))
    years.to_moment(publication.year, publication.year.settles_to)
    answer = desk.post("lapse-all", publication.year_id)
    messages = get_messages(answer.wsgi_request)  # type: ignore[attr-defined]
    assert "逾期未办" in str(next(iter(messages)))


def test_lines_are_found_by_number_and_state() -> None:
    publication = made.published()
    desk, line = pages.of(Role.AUTHORITY), made.first_line(publication)
    for number in (line.number.lower(), str(line.position)):
        shown = text(desk.get("lines", publication.year_id, number=number))
        assert "找到 1 行" in shown
        assert line.number in shown
    assert "找到 0 行" in text(desk.get("lines", publication.year_id, state="settled"))


def test_an_objection_is_answered_and_leads_to_the_line() -> None:
    publication = made.published()
    desk, line = pages.of(Role.AUTHORITY), made.first_line(publication)
    objection, _ = objected(publication, about=str(line.position))
    assert objection.number in text(desk.get("objections", publication.year_id))
    assert "某人甲" in text(desk.get("objection", objection.pk))
    desk.post("objection", objection.pk, answer="理由", status=422)
    desk.post("objection", objection.pk, answer="", upheld="1", status=422)
    unsaid = desk.post("objection", objection.pk, answer="经核实", upheld="1", status=422)
    assert 'id="cancels-fault"' in text(unsaid)
    answer = desk.post("objection", objection.pk, answer="经核实", upheld="1", cancels="1")
    assert answer.headers["Location"].endswith(f"/lines/{line.pk}/")
    assert "须取消资格" in text(desk.get("objection", objection.pk))
    years.at(publication.year, Window.SETTLEMENT)
    assert "确认资格" in text(desk.get("line", line.pk))
    desk.post("line-confirm", line.pk, why="", status=422)
    desk.post("line-confirm", line.pk, why="不取消")
    assert "确认资格" not in text(desk.get("line", line.pk))


def test_false_material_by_its_page_with_evidence() -> None:
    publication = made.published()
    desk, line = pages.of(Role.AUTHORITY), made.first_line(publication)
    held = line.declaration
    found = desk.get("falsify-find", publication.year_id, status=302, number=held.number)
    assert held.number in found.headers["Location"]
    desk.get("falsify-find", publication.year_id, status=422, number="T0")
    paper = SimpleUploadedFile("证据.png", b"no picture")
    desk.post("falsify", held.number, why="伪造", evidence=paper, status=422)
    held.refresh_from_db()
    assert held.state == "listed"
    desk.post("falsify", held.number, why="", status=422)
    desk.post("falsify", held.number, why="伪造", employer_helped="1")
    assert not attachments.of(evidence_against(held)).exists()
    assert "不能认定" in text(desk.get("falsify", held.number))


def test_evidence_is_kept_and_given_to_the_authority_only() -> None:
    publication = made.published()
    desk, line = pages.of(Role.AUTHORITY), made.first_line(publication)
    paper = SimpleUploadedFile("evidence.png", png(), "image/png")
    desk.post("falsify", line.number, why="伪造", evidence=paper)
    kept = attachments.of(evidence_against(line.declaration)).get()
    assert "evidence.png" in text(desk.get("falsify", line.number))
    answer = desk.get("evidence", line.number, kept.pk)
    assert "attachment" in answer.headers["Content-Disposition"]
    other = publication.listings.all()[1]
    desk.get("evidence", other.number, kept.pk, status=404)
    Browser(line.declaration.owner).get("evidence", line.number, kept.pk, status=403)


def argument(name: str, publication: Publication) -> tuple[object, ...]:
    """What an address of the office needs."""
    line = made.first_line(publication)
    if name == "selections":
        return ()
    if name == "falsify":
        return (line.number,)
    if name == "evidence":
        return (line.number, 1)
    if name.startswith("line") and name != "lines":
        return (line.pk,)
    if name == "objection":
        return (objected(publication)[0].pk,)
    if name.startswith("freeze") or name == "publish":
        return (publication.freeze_id,)
    return (publication.year_id,)


def test_other_roles_are_kept_out_of_every_page() -> None:
    publication = made.published()
    roles = [one for one in Role if one not in (Role.AUTHORITY, Role.PUBLISHER)]
    browsers = [(one, Browser(officer(one) if one != Role.APPLICANT else None)) for one in roles]
    for name in OFFICE:
        told = argument(name, publication)
        for _role, browser in browsers:
            expected = 302 if browser.user is None else 403
            browser.get(name, *told, status=expected)
    press = pages.of(Role.PUBLISHER)
    for name in set(OFFICE) - PUBLISHERS:
        press.get(name, *argument(name, publication), status=403)


def test_pages_of_the_office_are_kept_nowhere() -> None:
    freeze = made.frozen(made.ready(2))
    answer = pages.of(Role.AUTHORITY).get("freeze", freeze.pk)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_empty_states_say_what_comes_next() -> None:
    desk = pages.of(Role.AUTHORITY)
    assert "还没有设立年度" in text(desk.get("selections"))
    year = years.year()
    assert "复核排名期间才能冻结" in text(desk.get("selection", year.pk))
    assert "No year is opened" not in desk.client.get("/en/selection/").content.decode()
