"""Whole documents in columns for any number of people, a block at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from luohu.law.sources import LawError
from luohu.people.cohort import Cohort
from luohu.people.facts import LISTS, City
from luohu.people.rows import ManyRows
from luohu.study.population.careers import Bar, Career, career, insurance, sides
from luohu.study.population.dwellings import dwelling, homes
from luohu.study.population.households import OF_A_SPOUSE, children, families, household, marriage
from luohu.study.population.incomes import taxes
from luohu.study.population.listing import between, columns_of, listed
from luohu.study.population.lives import CUTOFF, INELIGIBLE, Draw, Lives, Whole, scores
from luohu.study.population.records import permit_spans, permits, rarities, sex_and_post
from luohu.study.population.sampling import choose
from luohu.study.population.studies import certificates, qualifications

Progress = Callable[[int], None]
BLOCK, MOST = 1 << 16, 1_000_000
LESS_INCOME = 1.0  # in logs of tax
BARS = (Bar.TOO_SHORT, Bar.BROKEN, Bar.TOO_MUCH_MADE_UP, Bar.NO_PERMIT, Bar.CONVICTED, Bar.FALSE_MATERIAL)  # fmt: skip
BAR_ODDS = (0.30, 0.36, 0.12, 0.18, 0.02, 0.02)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of people: how they are numbered, and what parts them from the applicants of 2020.

    No earlier line has taken any of the `untouched`; the `flexible` pay insurance without employer.
    """

    name: str
    place: int
    untouched: bool
    flexible: bool = False


APPLICANTS = Kind("合成", 0, untouched=False)
NEWCOMERS = Kind("后来", 1, untouched=True)
OUTSIDE = Kind("灵活", 2, untouched=True, flexible=True)


def build(people: int = 120_000, seed: int = 2020, progress: Progress | None = None) -> Cohort:
    """So many invented applicants of Beijing's cycle of 2020, with everything known of them.

    The same seed gives the same people. `progress` is told how many are done. LawError unless
    there are 1 to a million people.
    """
    return Cohort.joined(list(_blocks(APPLICANTS, people, [seed], progress)))


def newcomers(people: int, seed: int | Sequence[int]) -> Cohort:
    """So many people who might have applied in 2020 and had not yet: no earlier line took any.

    That they are like the applicants but for the lines is an assumption. LawError as build().
    """
    seeds = [seed] if isinstance(seed, int) else list(seed)
    return Cohort.joined(list(_blocks(NEWCOMERS, people, seeds, None)))


def outside(people: int, seed: int = 2020, progress: Progress | None = None) -> Cohort:
    """So many people who may not apply because they have no employer at present.

    Their insurance is paid as flexible employment (`flexible`) since their last job. How many
    there are and what they score is an assumption: like newcomers, with less income, and without
    jobs to follow a home outside. LawError as build().
    """
    return Cohort.joined(list(_blocks(OUTSIDE, people, [seed], progress)))


def _blocks(
    kind: Kind, people: int, seeds: Sequence[int], progress: Progress | None
) -> Iterator[Cohort]:
    if not 1 <= people <= MOST:
        raise LawError(f"a population has 1 to {MOST} people, not {people}")
    for begin in range(0, people, BLOCK):
        size = min(BLOCK, people - begin)
        yield _block(kind, np.random.default_rng([*seeds, kind.place, begin]), size, begin)
        if progress is not None:
            progress(begin + size)


def _block(kind: Kind, draw: Draw, people: int, begin: int) -> Cohort:
    """Some people, numbered on from `begin`."""
    lives, bar = _barred(draw, choose(draw, people, kind.untouched))
    order = draw.permutation(people)
    lives, bar = lives.take(order), bar[order]
    if kind.flexible:
        lives = replace(lives, income=lives.income - LESS_INCOME)
    return documents(draw, lives, bar, kind, begin)


