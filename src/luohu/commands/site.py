"""The commands that run the site: serve, and those of `luohu site`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from luohu.commands.calls import (
    AsJson,
    Language,
    answering,
    language_of,
    print_json,
    progress_bar,
    show,
)

if TYPE_CHECKING:
    from luohu.web.operations.doctor.findings import Finding

app = typer.Typer(no_args_is_help=True, help="网站的运行与维护 running and keeping the site")


def serve(
    host: Annotated[str, typer.Option(help="监听的地址 the address to listen at")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="端口,0 为任一空闲端口 0: any free one")
    ] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="进程数 processes")] = 2,
    demo: Annotated[
        bool, typer.Option("--demo", help="装入演示数据,只在本机 with demo data, locally")
    ] = False,
    lang: Language = None,
) -> None:
    """开网站,直到 Ctrl-C;数据在 LUOHU_DATA 文件夹。Serve the web site until Ctrl-C."""
    language = language_of(lang)
    with answering(False, language):
        from luohu.web.serving import serve as serving

        serving(host, port, workers, demo, lambda words: print(words.in_(language), flush=True))


@app.command()
def settings(as_json: AsJson = False, lang: Language = None) -> None:
    """一览:每项设置、现值、用途。Every setting, the value in force, what it is for."""
    language = language_of(lang)
    with answering(as_json, language):
        from luohu.web.configuration import shown

        rows = [(one.name, value, one.what.in_(language)) for one, value in shown()]
        if as_json:
            print_json([dict(zip(("name", "value", "what"), row, strict=True)) for row in rows])
        else:
            _table(("设置 setting", "现值 value", "用途 what it is for"), rows)


@app.command()
def doctor(as_json: AsJson = False, lang: Language = None) -> None:
    """体检:哪里不对、怎么办;有错则状态 1。What is wrong with the site, and what to do."""
    language = language_of(lang)
    with answering(as_json, language):
        _set_up()
        from luohu.web.operations.doctor.table import examine, is_well

        findings = examine()
        if as_json:
            print_json([finding.as_json() for finding in findings])
        else:
            heads = ("检查 check", "", "现状 found", "怎么办 what to do")
            _table(heads, [_row(one, language) for one in findings])
        if not is_well(findings):
            raise typer.Exit(1)


def _row(one: Finding, language: str) -> tuple[str, ...]:
    mark = {"ok": "[green]✓[/]", "warning": "[yellow]⚠[/]", "fault": "[red]✗[/]"}[one.standing]
    told = one.do.in_(language) if one.do else ""
    return one.name.in_(language), mark, one.found.replace("[", "\\["), told.replace("[", "\\[")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="放备份的文件夹 a folder")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="连密钥一起,须另行保护 with the keys: guard it well")
    ] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """备份一份,网站照常运行;副本里的记录当场核对。Back up while the site runs, verified."""
    language = language_of(lang)
    with answering(as_json, language):
        _set_up()
        from luohu.web.operations.backups.making import back_up
        from luohu.web.operations.backups.manifest import read

        path = back_up(folder, with_keys=with_keys)
        told = read(path)
        answer = {"file": str(path), "bytes": path.stat().st_size, "events": told.events,
                  "head": told.head, "keys": told.has_keys}  # fmt: skip
        _say(answer, as_json, f"✓ {path}", _seen(told.events, told.head))


@app.command("backup-check")
def backup_check(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="备份 a backup")],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """核对一份备份,不动网站的数据。Verify a backup apart from the site."""
    with answering(as_json, language_of(lang)):
        _set_up()
        from luohu.web.operations.backups.restoring import check

        told, seen = check(file)
        answer = {"file": str(file), "made": told.made, "database": told.database, "verified": seen}
        found = (seen["count"], seen["head"]) if seen else (None, "")
        _say(answer, as_json, f"✓ {file} {told.made}", _seen(*found))


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="备份 a backup")],
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """把备份恢复到空的数据文件夹或空库,并核对。Bring a backup back into an empty place, verified."""
    with answering(as_json, language_of(lang)):
        _set_up()
        from luohu.web.operations.backups.restoring import restore as bring_back

        told, seen = bring_back(file)
        answer = {"made": told.made, "events": seen["count"], "head": seen["head"]}
        _say(answer, as_json, f"✓ {told.made}", _seen(seen["count"], seen["head"]))


@app.command("verify-record")
def verify_record(as_json: AsJson = False, lang: Language = None) -> None:
    """核对记录:条数和链头,或第一处不符;不符则状态 1。Verify the record, link by link."""
    language = language_of(lang)
    with answering(as_json, language):
        _set_up()
        from luohu.web.record.verification import verify

        with progress_bar("核对 verifying") as bar:
            found = verify((lambda done, total: bar(done)) if bar else None)
        why = found.why.in_(language) if found.why else ""
        answer = {"count": found.count, "head": found.head, "first_bad": found.first_bad,
                  "subject": found.subject, "why": why}  # fmt: skip
        good = _seen(found.count, found.head)
        _say(answer, as_json, f"✓ {good}" if found.why is None else f"✗ {found.first_bad}: {why}")
        if found.why is not None:
            raise typer.Exit(1)


@app.command("create-officer")
def create_officer(
    username: Annotated[str, typer.Argument(help="用户名 user name")],
    role: Annotated[str, typer.Argument(help="角色 role: verifier authority administrator …")],
    department: Annotated[str, typer.Option(help="核验部门 department of a verifier")] = "",
    employer: Annotated[str, typer.Option(help="单位信用代码 credit code of an employer")] = "",
    staff_number: Annotated[str, typer.Option(help="工号 staff number")] = "",
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """开一个工作账户,给出一次性密码。Make an officer's account; its one-time password."""
    with answering(as_json, language_of(lang)):
        _set_up()
        from luohu.web.accounts import services

        with _as_command("create-officer"):
            user, password = services.create_officer(
                actor=None, username=username, role=role, department=department,
                employer=employer, staff_number=staff_number,
            )  # fmt: skip
        answer = {"username": user.get_username(), "password": password}
        _say(
            answer, as_json, f"✓ {user.get_username()} {password}", "首次登录须改密码 to be changed"
        )


