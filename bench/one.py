"""One applicant, from a document to a score with the reasons of every point."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bench.comparators import Worker
from bench.report import Line, line, missing
from bench.timing import Contender, Race, race, timed
from luohu.law.evaluation import InForce
from luohu.people.applicant import facts_of, read_applicant
from luohu.schemes.scoring import Score, score_person

PART = "one applicant in process, after start-up"
OTHERS = {"zen": "zen-engine", "openfisca": "openfisca-core"}


def with_reasons(law: InForce, document: dict[str, Any]) -> tuple[Score, dict[str, Any], Any]:
    """Everything that a service does for one person: read, score, answer, all reasons in words."""
    applicant = read_applicant(document)
    score = score_person(law, facts_of(applicant), applicant.id)
    return score, score.as_json(), score.trail_in("zh").steps()


def lines(
    law: InForce,
    documents: Sequence[dict[str, Any]],
    workers: dict[str, Worker],
    absent: dict[str, str],
    rounds: int,
) -> list[Line]:
    """The part of the report."""
    found = race(_contenders(law, documents, workers), rounds)
    return [*_whole(found, absent), *_stages(found)]


def _contenders(
    law: InForce, documents: Sequence[dict[str, Any]], workers: dict[str, Worker]
) -> dict[str, Contender]:
    applicants = [read_applicant(document) for document in documents]
    facts = [facts_of(applicant) for applicant in applicants]
    scores = [score_person(law, one, "P") for one in facts]
    calls: dict[str, tuple[Callable[[Any], object], Sequence[Any]]] = {
        "luohu": (lambda document: with_reasons(law, document), documents),
        "read": (read_applicant, documents),
        "facts": (facts_of, applicants),
        "evaluate": (law.evaluate, facts),
        "as_json": (lambda score: score.as_json(), scores),
        "words": (lambda score: score.trail_in("zh").steps(), scores),
        "steps": (lambda score: score.trail.steps(), scores),
        "trail": (lambda score: score.trail.as_json(), scores),
    }
    found: dict[str, Contender] = {name: _each(*call) for name, call in calls.items()}
    if "zen" in workers:
        found["zen"] = workers["zen"].contender("one", trace=False, times=3)
        found["zen traced"] = workers["zen"].contender("one", trace=True, times=3)
    if "openfisca" in workers:
        found["openfisca"] = workers["openfisca"].contender("one", trace=False)
        found["openfisca traced"] = workers["openfisca"].contender("one", trace=True)
    return found


def _each(call: Callable[[Any], object], items: Sequence[Any]) -> Contender:
    def run() -> None:
        for item in items:
            call(item)

    once = timed(run)
    return lambda: once() / len(items)


def _whole(found: Race, absent: dict[str, str]) -> list[Line]:
    said = {"at_most": 1e-3, "bound": "< 1 ms"}
    whole = "document to score with all reasons in words"
    lines = []
    for name, title in OTHERS.items():
        if name in absent:
            lines.append(missing(PART, f"beside {title}", absent[name]))
            continue
        lines += [
            line(PART, whole, found, f"{name} traced", **said),  # type: ignore[arg-type]
            line(PART, "evaluate only", found, name, name="evaluate"),
            line(PART, "evaluate only", found, f"{name} traced", name="evaluate",
                 bound="aim 41 µs"),
        ]  # fmt: skip
    if len(absent) < len(OTHERS):
        return lines
    return [line(PART, whole, found, **said), *lines]  # type: ignore[arg-type]


def _stages(found: Race) -> list[Line]:
    words = {
        "read": "· read_applicant",
        "facts": "· facts_of",
        "evaluate": "· evaluate",
        "as_json": "· Score.as_json, with the best choices",
        "words": "· the steps of the trail in words, one language",
        "steps": "  the same in both languages (not in the whole)",
        "trail": "  the trail as JSON (not in the whole)",
    }
    return [line(PART, what, found, name=name) for name, what in words.items()]
