"""The documents that Xiong'an's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import load_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml")

measures = documents["measures"]
details = documents["details"]
permit_measures = documents["permit_measures"]
