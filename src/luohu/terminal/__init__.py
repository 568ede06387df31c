"""What the commands show: tables, trails and pages for a terminal, in Chinese or English."""

from luohu.terminal.laws import differences, scheme_list, scheme_page
from luohu.terminal.pages import report
from luohu.terminal.proposals import proposal_list
from luohu.terminal.prospects import prospects
from luohu.terminal.scores import awards, scores, selection
from luohu.terminal.trails import explanation

__all__ = [
    "awards", "differences", "explanation", "proposal_list", "prospects", "report", "scheme_list", "scheme_page", "scores",
    "selection",
]  # fmt: skip
