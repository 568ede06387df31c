"""Which checks a department asks for: the year, the filters, the counts, and the rows of the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from luohu.law.sources import Text
from luohu.web.assessment.steps import summary
from luohu.web.declarations.procedure import AFTER_SUBMISSION
from luohu.web.shell.typed import printable
from luohu.web.verification.facts import label_of, question_of
from luohu.web.verification.models import Check, Decision
from luohu.web.verification.seen import Seen, checks_of, seen
from luohu.web.years import clock
from luohu.web.years.calendar import Window, within
from luohu.web.years.laws import law_of
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PAGE = 50
LONGEST = 60
STATES: Final = {
    "pending": _("待核查"), "decided": _("已核查"), "late": _("逾期"), "all": _("全部"),
}  # fmt: skip
FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a queue, as its address holds them."""

    state: str = "pending"
    fact: str = ""
    employer: str = ""
    number: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> Asked:
        """The filters that an address or a form names; what is no filter is passed over."""
        state = told.get("state", "pending")
        words = {
            name: printable(told.get(name, ""), LONGEST) for name in ("fact", "employer", "number")
        }
        return cls(state if state in STATES else "pending", **words)

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        held = {name: value for name, value in asdict(self).items() if value}
        return urlencode({n: v for n, v in held.items() if (n, v) != ("state", "pending")})

    def checks(self, actor: User, year: Year) -> QuerySet[Check]:
        """The department's checks that are asked for, those submitted first before the others."""
        found = checks_of(actor).filter(year=year, declaration__state__in=AFTER_SUBMISSION)
        overdue = clock.moment(year) >= year.verifies_to
        return found.filter(self._wanted(overdue)).order_by("declaration__submitted", "pk")

    def _wanted(self, overdue: bool) -> Q:
        wanted = {
            "pending": Q(decision=Decision.PENDING),
            "decided": ~Q(decision=Decision.PENDING),
            "late": Q(late=True) | (Q(decision=Decision.PENDING) if overdue else Q(pk__in=())),
            "all": Q(),
        }[self.state]
        if self.fact:
            wanted &= Q(fact=self.fact)
        if self.number:
            wanted &= Q(declaration__number__istartswith=self.number)
        if self.employer:
            wanted &= Q(declaration__employer__name__icontains=self.employer)
        return wanted


@dataclass(frozen=True)
class Counts:
    """How far a department is in a year."""

    decisions: Mapping[str, int]
    late: int

    @property
    def total(self) -> int:
        """All its checks."""
        return sum(self.decisions.values())

    @property
    def pending(self) -> int:
        """Those that nobody has decided."""
        return self.decisions.get(Decision.PENDING, 0)

    @property
    def decided(self) -> int:
        """Those that somebody has decided."""
        return self.total - self.pending

    @property
    def per_cent(self) -> int:
        """How much is decided, of a hundred, rounded down."""
        return 100 * self.decided // self.total if self.total else 0


def counts(actor: User, year: Year) -> Counts:
    """What a department has before it in a year, and what it has behind it."""
    rows = checks_of(actor).filter(year=year).order_by()
    found = rows.values_list("decision", "late").annotate(n=Count("pk"))
    decisions: dict[str, int] = {}
    late = 0
    for decision, was_late, many in found:
        decisions[decision] = decisions.get(decision, 0) + many
        late += many if was_late else 0
    return Counts(decisions, late)


@dataclass(frozen=True)
class Row:
    """A check in the queue: what the department may see of it, and what is decided."""

    check: Check
    seen: Seen

    @property
    def words_in_full(self) -> list[str]:
        """The fact as declared, in lines of words."""
        return words_of(self.check, self.seen)

    @property
    def words(self) -> str:
        """Its first words."""
        told = "; ".join(self.words_in_full)
        return told if len(told) <= FIRST_WORDS else f"{told[:FIRST_WORDS]}…"


def words_of(check: Check, held: Seen) -> list[str]:
    """A fact as declared in lines of words, none where there is none or nothing was said."""
    question = question_of(law_of(check.declaration.year), check.fact)
    return summary(question, {check.fact: held.value} if held.said else {})[1]


def rows(checks: QuerySet[Check]) -> list[Row]:
    """The rows of a page."""
    related = checks.select_related("declaration__year", "declaration__employer")
    return [Row(check, seen(check)) for check in related]


def years_of(actor: User) -> list[Year]:
    """The years that have something for a department, the one in which it verifies now first."""
    there = Year.objects.filter(pk__in=checks_of(actor).order_by().values("year").distinct())
    return sorted(
        there, key=lambda one: (not within(one, Window.VERIFYING), one.rehearsal, -one.pk)
    )


def facts_of(actor: User, year: Year) -> list[tuple[str, Text]]:
    """The facts that a department has to do with in a year, and what they are called."""
    held = checks_of(actor).filter(year=year).order_by().values_list("fact", flat=True).distinct()
    return [(fact, label_of(fact)) for fact in sorted(held)]


def of_form(form: Mapping[str, Any]) -> Asked:
    """The filters of the queue that a form was on: they are carried as `was-state` and so on."""
    names = ("state", "fact", "employer", "number")
    return Asked.of({name: str(form.get(f"was-{name}", "")) for name in names})
