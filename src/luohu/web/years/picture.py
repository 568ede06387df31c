"""A year as a picture: a bar for each window along the months, and where the year is now."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.utils import timezone

from luohu.law.sources import Text
from luohu.pictures.axis import TICK
from luohu.pictures.chart import Caption, Chart, Key, Mark, rectangle
from luohu.pictures.colours import AFTER, GRID, INK, INNER, LEAVING, QUIET
from luohu.pictures.lettering import width_of
from luohu.pictures.rows import ROOMY, Rows
from luohu.pictures.sheet import Box, Sheet
from luohu.web.shell.drawing import Drawn, drawn
from luohu.web.years import calendar, clock
from luohu.web.years.calendar import Span, Window
from luohu.web.years.models import Year
from luohu.web.years.wording import WINDOW_LABELS, written

ROW, BAR, FOOT, AFTER_PUBLICITY = 30, 7, 24, datetime.timedelta(days=21)
OPEN_NOW, LATER, NOW = (
    Text("正在进行", "open now"),
    Text("已过或未到", "past or to come"),
    Text("现在", "now"),
)
UNTIL = Text("起(含),止(不含)", "from, and up to but not including")


@dataclass(frozen=True)
class YearPicture(Chart):
    """The windows of a year; settling goes on beyond the right edge, which its words say."""

    caption: Caption
    windows: tuple[tuple[Window, Span], ...]
    now: datetime.datetime

    @property
    def first(self) -> datetime.datetime:
        """Where the picture begins: the beginning of the declaration."""
        return min(begins for _, (begins, _) in self.windows)

    @property
    def last(self) -> datetime.datetime:
        """Where it ends: some weeks after the publicity."""
        return dict(self.windows)[Window.PUBLICITY][1] + AFTER_PUBLICITY

    def keys(self, width: float) -> tuple[Key, ...]:
        """The colours of windows, and the line of the present moment."""
        return (
            Key(OPEN_NOW, AFTER, Mark.BAR),
            Key(LATER, INNER, Mark.BAR),
            *((Key(NOW, LEAVING, Mark.LINE),) if self.first <= self.now < self.last else ()),
        )

    def height(self, width: float, language: str) -> float:
        """A row a window, and the months at the foot."""
        return self._rows(width, language).height + FOOT

    def draw(self, sheet: Sheet, box: Box, language: str) -> None:
        """The bars on their months."""
        rows = self._rows(box.width, language)
        plot = Box(box.left + rows.width, box.top, box.right - 6, box.top + rows.height)
        self._months(sheet, plot)
        rows.draw(sheet, Box(box.left, box.top, box.right, plot.bottom))
        for place, (_, (begins, ends)) in enumerate(self.windows):
            middle = rows.middle(place, box)
            left, right = self._at(begins, plot), self._at(ends, plot)
            colour = AFTER if begins <= self.now < ends else INNER
            sheet.shape(rectangle(left, middle - BAR, max(right, left + 2), middle + BAR), colour)
        if self.first <= self.now < self.last:
            line = self._at(self.now, plot)
            sheet.line([(line, plot.top), (line, plot.bottom)], LEAVING, 2)

    def told(self, language: str) -> str:
        """Every window with both its ends."""
        lines = [
            f"{WINDOW_LABELS[window].in_(language)}: {written(begins)} – {written(ends)}"
            for window, (begins, ends) in self.windows
        ]
        return "\n".join([*lines, f"{NOW.in_(language)}: {written(self.now)}"])

    def _rows(self, width: float, language: str) -> Rows:
        return Rows.of([WINDOW_LABELS[window] for window, _ in self.windows], width, ROW, language)

    def _at(self, moment: datetime.datetime, plot: Box) -> float:
        share = (moment - self.first) / (self.last - self.first)
        return plot.left + plot.width * min(max(share, 0), 1)

    def _months(self, sheet: Sheet, plot: Box) -> None:
        """A thin line on the first of each month with its date, as many as stand apart."""
        end = float("-inf")
        for month in _months_between(self.first, self.last):
            line, words = self._at(month, plot), f"{month:%Y-%m-%d}"
            sheet.line([(line, plot.top), (line, plot.bottom)], GRID, 0.75)
            half = width_of(words, TICK) / 2
            if line - half > end and line + half < plot.right + 6:
                sheet.words(line, plot.bottom + 16, words, TICK, QUIET, "middle")
                end = line + half + 8
        edge = [(plot.left, plot.bottom), (plot.right, plot.bottom)]
        sheet.line(edge, INK if plot.width > ROOMY else QUIET)


def picture_of(year: Year, language: str) -> Drawn:
    """The picture of a year as it is at its moment, drawn once a minute."""
    moment = clock.moment(year).replace(second=0, microsecond=0)
    windows = tuple((window, calendar.span(year, window)) for window in Window)
    return _drawn(year.title, windows, moment, language)


@lru_cache(maxsize=64)
def _drawn(
    title: str, windows: tuple[tuple[Window, Span], ...], now: datetime.datetime, language: str
) -> Drawn:
    return drawn(YearPicture(Caption(Text(title, title), UNTIL), windows, now), language)


def _months_between(first: datetime.datetime, last: datetime.datetime) -> list[datetime.datetime]:
    begin, end = timezone.localtime(first), timezone.localtime(last)
    months = range(begin.year * 12 + begin.month, end.year * 12 + end.month)
    return [
        begin.replace(year=n // 12, month=n % 12 + 1, day=1, hour=0, minute=0, second=0)
        for n in months
    ]
