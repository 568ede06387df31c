"""The pages: the queue, one check, all at once, the applicant's result, reviews, the authority's list."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from luohu.web.declarations.models import Declaration
from luohu.web.verification.models import Check, Review
from luohu.web.years.calendar import Window
from tests.web.accounts import people
from tests.web.declarations import made as declarations
from tests.web.verification import made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def declaration() -> Declaration:
    return made.laid_out()


def desk(department: str) -> Client:
    return people.signed_in(made.verifier(department))


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def page(check: Check) -> str:
    return reverse("verify-check", args=[check.pk])


def test_the_queue_has_what_waits_for_the_department(declaration: Declaration) -> None:
    shown = text(desk("housing").get(reverse("verify")))
    assert declaration.number in shown
    assert "住所" in shown
    assert "找到 1 项" in shown


def test_a_department_without_checks_is_told_so() -> None:
    assert "还没有要本部门核查的" in text(desk("housing").get(reverse("verify")))


def test_other_roles_have_no_queue(declaration: Declaration) -> None:
    for role in ("authority", "auditor", "publisher", "administrator"):
        client = people.signed_in(people.officer(role))
        assert client.get(reverse("verify")).status_code == 403
    assert people.signed_in(people.applicant()).get(reverse("verify")).status_code == 403
    assert Client().get(reverse("verify")).status_code == 302


def test_the_queue_is_filtered(declaration: Declaration) -> None:
    made.laid_out(declaration.year)
    client = desk("police")
    query = f"?number={declaration.number}&fact=detentions"
    assert "找到 1 项" in text(client.get(reverse("verify") + query))
    assert declaration.employer is not None
    query = f"?employer={declaration.employer.name}&state=all"
    assert "没有符合筛选" not in text(client.get(reverse("verify") + query))
    assert "没有符合筛选" in text(client.get(reverse("verify") + "?employer=没有这家"))
    assert "没有符合筛选" in text(client.get(reverse("verify") + "?state=late"))


def test_chosen_rows_are_confirmed_and_that_is_undone(declaration: Declaration) -> None:
    client, check = desk("housing"), made.check(declaration, "homes")
    form = {"do": "confirm", "checks": [check.pk], "year": declaration.year.pk}
    shown = text(client.post(reverse("verify"), form, follow=True))
    assert "1 项已确认属实" in shown
    assert made.check(declaration, "homes").decision == "confirmed"
    form = {"do": "take_back", "was": f"{check.pk}:1", "year": declaration.year.pk}
    assert "1 项结论已撤回" in text(client.post(reverse("verify"), form, follow=True))
    assert made.check(declaration, "homes").decision == "pending"


def test_before_all_are_confirmed_it_is_said_how_many_they_are(declaration: Declaration) -> None:
    made.laid_out(declaration.year)
    client = desk("housing")
    form = {"do": "ask_all", "year": declaration.year.pk, "was-fact": "homes"}
    assert "符合筛选的待核查项有 2 项" in text(client.post(reverse("verify"), form))
    assert Check.objects.filter(decision="confirmed").count() == 0
    form["do"] = "confirm_all"
    assert "2 项已确认属实" in text(client.post(reverse("verify"), form, follow=True))


def test_a_check_shows_the_fact_and_what_it_means_for_the_points(declaration: Declaration) -> None:
    shown = text(desk("housing").get(page(made.check(declaration, "homes"))))
    assert "昌平" in shown
    assert "合法稳定住所" in shown
    assert "职住区域" in shown


def test_a_department_sees_one_fact_and_who_in_part(declaration: Declaration) -> None:
    shown = text(desk("housing").get(page(made.check(declaration, "homes"))))
    held = Declaration.objects.get(pk=declaration.pk)
    assert held.identity not in shown
    assert held.name not in shown
    assert held.telephone not in shown
    assert held.address not in shown
    assert "120000" not in shown
    assert "2002-07" not in shown


def test_what_a_template_is_given_holds_no_document(declaration: Declaration) -> None:
    client = desk("housing")
    for address in (reverse("verify"), page(made.check(declaration, "homes"))):
        assert "declaration" not in client.get(address).context


def test_another_departments_check_is_not_there(declaration: Declaration) -> None:
    client = desk("police")
    assert client.get(page(made.check(declaration, "homes"))).status_code == 404
    assert (
        client.post(page(made.check(declaration, "homes")), {"do": "confirmed"}).status_code == 404
    )
    assert client.get(reverse("verify-check", args=[10**18])).status_code == 404


def test_the_whole_number_is_shown_for_a_reason_only(declaration: Declaration) -> None:
    client, check = desk("police"), made.check(declaration, "detentions")
    number = Declaration.objects.get(pk=declaration.pk).identity
    assert client.post(page(check), {"do": "identity", "why": " "}).status_code == 422
    assert number in text(client.post(page(check), {"do": "identity", "why": "比对系统"}))


@pytest.mark.parametrize(
    ("fact", "form", "decision"),
    [
        ("homes", {"do": "confirmed"}, "confirmed"),
        ("homes", {"do": "refuted", "reason": "查无此房"}, "refuted"),
        (
            "homes",
            {"do": "corrected", "reason": "登记为租赁", "rows": "1", "r0-tenure": "rent",
             "r0-from": "2015-06", "r0-to_open": "1", "r0-district": "昌平"},
            "corrected",
        ),
        ("post", {"do": "corrected", "reason": "档案", "r0-post": "manager"}, "corrected"),
        ("residence_permit", {"do": "corrected", "reason": "系统", "r0-applied": "2017-05-01"}, "corrected"),
    ],
)  # fmt: skip
def test_a_form_decides(
    declaration: Declaration, fact: str, form: dict[str, str], decision: str
) -> None:
    check = made.check(declaration, fact)
    client = people.signed_in(made.officer_of(check))
    answer = client.post(page(check), {**form, "revision": 0}, follow=True)
    assert answer.status_code == 200
    assert made.check(declaration, fact).decision == decision


def test_a_correction_that_is_wrong_is_shown_again_with_what_is_wrong(
    declaration: Declaration,
) -> None:
    check = made.check(declaration, "homes")
    form = {"do": "corrected", "reason": "登记", "rows": "1", "r0-tenure": "rent", "r0-from": "x"}
    answer = desk("housing").post(page(check), {**form, "revision": 0})
    assert answer.status_code == 422
    assert 'value="x"' in text(answer)
    assert "更正的内容有错" in text(answer)


def test_a_row_that_is_ticked_off_is_left_out(declaration: Declaration) -> None:
    check = made.check(declaration, "homes")
    form = {
        "do": "corrected", "reason": "登记", "rows": "2", "revision": "0", "r0-removed": "1",
        "r0-tenure": "own", "r0-from": "2015-06", "r1-tenure": "rent", "r1-from": "2018-01", "r1-to_open": "1",
    }  # fmt: skip
    desk("housing").post(page(check), form)
    corrected = made.check(declaration, "homes").corrected
    assert [row["tenure"] for row in corrected] == ["rent"]


def test_a_row_is_added_to_the_form(declaration: Declaration) -> None:
    check = made.check(declaration, "homes")
    shown = text(desk("housing").post(page(check), {"do": "add_row", "rows": "2"}))
    assert 'name="r2-tenure"' in shown


def test_after_a_decision_the_next_is_shown(declaration: Declaration) -> None:
    other = made.laid_out(declaration.year)
    check = made.check(declaration, "homes")
    form = {"do": "confirmed", "revision": 0, "then": "next"}
    answer = desk("housing").post(page(check), form)
    assert answer.headers["Location"] == page(made.check(other, "homes"))


def applicants(declaration: Declaration) -> tuple[Client, str]:
    assert isinstance(declaration.owner, User)
    address = reverse("declaration-result", args=[declaration.number])
    return people.signed_in(declaration.owner), address


def test_before_the_results_nothing_of_them_is_shown(declaration: Declaration) -> None:
    made.decide(declaration, "tax", "refuted", reason="查无此事")
    client, address = applicants(declaration)
    shown = text(client.get(address))
    assert "起可以查询" in shown
    assert "核查后" not in shown


def test_the_result_has_both_scores_and_why_they_differ(declaration: Declaration) -> None:
    rows = [{"kind": "all", "from": "2016-07", "to": None, "district": "朝阳"}]
    made.decide(declaration, "insurance", "corrected", corrected=rows, reason="缴费记录不符")
    made.at(declaration.year, Window.RESULTS)
    client, address = applicants(declaration)
    shown = text(client.get(address))
    assert "-30.00" in shown
    assert "2016-07" in shown
    assert "还没有核查的" in shown
    assert "缴费记录不符" in shown


def test_a_result_is_its_owners_only(declaration: Declaration) -> None:
    _, address = applicants(declaration)
    assert people.signed_in(people.applicant()).get(address).status_code == 404


def test_a_review_is_asked_for_and_answered(declaration: Declaration) -> None:
    made.decide_all(declaration)
    made.at(declaration.year, Window.RESULTS)
    client, address = applicants(declaration)
    form = {"do": "ask", "indicator": "tax", "words": "2024 年的税没有算"}
    assert "复查申请已收到" in text(client.post(address, form, follow=True))
    answer = Review.objects.get().answers.get()
    office = desk(answer.department)
    assert declaration.number in text(office.get(reverse("verify-reviews")))
    one = reverse("verify-review", args=[answer.pk])
    assert "2024 年的税没有算" in text(office.get(one))
    assert office.post(one, {"do": "reject", "words": ""}).status_code == 422
    assert "复查已答复" in text(
        office.post(one, {"do": "reject", "words": "入库数为零"}, follow=True)
    )
    assert "入库数为零" in text(client.get(address))


def test_a_review_is_upheld_with_a_correction(declaration: Declaration) -> None:
    made.decide_all(declaration)
    made.at(declaration.year, Window.RESULTS)
    client, address = applicants(declaration)
    client.post(address, {"do": "ask", "indicator": "residence", "words": "住所应为自有"})
    answer = Review.objects.get().answers.get(department="housing")
    check = made.check(declaration, "homes")
    form = {
        "do": "corrected", "check": check.pk, "revision": check.revision, "words": "已按登记更正",
        "reason": "登记", "rows": "1", "r0-tenure": "own", "r0-from": "2012-06", "r0-to_open": "1",
        "r0-district": "昌平",
    }  # fmt: skip
    desk("housing").post(reverse("verify-review", args=[answer.pk]), form)
    assert made.check(declaration, "homes").decision == "corrected"
    answer.refresh_from_db()
    assert answer.upheld


def test_another_departments_review_is_not_there(declaration: Declaration) -> None:
    made.at(declaration.year, Window.RESULTS)
    client, address = applicants(declaration)
    client.post(address, {"do": "ask", "indicator": "tax", "words": "2024 年的税没有算"})
    one = reverse("verify-review", args=[Review.objects.get().answers.get().pk])
    assert desk("police").get(one).status_code == 404


def test_the_authority_lays_out_and_sees_what_is_undecided() -> None:
    year = made.verifying()
    declarations.declaration(year, "submitted")
    client = people.signed_in(people.officer("authority"))
    address = reverse("verify-lay-out", args=[year.pk])
    assert "已提交 1 份,已分派 0 份" in text(client.get(address))
    assert client.post(address).status_code == 302


def test_what_is_undecided_is_named(declaration: Declaration) -> None:
    made.decide_all(declaration, but=("homes",))
    client = people.signed_in(people.officer("authority"))
    shown = text(client.get(reverse("verify-undecided", args=[declaration.year.pk])))
    assert "共 1 项" in shown
    assert declaration.number in shown
    assert "住房和城乡建设部门" in shown


def test_pages_are_said_in_english(declaration: Declaration) -> None:
    client = desk("housing")
    addresses = [reverse("verify"), page(made.check(declaration, "homes"))]
    for address in addresses:
        assert "Verification by departments" in text(client.get("/en" + address))
