"""The command that serves the web site: serve."""

from __future__ import annotations

from typing import Annotated

import typer

from luohu.commands.calls import Language, answering, language_of


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
