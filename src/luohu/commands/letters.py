"""Commands of the letters desk: ask, replies, triage, drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from luohu.commands.calls import (
    AsJson,
    CycleYear,
    Language,
    answering,
    language_of,
    print_json,
    progress_bar,
    show,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from luohu.consult.figures import OwnFigures
    from luohu.consult.search import Found

Question = Annotated[str, typer.Argument(help="来信或问题 a letter or a question")]
Top = Annotated[int, typer.Option(min=1, max=20, help="最多几条 how many at most")]
OneDocument = Annotated[
    Path | None,
    typer.Option("--document", exists=True, dir_okay=False, help="提问人的文档,用来算他的数字"),
]


def ask(
    question: Question,
    top: Top = 3,
    document: OneDocument = None,
    cycle: CycleYear = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """问:哪些标准答复合适,为什么;附文档则带本人数字。The standard replies that answer a question."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.consult.search import shipped_finder

        person = None if document is None else _person(document, language)
        found = shipped_finder().find(question, top)
        if as_json:
            from luohu.consult.answers import as_json as told

            print_json(told(found, person, cycle))
        else:
            from luohu.terminal.replies import answers

            show(answers(found, _own(found, person, cycle), language))


def replies(
    number: Annotated[int | None, typer.Argument(help="编号 number; 不填则列出全部")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """标准答复一览,或其中一条。All standard replies, or one of them."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.consult.library import shipped

        library = shipped()
        chosen = list(library.replies.values()) if number is None else [library.find(number)]
        if as_json:
            print_json([reply.model_dump(mode="json") for reply in chosen])
        else:
            from luohu.terminal.replies import reply_list, reply_page

            whole = number is not None
            show(reply_page(chosen[0], language) if whole else reply_list(chosen, language))


def triage(
    letters: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="一行一封 a letter a line: .txt .jsonl"),
    ],
    output: Annotated[Path | None, typer.Option("--output", "-o", help=".jsonl")] = None,
    processors: Annotated[int | None, typer.Option(min=1, help="用几个处理器")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """给一批来信分类:各自合适的答复。The replies that fit each letter of a file."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.commands.calls import writable
        from luohu.consult.triage import sort_letters

        writable(output, (".jsonl",))
        words = _letters(letters)
        lines = []
        with progress_bar("分类 sorting", len(words)) as progress:
            for done, one in enumerate(sort_letters(words, processors), 1):
                lines.append(json.dumps({"letter": done, **one.as_json()}))
                if progress is not None and done % 100 == 0:
                    progress(done)
        if output is not None:
            output.write_text("\n".join(lines) + "\n", "utf-8")
        fitting = sum('"replies": []' not in line for line in lines)
        summary = {"letters": len(lines), "with_reply": fitting, "without": len(lines) - fitting}
        if as_json:
            print_json(summary)
        elif output is None:
            print("\n".join(lines))
        else:
            print(
                f"{summary['letters']} 封 letters · {fitting} 封有合适的答复 with a reply · {output}"
            )


def drafts(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help=".html .txt .docx .xlsx")
    ],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """读入一个机构自己的答复口径,成为待审的草稿。An agency's own replies as drafts to review."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.consult.importing.drafts import read_drafts

        imported = read_drafts(file)
        if as_json:
            print_json(imported.as_json())
        else:
            from luohu.terminal.replies import imported_drafts

            show(imported_drafts(imported, language))


def _person(document: Path, language: str) -> Mapping[str, Any]:
    """The document of the only person of a file."""
    from luohu.commands.calls import one_person, read
    from luohu.people.documents import documents_of

    return documents_of(one_person(read([document], language), None).cohort)[0]


def _own(
    found: Found, person: Mapping[str, Any] | None, cycle: int | None
) -> dict[int, OwnFigures | None]:
    """The person's own figures for each reply found; none without a person."""
    from luohu.consult.figures import own_figures

    if person is None:
        return {}
    replies = (match.reply for match in found.matches)
    return {one.number: own_figures(one, person, cycle) for one in replies}


def _letters(path: Path) -> list[str]:
    """The letters of a file: a line each, of JSON with `text` where it is .jsonl; Refused if not."""
    from luohu.consult.importing.texts import decoded
    from luohu.law.sources import Text
    from luohu.people.faults import Fault, Place, Refused

    faults, letters = [], []
    for row, line in enumerate(decoded(path).replace("\r\n", "\n").rstrip("\n").split("\n"), 1):
        try:
            letters.append(line if path.suffix != ".jsonl" else _text_of(line))
        except (ValueError, KeyError, TypeError):
            right = Text('应为 {"text": "…"}', 'it should be {"text": "…"}')
            place = Place(file=path.name, row=row)
            faults.append(Fault(place, Text("读不出来信", "there is no letter in it"), right))
    if faults:
        raise Refused(faults)
    return letters


def _text_of(line: str) -> str:
    text = json.loads(line)["text"]
    if not isinstance(text, str):
        raise TypeError(text)
    return text
