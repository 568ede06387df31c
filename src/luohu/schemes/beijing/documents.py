"""The documents that Beijing's rules cite, by name."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import load_documents
from luohu.schemes.national.retirement import documents as national_documents

HERE = Path(__file__).parent
documents = load_documents(HERE / "documents.toml") | national_documents

measures_2016 = documents["measures_2016"]
details_2018 = documents["details_2018"]
notice_2018_82 = documents["notice_2018_82"]
notice_2018_193 = documents["notice_2018_193"]
measures_2020 = documents["measures_2020"]
details_2020 = documents["details_2020"]
handbook_2023 = documents["handbook_2023"]
mailbox_2023 = documents["mailbox_2023"]
notice_2022 = documents["notice_2022"]
notice_2024 = documents["notice_2024"]
faq_2018 = documents["faq_2018"]
replies = documents["replies"]
tool = documents["tool"]
award_lists = documents["award_lists"]
retirement_2024 = documents["retirement_2024"]

exam_plan_2012 = documents["exam_plan_2012"]
exam_notice_2016 = documents["exam_notice_2016"]
exam_notices = documents["exam_notices"]

opinions_2003 = documents["opinions_2003"]
renewal_rules_2006 = documents["renewal_rules_2006"]
interview_2016 = documents["interview_2016"]
practice_2024 = documents["practice_2024"]
