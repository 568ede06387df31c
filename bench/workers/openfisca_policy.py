"""Article 5 as an OpenFisca system: 300 monthly variables of insurance, the rest counted."""

from __future__ import annotations

import datetime
import time
from typing import Any

import numpy as np
from openfisca_core import entities, periods, reforms
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_web_api import handlers

MONTHS = 300
YEAR = "2025"
PERSON = entities.SingleEntity("person", "persons", "An applicant", "")
PERIOD = periods.period(f"month:2001-01:{MONTHS}")
NAMES = [f"{2001 + k // 12}-{k % 12 + 1:02d}" for k in range(MONTHS)]
RATES = {
    "insured_month": 0.25, "owned_year": 1, "rented_year": 0.5, "study_year": 3.5,
    "home_and_work_year": 3, "home_year": 2, "area_limit": 12, "tax_year": 2, "tax_limit": 6,
    "violation": 12, "honour": 20, "detention": 30,
}  # fmt: skip
COUNTS = (
    "owned_before", "owned_after", "rented_before", "rented_after", "study_months",
    "months_home_and_work", "months_home_only", "financing_raised", "tax_years",
    "tax_violation_records", "honours_held", "detention_records",
)  # fmt: skip
POINTS = ("highest_level", "best_award")
TRUTHS = ("outside_in_december", "choices_education", "choices_area", "choices_innovation")


def _variable(name: str, kind: type, unit: Any, formula: Any = None) -> type[Variable]:
    details = {"value_type": kind, "entity": PERSON, "definition_period": unit, "label": name}
    return type(name, (Variable,), details | ({"formula": formula} if formula else {}))


def _part(months: Any, rate: float) -> Any:
    """Points for months at a yearly rate, a half hundredth rounded upwards."""
    return np.floor(months * rate / 12 * 100 + 0.5) / 100


def employment(person: Any, period: Any, parameters: Any) -> Any:
    return person("insured", PERIOD, options=["ADD"]) * parameters(period).insured_month


def residence(person: Any, period: Any, parameters: Any) -> Any:
    rates = parameters(period)
    return sum(
        _part(person(f"{kind}_{when}", period), rate)
        for kind, rate in (("owned", rates.owned_year), ("rented", rates.rented_year))
        for when in ("before", "after")
    )


def education(person: Any, period: Any) -> Any:
    return person("choices_education", period) * person("highest_level", period)


def study_deduction(person: Any, period: Any, parameters: Any) -> Any:
    lost = _part(person("study_months", period), parameters(period).study_year)
    return person("choices_education", period) * -lost


def area(person: Any, period: Any, parameters: Any) -> Any:
    rates = parameters(period)
    both, home = (person(f"months_home_{k}", period) for k in ("and_work", "only"))
    points = both // 12 * rates.home_and_work_year + (home + both % 12) // 12 * rates.home_year
    counts = person("choices_area", period) * person("outside_in_december", period)
    return counts * np.minimum(points, rates.area_limit)


def innovation(person: Any, period: Any) -> Any:
    raised = person("financing_raised", period)
    limits = [raised < limit for limit in (5_000_000, 20_000_000, 40_000_000)]
    bracket = np.select(limits, [0, 2, 4], 6)
    best = np.maximum(person("best_award", period), bracket)
    return person("choices_innovation", period) * best


def tax(person: Any, period: Any, parameters: Any) -> Any:
    rates = parameters(period)
    earned = np.minimum(person("tax_years", period) * rates.tax_year, rates.tax_limit)
    return earned - person("tax_violation_records", period) * rates.violation


def age(person: Any, period: Any) -> Any:
    born = person("born", period)
    years = 2025 - (born.astype("datetime64[Y]").astype(int) + 1970)
    later = born > born.astype("datetime64[Y]").astype("datetime64[D]")  # than 1 January
    years = years - later
    return np.select([years <= 45, years < 50], [20, 20 - 4 * (years - 45)], 0)


def honour(person: Any, period: Any, parameters: Any) -> Any:
    return (person("honours_held", period) > 0) * parameters(period).honour


def law(person: Any, period: Any, parameters: Any) -> Any:
    return -person("detention_records", period) * parameters(period).detention


INDICATORS = (
    employment, residence, education, study_deduction, area, innovation, tax, age, honour, law,
)  # fmt: skip


def total(person: Any, period: Any) -> Any:
    return sum(person(formula.__name__, period) for formula in INDICATORS)


