"""One person under every scheme: what is near, what is missing, what to do next."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from luohu.law.sources import LawError
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.catalogue import find_scheme, scheme_names
from luohu.schemes.comparison import Nearness, Prospect, compare, laws_of
from tests.schemes.beijing.example import paid, person, studied
from tests.schemes.cases import Document, span
from tests.schemes.cases import person as somebody

GUANGZHOU = somebody(
    "guangzhou",
    born="1995-03-01",
    insurance=[paid("2019-01", district="")],
    permits=[span("2018-01", city="guangzhou")],
    jobs=[span("2018-01", kind="employed")],
    homes=[span("2018-01", tenure="rent")],
    housing_fund=[span("2018-01")],
    education=[studied("2017-07", "bachelor", "bachelor") | {"full_time": True}],
)
for _row in GUANGZHOU["insurance"]:
    del _row["district"]
EXAMPLES = Path(__file__).parents[2] / "examples" / "cities"
TIANJIN = json.loads((EXAMPLES / "tianjin-two-rates.json").read_text("utf-8"))


def prospects(document: Document, cycle: int = 2026, **given: dict[str, str]) -> list[Prospect]:
    return compare(facts_of(read_applicant(document)), "P", cycle, given)


def prospect(name: str, document: Document, cycle: int = 2026, **given: Any) -> Prospect:
    (found,) = [one for one in prospects(document, cycle, **given) if one.scheme.name == name]
    return found


def test_every_scheme_comes_once_the_nearest_first() -> None:
    found = prospects(person())
    assert sorted(one.scheme.name for one in found) == sorted(scheme_names())
    assert all(one.distance <= other.distance for one, other in pairwise(found))


def test_it_is_json() -> None:
    for document in (person(), GUANGZHOU, {"id": "nobody"}):
        answer = [one.as_json() for one in prospects(document)]
        assert json.loads(json.dumps(answer)) == answer


def test_of_nobody_nothing_is_claimed() -> None:
    nothing = {"id": "nobody", "children": None, "enterprise_tax": None, "innovation_posts": None}
    for one in prospects(nothing):
        assert one.nearness in (Nearness.OPEN, Nearness.NOT_ENCODED), one.scheme.name


def test_months_in_another_city_do_not_count() -> None:
    assert prospect("guangzhou", person()).nearness is Nearness.CONDITIONS_MISSING
    assert prospect("beijing", GUANGZHOU).nearness is Nearness.CONDITIONS_MISSING


# ---- the line


def test_the_line_is_the_latest_cut_off_under_the_same_rules() -> None:
    line = prospect("beijing", person()).line
    assert line is not None
    assert (line.points, line.score, line.source.en) == (10992, "total", "cut-off of 2023")


def test_a_cut_off_ahead_of_the_cycle_is_not_known_yet() -> None:
    line = prospect("beijing", person(), 2021).line
    assert line is not None
    assert line.source.en == "cut-off of 2021"


def test_a_threshold_is_the_laws_own() -> None:
    line = prospect("guangzhou", GUANGZHOU).line
    assert line is not None
    assert (line.score, line.points) == ("qualification", 15000)


def test_a_gate_is_not_the_line_of_a_ranking() -> None:
    found = prospect("guangzhou", GUANGZHOU | {"homes": [span("2018-01", tenure="own")]})
    assert (found.score is not None, found.reached) == (True, True)
    assert found.nearness is Nearness.LINE_NOT_KNOWN
    assert found.next_step.en == "declare; the line is published only after the ranking"


def test_a_line_may_be_given() -> None:
    found = prospect("xiongan", person(), xiongan={"published_line": "90"})
    assert found.line is not None
    assert found.line.points == 9000


# ---- how near


def test_eligible_above_the_line() -> None:
    old = {"insurance": [paid("1998-07")], "born": "1977-06-15"}
    study = [studied("2003-07", "doctor", "doctor")]
    found = prospect("beijing", person(**old, education=study))
    assert (found.nearness, found.reached) == (Nearness.REACHED, True)
    assert found.next_step.en == "the published line is reached: declare in the window"


def test_eligible_below_the_line_says_how_much_and_what_a_year_adds() -> None:
    found = prospect("beijing", person())
    assert (found.nearness, found.reached) == (Nearness.BELOW_THE_LINE, False)
    assert found.shortfall == 10992 - 7329
    assert found.next_step.en == "36.63 points are missing; a year as now adds 3.00"


def test_a_condition_that_time_will_meet_names_the_year() -> None:
    found = prospect("beijing", person(insurance=[paid("2021-01")]))
    assert (found.nearness, found.missing) == (
        Nearness.CONDITIONS_MISSING, ["insured_seven_years"],
    )  # fmt: skip
    assert found.year_ahead == 2028
    assert found.next_step.en == "as things go on, in 2028"


def test_a_condition_that_time_will_not_meet_is_named() -> None:
    found = prospect("beijing", person(criminal_record=True))
    assert found.year_ahead is None
    assert found.next_step.en.startswith("missing: no criminal record")


def test_routes_are_missing_only_if_every_one_is_closed() -> None:
    old = GUANGZHOU | {"born": "1970-01-01"}
    assert "bachelor_or_mid" in prospect("guangzhou-talent", old).missing
    assert prospect("guangzhou-talent", GUANGZHOU).missing == []


def test_what_is_not_stated_is_asked_for() -> None:
    document = {name: value for name, value in person().items() if name != "criminal_record"}
    found = prospect("beijing", document)
    assert found.nearness is Nearness.OPEN
    assert found.next_step.en == "state this: Is there a criminal record?"


def test_a_score_on_both_sides_of_the_line_is_open_and_asked_for() -> None:
    document = json.loads((EXAMPLES.parent / "list-left-out.json").read_text("utf-8"))
    found = prospect("beijing", document)
    assert found.score is not None
    assert found.score.eligible is True
    assert (found.nearness, found.reached) == (Nearness.OPEN, None)
    assert [name.en for name in found.unknown_names] == ["dwellings"]


def test_what_is_stated_in_every_row_is_not_asked_for() -> None:
    row = studied("2018-07", "bachelor", None) | {"full_time": True}
    document = somebody("guangzhou", born="2000-01-01", education=[row])
    assert "education.full_time" not in prospect("guangzhou-districts", document).unknown
    del row["full_time"]
    assert "education.full_time" in prospect("guangzhou-districts", document).unknown


def test_a_line_that_is_given_is_held_against() -> None:
    for line, nearness in (("1", Nearness.REACHED), ("900", Nearness.BELOW_THE_LINE)):
        found = prospect("tianjin", TIANJIN, tianjin={"admission_line": line})
        assert found.nearness is nearness
    assert prospect("tianjin", TIANJIN).nearness is Nearness.LINE_NOT_KNOWN


@pytest.mark.parametrize(
    ("given", "trouble"),
    [({"atlantis": {}}, "no scheme"), ({"ningbo": {"x": "1"}}, "not encoded for cycle 2026"),
     ({"tianjin": {"batch": "3"}}, "the first or the second"),
     ({"tianjin": {"admission_line": "-5"}}, "within what is known")],
)  # fmt: skip
def test_what_cannot_be_given_is_refused(given: Any, trouble: str) -> None:
    with pytest.raises(LawError, match=trouble):
        prospects(TIANJIN, **given)


def test_a_year_for_which_nothing_is_encoded_is_refused() -> None:
    with pytest.raises(LawError, match="no scheme is encoded"):
        prospects(TIANJIN, 2099)


def test_what_was_given_holds_in_the_years_ahead() -> None:
    found = prospect("beijing", person())
    same_rules = found.law_of(2027)
    assert same_rules is not None
    assert same_rules.book is found.score.law.book  # type: ignore[union-attr]


def test_what_the_law_has_not_published_is_named() -> None:
    found = prospect("xiongan", somebody("xiongan", insurance=[paid("2015-01") | {"district": None}],
                                         permits=[span("2015-01", city="xiongan")]))  # fmt: skip
    assert found.nearness is Nearness.OPEN
    assert found.next_step.zh.startswith("政策没有公开或有待明确")


def test_a_scheme_that_has_ended_says_when_it_was() -> None:
    found = prospect("shenzhen-talent-points", person())
    assert found.nearness is Nearness.NOT_ENCODED
    assert found.as_json()["eligible"] is None
    assert "2018" in found.next_step.en


@pytest.mark.parametrize("cycle", [2018, 2023, 2026])
def test_the_schemes_in_force_are_those_that_encode_the_cycle(cycle: int) -> None:
    for scheme, law in laws_of(cycle):
        assert scheme is find_scheme(law.book.scheme)
        assert law.book.cycles[0] <= cycle <= law.book.cycles[1]