def _barred(draw: Draw, lives: Lives) -> tuple[Lives, Whole]:
    """Every tenth may not apply, and why not; lives must come in the order of their weight."""
    every = round(1 / INELIGIBLE)
    barred = (np.arange(len(lives)) + draw.integers(0, every)) % every == 0
    why = np.where(barred, draw.choice(BARS, len(lives), p=BAR_ODDS), 0)
    long = lives.insured >= 132
    broken = (why == Bar.BROKEN) | (why == Bar.TOO_MUCH_MADE_UP)
    why = np.where((why == Bar.TOO_SHORT) & long, int(Bar.BROKEN), why)
    tied = (lives.insured > 240) | (lives.studied > 0)
    broken = (why == Bar.BROKEN) | (why == Bar.TOO_MUCH_MADE_UP)
    why = np.where(broken & tied, int(Bar.NO_PERMIT), why)
    return _shortened(draw, lives, why == Bar.TOO_SHORT), why


def _shortened(draw: Draw, lives: Lives, short: Any) -> Lives:
    """Some have not yet been insured for seven years."""
    insured = np.where(short, between(draw, 48, 83, len(lives)), lives.insured)
    owned = np.minimum(lives.owned, insured)
    studied = np.where(short, 0, lives.studied)
    start = np.where(short, CUTOFF - insured + 1, lives.start)
    area = np.where(short & (owned < 24), 0, lives.area)
    return replace(lives, insured=insured, owned=owned, studied=studied, start=start, area=area)


def documents(draw: Draw, lives: Lives, bar: Whole, kind: Kind, begin: int) -> Cohort:
    """The documents of people whose scores are decided."""
    people, held = len(lives), career(draw, lives, bar)
    home = dwelling(draw, lives)
    sex, post = sex_and_post(draw, lives)
    family = household(draw, lives, sex)
    stated = _person(draw, lives, bar, held) | marriage(draw, lives, family)
    stated |= {"sex": sex, "post": post, "choices_area": ~home.declines}
    columns = columns_of(people, stated)
    minors, pupils = children(draw, family)
    lists = {
        "insurance": insurance(held, sides(draw, lives, held.first), draw, kind.flexible),
        "homes": homes(draw, lives, home, held.first),
        "qualifications": qualifications(draw, lives, held.graduated),
        "taxes": taxes(draw, lives, held.first),
        "certificates": certificates(draw, lives),
        "permits": permit_spans(columns["residence_permit_applied"]),
        "children": minors,
        "pupils": pupils,
        **rarities(draw, lives, scores(lives)["total"]),
    }
    ids = [f"{kind.name}-{begin + place + 1:06d}" for place in range(people)]
    spouseless = {} if family.married.all() else dict.fromkeys(OF_A_SPOUSE, ~family.married)
    texts = {"family": families(family, kind.name, begin + 1)}
    return Cohort(ids, columns, _every_list(people, lists), spouseless, texts)


def _every_list(people: int, lists: Mapping[str, ManyRows]) -> dict[str, ManyRows]:
    """The lists, and those that nobody has anything in."""
    nobody = np.zeros(0, np.int64)
    return {
        fact.name: lists.get(fact.name, listed(fact.name, people, nobody, {})) for fact in LISTS
    }


def _person(draw: Draw, lives: Lives, bar: Whole, held: Career) -> dict[str, Any]:
    people, month = len(lives), lives.born
    day = draw.integers(2, 29, people)
    return {
        "born": month // 12 * 10000 + (month % 12 + 1) * 100 + day,
        "city": int(City.BEIJING),
        "household_city": np.where(
            draw.random(people) < 0.22, int(City.HEBEI), int(City.ELSEWHERE)
        ),
        "criminal_record": bar == Bar.CONVICTED,
        "false_material": np.where(bar == Bar.FALSE_MATERIAL, draw.integers(2018, 2020, people), 0),
        "place_to_register": draw.random(people) < 0.8,
        "choices_education": True,
        "choices_innovation": True,
        **permits(draw, lives, bar, held.first),
    }
