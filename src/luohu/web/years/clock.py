"""The moment it is within a year: the site's clock, moved only where the year is a rehearsal."""

from __future__ import annotations

import datetime

from luohu.web.shell.clock import now
from luohu.web.years.models import Year


def moment(year: Year) -> datetime.datetime:
    """The site's moment; in a rehearsal that moment with the year's own offset."""
    return now() + year.offset if year.rehearsal else now()