def system() -> TaxBenefitSystem:
    """Variables and parameters together."""
    found = TaxBenefitSystem([PERSON])
    values = {name: {"values": {"2000-01-01": {"value": v}}} for name, v in RATES.items()}
    found.parameters = ParameterNode("", data=values)
    variables = [_variable("insured", bool, DateUnit.MONTH)]
    variables += [_variable("born", datetime.date, DateUnit.ETERNITY)]
    variables += [_variable(name, int, DateUnit.YEAR) for name in COUNTS]
    variables += [_variable(name, float, DateUnit.YEAR) for name in POINTS]
    variables += [_variable(name, bool, DateUnit.YEAR) for name in TRUTHS]
    variables += [_variable(f.__name__, float, DateUnit.YEAR, f) for f in (*INDICATORS, total)]
    for variable in variables:
        found.add_variable(variable)
    return found


class RentDearer(reforms.Reform):
    """A rented year at 0.75 points."""

    def apply(self) -> None:
        self.modify_parameters(self._raise)

    @staticmethod
    def _raise(parameters: Any) -> Any:
        parameters.rented_year.update(start=periods.instant("2000-01-01"), value=0.75)
        return parameters


class Engine:
    """One person by document, or a million in columns."""

    def __init__(self) -> None:
        self.system = system()
        self.columns: dict[str, np.ndarray] = {}
        self.insured: list[np.ndarray] = []
        self.people: list[dict[str, Any]] = []
        self.totals: Any = np.zeros(0)
        self.ranks: Any = np.zeros(0)

    def load(self, file: str) -> dict[str, Any]:
        """Keep the columns of a file: insured months as truths, a column a month."""
        with np.load(file) as stored:
            self.columns = {name: stored[name] for name in stored.files}
        flags = np.unpackbits(self.columns.pop("insured"), axis=1, bitorder="little")
        self.insured = [np.ascontiguousarray(month).view(bool) for month in flags.T[:MONTHS]]
        return {}

    def _score(self, law: TaxBenefitSystem) -> Any:
        people = len(self.insured[0])
        simulation = SimulationBuilder().build_default_simulation(law, people)
        for month, flags in zip(NAMES, self.insured, strict=True):
            simulation.set_input("insured", month, flags)
        for name, column in self.columns.items():
            simulation.set_input(name, YEAR if name != "born" else "ETERNITY", column)
        return simulation.calculate("total", YEAR)

    def score(self) -> dict[str, Any]:
        """Seconds to score everybody."""
        begin = time.perf_counter()
        self.totals = self._score(self.system)
        return {"seconds": time.perf_counter() - begin}

    def rank(self, quota: int) -> dict[str, Any]:
        """Seconds to score and rank everybody."""
        begin = time.perf_counter()
        self.totals = self._score(self.system)
        return {"cutoff": self._ranked(quota), "seconds": time.perf_counter() - begin}

    def reform(self, quota: int) -> dict[str, Any]:
        """Seconds for a reform with its new cut-off."""
        begin = time.perf_counter()
        self.totals = self._score(RentDearer(self.system))
        return {"cutoff": self._ranked(quota), "seconds": time.perf_counter() - begin}

    def _ranked(self, quota: int) -> float:
        order = np.sort(-self.totals)
        self.ranks = np.searchsorted(order, -self.totals) + 1
        return float(-order[min(quota, len(order)) - 1])

    def save(self, file: str) -> dict[str, Any]:
        """Write the last totals, as they are."""
        np.save(file, self.totals)
        return {}

    def documents(self, people: list[dict[str, Any]]) -> dict[str, Any]:
        """Keep people as documents; answer with their hundredths."""
        self.people = [{"persons": {"one": self._document(one)}} for one in people]
        found = [handlers.calculate(self.system, _copy(one)) for one in self.people]
        return {"totals": [round(one["persons"]["one"]["total"][YEAR] * 100) for one in found]}

    def _document(self, one: dict[str, Any]) -> dict[str, Any]:
        months = dict(zip(NAMES, one.pop("insured"), strict=True))
        born = {"ETERNITY": one.pop("born")}
        counted = {name: {YEAR: value} for name, value in one.items()}
        return {"insured": months, "born": born, **counted, "total": {YEAR: None}}

    def one(self, trace: bool) -> dict[str, Any]:
        """Seconds for one person."""
        run = handlers.trace if trace else handlers.calculate
        inputs = [_copy(one) for one in self.people]
        begin = time.perf_counter()
        for one in inputs:
            run(self.system, one)
        return {"seconds": (time.perf_counter() - begin) / len(inputs)}


def _copy(document: dict[str, Any]) -> dict[str, Any]:
    person = {name: dict(values) for name, values in document["persons"]["one"].items()}
    return {"persons": {"one": person}}
