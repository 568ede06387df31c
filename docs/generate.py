"""`python -m docs.generate` makes the pages that the code knows; `--check` says which are stale."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from docs import document_pages, law_pages, letter_pages, shown, site_pages, study_pages

HERE = Path(__file__).parent
GENERATED = HERE / "generated"
PAGES = ("README*.md", "docs/*.md", "docs/decisions/*.md", "examples/*.md")


def made() -> Iterator[tuple[Path, str]]:
    """Every page that is made, or shows what the code does, with the text it should have."""
    for scheme, book in law_pages.books():
        name = law_pages.slug(book)
        yield GENERATED / f"{name}.md", law_pages.source_table(scheme, book)
        yield GENERATED / f"rule-graph-{name}.md", law_pages.graph(book)
    yield GENERATED / "standings.md", law_pages.standings()
    yield GENERATED / "open-questions.md", law_pages.open_questions()
    yield GENERATED / "applicant-document.md", document_pages.fields()
    yield GENERATED / "applicant.schema.json", document_pages.schema()
    yield GENERATED / "reforms.md", study_pages.reforms()
    yield GENERATED / "replies.md", letter_pages.replies()
    yield GENERATED / "calibration.md", study_pages.calibration_report()
    site_pages.ready()
    yield GENERATED / "procedure.md", site_pages.procedure()
    yield GENERATED / "personal-data.md", site_pages.personal_data()
    for name, picture in study_pages.pictures():
        yield GENERATED / "pictures" / name, picture
    for pattern in PAGES:
        for path in sorted(shown.ROOT.glob(pattern)):
            yield path, shown.refreshed(path)


def stale(path: Path, text: str) -> bool:
    """Whether a page is missing or says something else."""
    return not path.is_file() or path.read_text("utf-8") != text


def main() -> int:
    """Write what differs, or only name it; 1 if a check found any."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if stale")
    told = parser.parse_args()
    differing = [(path, text) for path, text in made() if stale(path, text)]
    for path, text in differing:
        print("stale" if told.check else "written", path.relative_to(shown.ROOT))
        if not told.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return 1 if differing and told.check else 0


if __name__ == "__main__":
    sys.exit(main())
