"""An invented applicant, shown where nobody has stated anything yet."""

from __future__ import annotations

from typing import Any

EXAMPLE: dict[str, Any] = {
    "born": "1985-10-12",
    "sex": "female",
    "post": "manager",
    "residence_permit": {"applied": "2017-05-08"},
    "criminal_record": False,
    "insurance": [
        {"kind": "all", "from": "2007-08", "to": "2018-03", "district": "海淀"},
        {"kind": "all", "from": "2018-04", "to": None, "district": "昌平"},
    ],
    "homes": [
        {"tenure": "rent", "district": "海淀", "from": "2008-03", "to": "2023-04"},
        {
            "tenure": "own",
            "district": "昌平",
            "from": "2023-05",
            "to": None,
            "certificate": "2023-05",
        },
    ],
    "education": [
        {
            "diploma": "bachelor",
            "degree": "bachelor",
            "enrolled": "2003-09",
            "graduated": "2007-07",
        },
    ],
    "tax": [
        {"year": 2023, "paid": 41000},
        {"year": 2024, "paid": 52000},
        {"year": 2025, "paid": 64000},
    ],
    "tax_violations": [],
    "detentions": [],
    "awards": [],
    "financing": [],
    "honours": [],
    "children": [{"born": "2015-09-12"}],
}
