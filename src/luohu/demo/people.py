"""Makes the invented applicants of the demonstration: seeded, plausible, nobody's."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from luohu.law.months import Month

HERE = Path(__file__).parent
COHORT = HERE / "cohort.jsonl"
INNER = ("朝阳", "海淀", "丰台", "东城", "西城", "石景山")
OUTER = ("昌平", "通州", "大兴", "房山", "顺义", "门头沟")
STUDIES = (
    ("associate", None, 22),
    ("bachelor", "bachelor", 22),
    ("bachelor", "bachelor", 30),
    ("master", "master", 25),
    ("master", "master", 33),
    ("doctor", "doctor", 29),
)


def make_cohort(people: int = 240, seed: int = 2026) -> list[dict[str, Any]]:
    """Invented applicants for cycle 2026 as documents; the same for the same seed."""
    dice = random.Random(seed)
    return [_applicant(f"演示-{number:03d}", dice) for number in range(1, people + 1)]


def _applicant(identity: str, dice: random.Random) -> dict[str, Any]:
    birth = dice.randint(1973, 1994)
    began = Month.of(min(birth + dice.randint(24, 36), 2018), dice.randint(1, 12))
    diploma, degree, age = dice.choice(STUDIES)
    return {
        "id": identity,
        "born": f"{birth}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
        "sex": dice.choice(("male", "female")),
        "post": dice.choice(("worker", "manager", "manager")),
        "residence_permit": {"applied": f"{dice.randint(2016, 2025)}-06-01"},
        "criminal_record": False,
        "insurance": _insurance(began, dice),
        "homes": _homes(began, dice),
        "education": [{"diploma": diploma, "degree": degree, "graduated": f"{birth + age}-07"}],
        "tax": [
            {"year": year, "paid": dice.randrange(20000, 200000, 1000)}
            for year in (2023, 2024, 2025)
            if dice.random() < 0.2
        ],
        "tax_violations": [],
        "detentions": [],
        "awards": [{"type": "B", "points": 4}] if dice.random() < 0.03 else [],
        "financing": [],
        "honours": ["model_worker"] if dice.random() < 0.01 else [],
    }


def _insurance(began: Month, dice: random.Random) -> list[dict[str, Any]]:
    moved = min(Month(began + dice.randint(24, 120)), Month.of(2022, 11))
    place, outer = dice.choice(INNER), dice.choice(INNER + OUTER)
    rows: list[dict[str, Any]] = [
        {"kind": "all", "from": str(began), "to": str(moved), "district": place},
        {"kind": "all", "from": str(Month(moved + 1)), "to": None, "district": outer},
    ]
    if dice.random() < 0.15:
        late = Month.of(2023, dice.randint(1, 9))
        rows[1:] = [
            {"kind": "all", "from": str(Month(moved + 1)), "to": str(Month(late - 1)), "district": outer},
            {"kind": "all", "from": str(late), "to": str(Month(late + dice.randint(0, 6))),
             "district": outer, "made_up": True},
        ]  # fmt: skip
        after = Month.parse(rows[-1]["to"])
        rows.append({"kind": "all", "from": str(Month(after + 1)), "to": None, "district": outer})
    return rows


def _homes(began: Month, dice: random.Random) -> list[dict[str, Any]]:
    if dice.random() < 0.3:
        return [{"tenure": "rent", "district": dice.choice(INNER), "from": "2020-08", "to": None}]
    bought = min(Month(began + dice.randint(24, 140)), Month.of(2025, 6))
    return [
        {
            "tenure": "own",
            "district": dice.choice(INNER + OUTER + OUTER),
            "from": str(bought),
            "to": None,
        }
    ]


if __name__ == "__main__":
    lines = (json.dumps(person, ensure_ascii=False) for person in make_cohort())
    COHORT.write_text("\n".join(lines) + "\n", "utf-8")
