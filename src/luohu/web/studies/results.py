"""The finished pages of the study: each reform, the forecast, the calibration."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from luohu.law.rulebook import Rulebook
from luohu.pictures.page import Page
from luohu.reports.calibration import calibration_page
from luohu.reports.forecast import forecast_page, line_picture
from luohu.reports.reform import reform_page
from luohu.schemes.catalogue import find_scheme
from luohu.study.forecast import backtest, shipped_forecast
from luohu.study.invented import cycle_for
from luohu.study.population import ASSUMPTIONS, UNIDENTIFIED, calibration, carried
from luohu.study.population.building import APPLICANTS, OUTSIDE
from luohu.study.queue.shipped import shipped_known
from luohu.study.reforms.catalogue import composed, proposals
from luohu.study.reforms.proposal import Asked
from luohu.web.shell.context import spoken
from luohu.web.studies.changes import beside_the_law, clauses
from luohu.web.studies.kept import Finished, finished, forget_earlier
from luohu.web.studies.people import SCHEME, people, tried

LANGUAGES = ("zh-hans", "en")
INVENTED = re.compile(
    rf"(?:{APPLICANTS.name}|{OUTSIDE.name})-\d+"
)  # how they are numbered is Chinese


def told(asked: Asked) -> dict[str, str]:
    """The settings that are not as usual, in a caller's words."""
    numbers = asked.numbers
    given = [one for one in asked.proposal.settings if numbers[one.name] != one.usual]
    return {one.name: one.written(numbers[one.name]) for one in given}


def reform(asked: Asked) -> Finished:
    """What a proposal does, with the numbers chosen for it."""
    settings = told(asked)
    numbers = "".join(f".{name}-{words}" for name, words in settings.items())
    name = f"reform-{asked.proposal.key}{numbers}"
    return finished(name, lambda: _reform(asked.proposal.key, settings), not settings)


def _reform(key: str, settings: Mapping[str, str]) -> Finished:
    found = tried(key, tuple(settings.items()))
    change = composed([key], settings)[1]
    book = find_scheme(SCHEME).at(cycle_for(change)).book
    page = reform_page(replace(found, proposals=()))
    assert isinstance(book, Rulebook)
    context = {
        "report": page,
        "cycle": found.cycle,
        "people": f"{found.people:,}",
        "clauses": clauses(book, change),
        "beside_the_law": beside_the_law(change),
        "scheme": book.scheme,
        "version": book.name.partition("@")[2],
        "assumed": found.proposals[0].proposal.assumed,
        "unidentified": UNIDENTIFIED,
    }
    return _finished(page, found.as_json(), "studies/result.html", context)


def ahead() -> Finished:
    """The published lines and those ahead, as one picture."""
    return finished("ahead", _ahead)


def _ahead() -> Finished:
    found = shipped_forecast()
    page = forecast_page(found)
    context = {"chart": line_picture(found, None, 3)}
    return _finished(page, found.as_json(), "parts/picture.html", context)


def forecast() -> Finished:
    """The line ahead with its bands, its back-test, and scenarios."""
    return finished("forecast", _forecast)


def _forecast() -> Finished:
    found, checked = shipped_forecast(), backtest(shipped_known())
    told = found.as_json() | checked.as_json()
    return _report(forecast_page(found, checked), told)


def calibrated() -> Finished:
    """The invented people beside what is published."""
    return finished("calibration", _calibrated)


def _calibrated() -> Finished:
    found = calibration(people())
    later = [(one, carried(people(), one)) for one in ASSUMPTIONS]
    told = {"assumption": [(one.key, [line.as_json() for line in lines]) for one, lines in later]}
    return _report(calibration_page(found, later), found.as_json() | told)


def _report(page: Page, told: dict[str, Any]) -> Finished:
    return _finished(page, told, "parts/report.html", {"report": page})


def _finished(page: Page, told: dict[str, Any], template: str, context: dict[str, Any]) -> Finished:
    body = INVENTED.sub(r'<span lang="zh-CN">\g<0></span>', render_to_string(template, context))
    return Finished(page.title.in_(spoken()), page.lead.in_(spoken()), body, told)


def finish_all(goes_on: Callable[[], bool]) -> None:
    """Finish every page that has no settings of a reader, in both languages, while it goes on."""
    forget_earlier()
    usual = [composed([one.key], {})[0][0] for one in proposals()]
    makers: list[Callable[[], Finished]] = [ahead, forecast, calibrated]
    makers += [partial(reform, one) for one in usual]
    for make in makers:
        for language in LANGUAGES:
            if goes_on():
                with override(language):
                    make()
