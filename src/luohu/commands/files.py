"""Commands for the applicants' files: template, check."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from luohu.commands.calls import (
    AsJson,
    Files,
    Language,
    answering,
    language_of,
    print_json,
    say_faults,
    wrong_call,
)


def template(
    file: Annotated[Path, typer.Argument(help="模板.xlsx, 或 格式.json (JSON Schema)")],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """写出填报用的工作簿模板(.xlsx)或文档格式(.json)。Write a workbook template or the schema."""
    with answering(as_json, language_of(lang)):
        if file.suffix == ".json":
            from luohu.people.applicant import json_schema

            file.write_text(json.dumps(json_schema(), ensure_ascii=False, indent=1), "utf-8")
        elif file.suffix == ".xlsx":
            from luohu.people.template import write_template

            write_template(file)
        else:
            wrong_call(f"{file.name}: .xlsx, .json", as_json)
        print_json({"written": str(file)}) if as_json else print(file)


def check(files: Files, as_json: AsJson = False, lang: Language = None) -> None:
    """只检查文件,一次列出全部问题。Check files and list everything that is wrong at once."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.people.reading import read_cohort

        reading = read_cohort(files)
        if as_json:
            faults = [fault.as_json() for fault in reading.warnings]
            print_json({"applicants": len(reading.cohort), "warnings": faults})
        else:
            say_faults(reading.warnings, language)
            print(f"✓ {len(reading.cohort)}{' 位申请人' if language == 'zh' else ' applicants'}")
