"""Who may see a list that was only rehearsed: nobody outside, unless its people are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from luohu.web.accounts.roles import is_official
from luohu.web.years.models import Year

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

OPENS_INVENTED: Final = "demo-authority"  # the account of the demonstration that opens its years


def is_invented(year: Year) -> bool:
    """Whether a year is one of the demonstration, whose people are made up."""
    opened_by = year.opened_by
    return year.rehearsal and opened_by is not None and opened_by.username == OPENS_INVENTED


def may_be_seen(year: Year, user: User | AnonymousUser) -> bool:
    """Whether somebody may see the list of a year: a rehearsal's only the authority's own people."""
    return not year.rehearsal or is_invented(year) or is_official(user)