@app.command("rotate-keys")
def rotate_keys(
    new_key: Annotated[
        bool, typer.Option("--new-key", help="先加一把新密钥 make a new key first")
    ] = False,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """用现用密钥重新加密全部个人数据;中断后再运行则接着做。Seal all personal data anew."""
    with answering(as_json, language_of(lang)):
        _set_up()
        from luohu.web.protection import keys
        from luohu.web.protection.rotation import rotate

        if new_key:
            keys.keys().add(keys.CONTENT)
        with progress_bar("加密 sealing") as bar, _as_command("rotate-keys"):
            done = rotate(progress=(lambda done, total: bar(done)) if bar else None)
        _say({"sealed": done}, as_json, *(f"✓ {name}: {many}" for name, many in done.items()))


@app.command()
def daily(as_json: AsJson = False, lang: Language = None) -> None:
    """做每天该做的事:到期的数据、无主的附件、不用的账户。What is to be done every day."""
    with answering(as_json, language_of(lang)):
        _set_up()
        from luohu.web.operations.daily import run

        with _as_command("daily"):
            done = run()
        told = {one.name: {"told": one.told, "failed": one.failed} for one in done}
        _say(
            told, as_json, *(f"{'✗' if one.failed else '✓'} {one.name} {one.told}" for one in done)
        )
        if any(one.failed for one in done):
            raise typer.Exit(1)


@app.command()
def work(lang: Language = None) -> None:
    """做后台工作,直到 Ctrl-C 或 SIGTERM。Do the jobs of the background until it is stopped."""
    import signal

    with answering(False, language_of(lang)):
        _set_up()
        from luohu.web.operations.working import Worker

        worker = Worker()
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, lambda number, frame: worker.end_soon())
        print(f"✓ {worker.name}", flush=True)
        worker.run()
        worker.end()


@app.command()
def code(
    username: Annotated[str, typer.Argument(help="演示用户 somebody of the demonstration")],
    lang: Language = None,
) -> None:
    """演示用户此刻的动态码。What the authenticator of somebody of the demonstration shows now."""
    with answering(False, language_of(lang)):
        _set_up()
        from luohu.web.accounts.demonstration import code_of

        print(code_of(username))


def _set_up() -> None:
    """Make Django ready, on the folder of data and the database that are in force."""
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luohu.web.settings")
    django.setup()


def _as_command(name: str) -> Any:
    """What is noted in the record inside is noted as done by this command."""
    from luohu.web.record.surroundings import Surroundings, within

    return within(Surroundings(request=f"command:{name}"))


def _seen(events: int | None, head: str) -> str:
    if events is None:
        return "⚠ 未核对 not verified: no right to make a database beside it"
    return f"{events} 条 events · {head}"


def _say(answer: dict[str, Any], as_json: bool, *lines: str) -> None:
    if as_json:
        print_json(answer)
        return
    for line in lines:
        print(line)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    from rich.table import Table

    table = Table()
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    show(table)
