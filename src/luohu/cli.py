"""The `luohu` command, thin: which calls there are, in the order of help."""

from __future__ import annotations

import io
import sys

import typer

from luohu.commands import cohorts, files, laws, letters, lines, lists, persons, site, studies

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="落户: executable settlement policy. 积分落户政策,可执行、可解释、可排名。",
)
COMMANDS = (
    persons.score, persons.explain, cohorts.rank, cohorts.cutoff, persons.where, lines.plan,
    lines.forecast, studies.population, studies.reform, laws.schemes, laws.diff, files.template,
    files.check, letters.ask, letters.replies, letters.triage, letters.drafts, lists.load_awards,
    site.serve,
)  # fmt: skip
for command in COMMANDS:
    app.command()(command)
app.add_typer(site.app, name="site")


def main() -> None:
    """Run the command; exit status 0 done, 1 the input was refused, 2 the call was wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # GBK has no ✓
    app()


if __name__ == "__main__":
    main()
