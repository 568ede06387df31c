"""The documents that Shenzhen's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import load_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")

measures_2017 = documents["measures_2017"]
table_2019 = documents["table_2019"]
explanations_2020 = documents["explanations_2020"]
consultation_2021 = documents["consultation_2021"]
measures_2023 = documents["measures_2023"]
round_2023 = documents["round_2023"]
talent_table = documents["talent_table"]
migration_rules_2016 = documents["migration_rules_2016"]
approval_list = documents["approval_list"]
