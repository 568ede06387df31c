"""A reply with the asker's own figures: from the engine, with the trail, unknowns named."""

from __future__ import annotations

from typing import Any

import pytest

from luohu.consult.figures import own_figures
from luohu.consult.library import shipped
from luohu.people.faults import Refused
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import score_document
from tests.consult.library import reply
from tests.schemes.beijing.example import paid, person

STUDIED = person(
    insurance=[paid("2009-01")],
    education=[
        {"diploma": "master", "degree": "master", "enrolled": "2014-09", "graduated": "2017-06"}
    ],
)
DEDUCTION = {
    "zh": "您的{months_of_overlap}在学期间重叠月份共扣{study_deduction}。",
    "en": "Your {months_of_overlap} of overlap take {study_deduction}.",
}


def with_figures(zh: str, en: str = "…") -> Any:
    return reply(1, "问", scheme="beijing", figures={"zh": zh, "en": en})


def test_the_figures_are_those_of_the_engine() -> None:
    figures = own_figures(with_figures("就业{employment},总分{total}。"), STUDIED, 2026)
    score, _ = score_document(find_scheme("beijing").at(2026), STUDIED)
    assert figures is not None
    shown = [score.trail.step(name).shown.zh for name in ("employment", "total")]
    assert figures.text.zh == f"就业{shown[0]},总分{shown[1]}。"


def test_thirty_six_study_months_take_ten_and_a_half() -> None:
    figures = own_figures(shipped().find(38), STUDIED, 2026)
    assert figures is not None
    assert "36个月" in figures.text.zh
    assert "10.50" in figures.text.zh
    assert "36 months" in figures.text.en


def test_every_figure_has_its_step_of_the_trail() -> None:
    figures = own_figures(
        with_figures("就业{employment}", "employment {employment}"), STUDIED, 2026
    )
    assert figures is not None
    (step,) = figures.steps
    assert step.source.name == "employment"
    assert step.source.cites
    assert figures.as_json()["steps"][0]["arithmetic"]["zh"]


def test_what_is_not_known_is_named_and_shown_as_a_range() -> None:
    document = {key: part for key, part in STUDIED.items() if key != "homes"}
    figures = own_figures(with_figures("住所{residence}"), document, 2026)
    assert figures is not None
    assert " ~ " in figures.text.zh
    assert "homes" in figures.unknown


def test_a_reply_without_figures_or_a_year_without_law_has_none() -> None:
    assert own_figures(reply(1, "问"), STUDIED, 2026) is None
    assert own_figures(with_figures("{total}"), STUDIED, 1999) is None


def test_a_document_needs_no_id() -> None:
    nameless = {key: part for key, part in STUDIED.items() if key != "id"}
    assert own_figures(with_figures("{total}"), nameless, 2026) is not None


def test_a_name_that_another_year_does_not_have_gives_none() -> None:
    assert own_figures(with_figures("{owned_after_split}{total}x"), STUDIED, 2018) is None


def test_a_faulty_document_is_refused_with_its_faults() -> None:
    with pytest.raises(Refused, match="born"):
        own_figures(with_figures("{total}"), STUDIED | {"born": "1985-02-30"}, 2026)


def test_a_range_without_an_end_of_its_own_is_unknown() -> None:
    nothing: dict[str, Any] = {"insurance": []}
    figures = own_figures(
        with_figures("纳税{tax},年龄{age_at_reference}岁", "tax {tax}"), nothing, 2026
    )
    assert figures is None or "不限" not in figures.text.zh
    told = own_figures(with_figures("纳税{tax}", "tax {tax}"), nothing, 2026)
    assert told is not None
    assert told.text.zh == "纳税未知"
    assert told.text.en == "tax unknown"


@pytest.mark.parametrize("number", [r.number for r in shipped().replies.values() if r.figures])
def test_no_reply_tells_somebody_of_whom_nothing_is_known_an_odd_number(number: int) -> None:
    figures = own_figures(shipped().find(number), {}, 2026)
    words = "" if figures is None else figures.text.zh
    assert "-7,9" not in words
    assert "不限 ~" not in words
    assert "000,000,000" not in words
