"""The documents that Tianjin's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import load_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")

measures_2016 = documents["measures_2016"]
table_2018 = documents["table_2018"]
draft_2019 = documents["draft_2019"]
portal_2018 = documents["portal_2018"]
guidance_2020 = documents["guidance_2020"]
measures_2022 = documents["measures_2022"]
table_2022 = documents["table_2022"]
housing_2023 = documents["housing_2023"]
occupations = documents["occupations"]
rounds = documents["rounds"]
