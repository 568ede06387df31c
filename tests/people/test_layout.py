"""The layout of tables: made from the catalogue, without two meanings for one name."""

from __future__ import annotations

import pytest

from luohu.people.facts import LISTS, catalogue
from luohu.people.layout import BY_TITLE, MAIN, SHEETS, Sheet, sheet_called


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_header_means_two_columns(sheet: Sheet) -> None:
    for column in sheet.columns:
        assert all(sheet.by_header[h.lower()] is column for h in column.headers)


def test_no_title_means_two_sheets() -> None:
    for sheet in SHEETS:
        assert all(BY_TITLE[title.lower()] is sheet for title in sheet.titles)
    assert sheet_called(" 社会保险 ") is SHEETS[1]
    assert sheet_called("收入") is None


def test_every_fact_has_a_place() -> None:
    held = {column.name for column in MAIN.columns}
    assert held >= set(catalogue())
    assert [sheet.listed for sheet in SHEETS[1:]] == list(LISTS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_titles_are_allowed_in_excel(sheet: Sheet) -> None:
    assert len(sheet.label.zh) <= 31
    assert not set(sheet.label.zh) & set("[]:*?/\\")
