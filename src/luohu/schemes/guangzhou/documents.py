"""The documents that Guangzhou's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import Citation, load_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")

measures_2023 = documents["measures_2023"]
measures_2025 = documents["measures_2025"]
answers_2025 = documents["answers_2025"]
talent_2020 = documents["talent_2020"]
talent_details_2022 = documents["talent_details_2022"]
talent_guide_2026 = documents["talent_guide_2026"]
draft_2020 = documents["draft_2020"]
draft_2023 = documents["draft_2023"]


def measures(article: str) -> tuple[Citation, Citation]:
    """An article of the measures of 2023 and of their new publication in 2025: one text."""
    return measures_2023(article), measures_2025(article)
