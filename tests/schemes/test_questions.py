"""What a law asks: what its rules read, and nothing that cannot change a result."""

import json
from pathlib import Path

import pytest

from luohu.law.evaluation import InForce
from luohu.people.applicant import read_applicant
from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS
from luohu.people.facts.places import CITY
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.questions import questions
from luohu.schemes.scoring import score_document

EXAMPLES = sorted(Path("examples").glob("*.json")) + sorted(Path("examples/cities").glob("*.json"))
LAWS = [book.at(book.cycles[1]) for name in scheme_names() for book in find_scheme(name).rulebooks]


@pytest.fixture(params=LAWS, ids=lambda law: f"{law.book.name}-{law.cycle}")
def law(request: pytest.FixtureRequest) -> InForce:
    found: InForce = request.param
    return found


def test_beijing_asks_for_what_its_notice_names_in_the_order_of_the_catalogue() -> None:
    names = [one.name for one in questions(find_scheme("beijing").at(2026))]
    assert names == [
        "born", "sex", "post", "city", "residence_permit", "work_permit", "criminal_record",
        "false_material", "choices", "insurance", "homes", "qualifications", "taxes",
        "tax_violations", "detentions", "awards", "financing", "honours", "children",
    ]  # fmt: skip


def test_a_field_that_no_rule_reads_is_not_asked() -> None:
    insurance = next(
        one for one in questions(find_scheme("beijing").at(2026)) if one.name == "insurance"
    )
    names = {fact.name for fact in insurance.fields}
    assert {"kind", "first", "last", "district", "made_up", "agency_fault"} <= names
    assert not names & {"base", "flexible", "transferred_in", "inconsistent"}


def test_the_trial_policy_asks_when_studies_began() -> None:
    education = next(
        one for one in questions(find_scheme("beijing").at(2018)) if one.name == "qualifications"
    )
    assert "enrolled" in {fact.name for fact in education.fields}


def test_every_fact_of_a_law_is_asked_and_no_other(law: InForce) -> None:
    asked = {one.name for one in questions(law)}
    needed = law.book.needs(law.outcomes)
    assert {listed.name for listed in LISTS if listed.name in needed} <= asked
    assert not asked & {"id", "id_number", "family"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_not_asked_changes_no_result(path: Path, law: InForce) -> None:
    read = json.loads(path.read_text())
    document = read[0] if isinstance(read, list) else read
    asked = {"id": document["id"], "city": _home_of(document)}
    for one in questions(law):
        key = getattr(one.item, "written_as", one.item.name)
        if key in document:
            asked[key] = _only(document[key], {fact.written_as for fact in one.fields}, one.is_list)
    whole, part = (score_document(law, told)[0].values for told in (document, asked))
    assert {n: repr(part[n]) for n in law.outcomes} == {n: repr(whole[n]) for n in law.outcomes}


def _home_of(document: dict[str, object]) -> str:
    """The city that a document's rows are of, which the form is told by the scheme chosen."""
    applicant = read_applicant(document)
    code = Cohort.of([applicant]).home[0]
    return CITY.write(int(code)) if 0 < code < 100 else "elsewhere"


def _only(found: object, names: set[str], is_list: bool) -> object:
    if is_list and isinstance(found, list):
        return [
            {n: v for n, v in row.items() if n in names} if isinstance(row, dict) else row
            for row in found
        ]
    return found
