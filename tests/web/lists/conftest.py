"""Lists of invented people, as files and loaded."""

from pathlib import Path

import pytest

from luohu.web.lists.loading import load
from luohu.web.lists.models import AwardList
from luohu.web.lists.reading import read_list

ROWS = """rank,name,birth_month,employer,total
1,演示甲,1975-03,演示单位一,120.50
2,演示乙,1976-11,演示单位二,119
2,演示丙,1980-01,演示单位二,119.00
4,演示丁,1981-12,,97.13
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2020.csv"
    path.write_text(ROWS, "utf-8")
    return path


@pytest.fixture
def kept(file: Path, db: None) -> AwardList:
    return load(read_list(file, "beijing", 2020), "beijing", 2020, "虚构的名单", 3)
