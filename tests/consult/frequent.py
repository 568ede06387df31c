"""Makes the list of frequent words from the dictionary of jieba: python -m tests.consult.frequent."""

from __future__ import annotations

from pathlib import Path

import jieba

from luohu.consult.wording.vocabulary import FREQUENT

OFTEN = 200


def frequent_words() -> str:
    """Every word of two characters or more that is met often, with how often, a line each."""
    path = Path(jieba.__file__).parent / "dict.txt"
    rows = (line.split(" ") for line in path.read_text("utf-8").splitlines())
    return "".join(f"{w} {n}\n" for w, n, *_ in rows if len(w) > 1 and int(n) >= OFTEN)


if __name__ == "__main__":
    FREQUENT.write_text(frequent_words(), "utf-8")
