"""The documents that Shanghai's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import load_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")

measures_2017 = documents["measures_2017"]
extension_2023 = documents["extension_2023"]
replies = documents["replies"]
indicator_lists = documents["indicator_lists"]
qualification_list = documents["qualification_list"]
wage_pages = documents["wage_pages"]
recollection = documents["recollection"]
peer_calculators = documents["peer_calculators"]

hukou_2012 = documents["hukou_2012"]
hukou_2019 = documents["hukou_2019"]
hukou_pages = documents["hukou_pages"]
