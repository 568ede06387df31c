"""The documents that Fenghua's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import Citation, load_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")

notice_2022 = documents["notice_2022"]
city_list = documents["city_list"]
provincial_list_2023 = documents["provincial_list_2023"]
district_list = documents["district_list"]
fenghua_2024 = documents["fenghua_2024"]
fenghua_before_2024 = documents["fenghua_before_2024"]
xiangshan_2022 = documents["xiangshan_2022"]
neighbours = documents["neighbours"]


def admission(article: str) -> tuple[Citation, ...]:
    """An article of Fenghua's notice of 2024, which 2022 and 2023 are inferred from."""
    return fenghua_2024(article), fenghua_before_2024(article)
