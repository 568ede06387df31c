"""Rows of the published lists of 2020 and 2022: what the person had, and the official scores.

Each row: rank; insured months; own and rented months (2022: own before, own after, rented before,
rented after July 2020); birth; education; study months (not in 2022); area; innovation; tax;
honour; then as published employment, residence, deduction, age, total; and why the row is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from luohu.law.points import points
from tests.awards import Awarded, study_months

Scores = dict[str, str]
Holder = tuple[Awarded, Scores]
GIVEN = ("education", "area", "innovation", "tax", "honour")
PUBLISHED = ("employment", "residence", "study_deduction", "age", "total")

OF_2020 = """
1 242 38 204 1974-09 26 0 0 0 6 0 60.50 11.67 0.00 20 124.17 rank1
2 249 151 98 1974-06 26 35 4 0 4 0 62.25 16.66 -10.21 20 122.70 2-part rounding, ded 35
14 258 0 258 1973-08 10.5 36 0 0 0 20 64.50 10.75 -10.50 20 115.25 own=0
229 252 232 20 1974-08 0 0 4 0 0 0 63.00 20.16 0.00 20 107.16 edu0
10 245 123 122 1978-06 10.5 36 0 0 0 20 61.25 15.33 -10.50 20 116.58 10.5 cap 36
557 243 196 47 1973-11 15 48 0 0 4 0 60.75 18.29 -14.00 20 104.04 15 cap 48
6 255 127 128 1975-04 26 36 4 0 0 0 63.75 15.91 -10.50 20 119.16 26 cap 36
199 135 126 9 1979-02 37 0 0 0 6 0 33.75 10.88 0.00 20 107.63 37 no ded
17 252 142 110 1961-11 37 36 0 9 0 0 63.00 16.41 -10.50 0 114.91 37 cap
339 208 133 75 1981-12 10.5 3 4 0 6 0 52.00 14.21 -0.88 20 105.83 ded 3 (half-up .875)
2091 200 179 21 1974-10 15 15 4 0 0 0 50.00 15.80 -4.38 20 100.42 ded 15 (.375)
22 232 138 94 1976-02 15 1 6 0 0 0 58.00 15.42 -0.29 20 114.13 ded 1 (.2917)
71 236 152 84 1975-02 10.5 0 5 0 0 0 59.00 16.17 0.00 20 110.67 area5
5 207 163 44 1977-09 26 0 6 0 0 0 51.75 15.41 0.00 20 119.16 area6
169 185 16 169 1975-11 10.5 0 3 0 0 20 46.25 8.37 0.00 20 108.12 area3
164 258 12 246 1975-05 10.5 0 2 0 0 0 64.50 11.25 0.00 20 108.25 area2
132 218 207 11 1973-01 10.5 0 6 0 0 0 54.50 17.71 0.00 20 108.71 Jan 1973 -> 20
337 186 159 27 1972-01 15 0 0 12 2 0 46.50 14.38 0.00 16 105.88 Jan 1972 -> 16
4038 213 189 24 1971-07 10.5 0 6 0 0 0 53.25 16.75 0.00 12 98.50 1971 -> 12
1935 252 99 153 1970-01 15 0 0 0 0 0 63.00 14.63 0.00 8 100.63 1970-01 -> 8
378 258 174 84 1969-09 15 0 4 0 0 0 64.50 18.00 0.00 4 105.50 1969 -> 4
78 258 112 146 1968-02 10.5 0 0 0 0 20 64.50 15.41 0.00 0 110.41 1968 -> 0
8 169 166 3 1982-08 26 0 4 12 0 0 42.25 13.96 0.00 20 118.21 startup 12
68 258 0 258 1974-06 10.5 0 0 5 0 0 64.50 10.75 0.00 20 110.75 startup 5
28 245 170 75 1977-04 10.5 5 4 0 2 0 61.25 17.30 -1.46 20 113.59 tax 2
5979 147 54 93 1984-07 26 0 6 0 0 0 36.75 8.38 0.00 20 97.13 cutoff
"""

OF_2022 = """
1 282 151 17 114 0 1972-03 15 0 0 4 20 70.50 18.75 0.00 8 136.25 rank1
2 282 206 17 59 0 1974-10 15 8 0 4 0 70.50 21.05 -0.29 16 134.26 rank2, ded 1 month
6 205 177 17 11 0 1974-12 37 0 0 6 0 51.25 16.63 0.00 16 126.88 area 0
69 276 121 17 138 0 1974-03 10.5 2 0 4 0 69.00 17.25 0.00 16 118.75 area 2
353 224 184 17 23 0 1975-12 26 3 0 0 0 56.00 17.71 -10.21 20 112.50 area 3
37 282 17 17 248 0 1973-08 15 4 4 2 0 70.50 13.17 0.00 12 120.67 area 4
849 219 12 17 190 0 1975-12 15 5 0 4 0 54.75 10.34 0.00 20 109.09 area 5
21 214 175 17 22 0 1978-03 26 6 0 0 0 53.50 16.92 0.00 20 122.42 area 6
1188 173 95 17 61 0 1982-04 26 7 0 0 0 43.25 11.88 0.00 20 108.13 area 7
27 238 165 17 56 0 1982-06 26 9 0 0 0 59.50 17.50 -10.21 20 121.79 area 9
44 198 125 17 56 0 1981-08 37 10 0 0 0 49.50 14.17 -10.50 20 120.17 area 10
36 205 188 17 0 0 1980-01 26 11 0 6 0 51.25 17.09 -10.50 20 120.84 area 11
10 241 164 17 60 0 1977-04 15 12 0 0 0 60.25 17.59 0.00 20 124.84 area 12
236 234 143 17 74 0 1975-01 15 0 0 4 0 58.50 16.42 0.00 20 113.92 Jan 1975 -> 20
130 247 189 17 41 0 1974-01 10.5 9 0 0 0 61.75 18.88 0.00 16 116.13 Jan 1974 -> 16
90 274 188 17 69 0 1980-09 15 8 0 0 0 68.50 19.97 -14.00 20 117.47 15 at cap
8 258 171 17 70 0 1978-01 26 8 0 0 0 64.50 18.59 -10.50 20 126.59 26 at cap
20 282 77 17 188 0 1970-06 37 8 0 2 0 70.50 15.67 -10.50 0 122.67 37
120 282 0 0 265 0 1975-04 15 0 0 0 0 70.50 11.04 0.00 20 116.54 no dwelling declared after 2020-08
141 254 160 0 77 17 1977-11 15 0 0 0 0 63.50 17.25 0.00 20 115.75 17 rent months after 2020-08
5675 173 155 15 1 2 1981-11 26 2 0 0 0 43.25 14.29 0.00 20 105.54 mixed post
22 137 120 17 0 0 1979-01 37 12 12 6 0 34.25 11.42 -10.50 20 122.17 tax 6
5921 181 142 17 22 0 1983-09 15 11 0 0 0 45.25 14.17 0.00 20 105.42 cutoff
"""


def _cells(table: str, columns: int) -> Iterator[tuple[str, list[str]]]:
    """Each row's name, `rank: why`, and its columns."""
    for line in table.strip().splitlines():
        cells = line.split(maxsplit=columns)
        yield f"{cells[0]}: {cells[-1]}", cells[:-1]


