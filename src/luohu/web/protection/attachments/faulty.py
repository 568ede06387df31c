"""Why a file is not kept."""

from __future__ import annotations

from luohu.law.sources import Text

AGAIN = Text("重新导出或打印成 PDF 再交", "export it anew or print it to a PDF, and hand that in")


class Faulty(Exception):
    """What is wrong with a file, and what would be right."""

    def __init__(self, zh: str, en: str, right: Text = AGAIN) -> None:
        super().__init__(en)
        self.wrong, self.right = Text(zh, en), right
