"""What holds of pictures of either kind: how large they may be, and what no words in them may be."""

from __future__ import annotations

import re

from luohu.law.sources import Text
from luohu.web.protection.attachments.faulty import Faulty

WIDEST = 16_000
MOST_POINTS = 60_000_000
SCRIPT = re.compile(rb"(?i)<\s*(?:!doctype\s+html|html|script|svg|iframe|\?php)|<\?php|javascript:")


def check_measures(width: int, height: int) -> None:
    """Faulty for a picture without points or with too many."""
    if not (0 < width <= WIDEST and 0 < height <= WIDEST and width * height <= MOST_POINTS):
        right = Text(
            "每边 1 至 16000 点,共 6000 万点以内", "1 to 16000 points a side, 60 million in all"
        )
        raise Faulty("图片没有点或太大", "the picture has no points or too many", right)


def check_words(data: bytes) -> None:
    """Faulty for a remark in a picture that is a program."""
    if SCRIPT.search(data):
        raise Faulty("图片里夹着网页", "there is a web page within the picture")