def _scores(points_given: list[str], published: list[str]) -> Scores:
    """The published scores by indicator: those given as points, and those that follow."""
    return dict(zip(GIVEN, points_given, strict=True)) | dict(
        zip(PUBLISHED, published, strict=True)
    )


def holders_2020() -> dict[str, Holder]:
    """The rows of 2020 by name."""
    found = {}
    for name, cells in _cells(OF_2020, 16):
        rank, insured, own, rented, born, education, months, *fixed = cells[:11]
        row = Awarded(
            **described(rank, born, [education, *fixed]), cycle=2020, insured=int(insured),
            own_before=int(own), rent_before=int(rented), study_months=int(months),
        )  # fmt: skip
        found[name] = (row, _scores([education, *fixed], cells[11:]))
    return found


def holders_2022() -> dict[str, Holder]:
    """The rows of 2022 by name."""
    found = {}
    for name, cells in _cells(OF_2022, 17):
        rank, insured, *homes, born, education, area, innovation, tax, honour = cells[:12]
        fixed = [education, area, innovation, tax, honour]
        scores = _scores(fixed, cells[12:])
        own_before, own_after, rent_before, rent_after = map(int, homes)
        row = Awarded(
            **described(rank, born, fixed), cycle=2022, insured=int(insured),
            own_before=own_before, own_after=own_after, rent_before=rent_before,
            rent_after=rent_after, study_months=study_months(-points(scores["study_deduction"])),
        )  # fmt: skip
        found[name] = (row, scores)
    return found


def described(rank: str, born: str, fixed: list[str]) -> dict[str, Any]:
    """What a row says of the person beside months."""
    education, area, innovation, tax, honour = fixed
    return {
        "id": rank,
        "born": born,
        "education": points(education),
        "area": int(area),
        "innovation": int(innovation),
        "tax_years": int(tax) // 2,
        "honoured": honour != "0",
    }
