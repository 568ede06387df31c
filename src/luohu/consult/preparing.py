"""`python -m luohu.consult.preparing` cuts anew the texts that ship: after every change of a reply."""

from __future__ import annotations

from luohu.consult.search import shipped_texts
from luohu.consult.wording.prepared import FILE, prepared

if __name__ == "__main__":
    FILE.write_text(prepared(shipped_texts()), "utf-8")
