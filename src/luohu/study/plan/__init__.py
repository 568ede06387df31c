"""A person's years ahead: totals by the rules, odds by the forecast, what would help and what it risks."""

from luohu.study.plan.actions import (
    Action,
    BuyHome,
    ChooseIndicator,
    KeepInsured,
    MissMonth,
    PayTax,
    SellHome,
    ShortTax,
    StudyDegree,
    WorkIn,
    applied,
)
from luohu.study.plan.carrying import Carried, carried_forward
from luohu.study.plan.clock import AgeFall, Clock
from luohu.study.plan.odds import Band, Odds, When
from luohu.study.plan.offers import NotOffered
from luohu.study.plan.outlook import CycleAhead, Outlook
from luohu.study.plan.planning import plan
from luohu.study.plan.results import ConditionAhead, Cost, Option, Plan

__all__ = [
    "Action",
    "AgeFall",
    "Band",
    "BuyHome",
    "Carried",
    "ChooseIndicator",
    "Clock",
    "ConditionAhead",
    "Cost",
    "CycleAhead",
    "KeepInsured",
    "MissMonth",
    "NotOffered",
    "Odds",
    "Option",
    "Outlook",
    "PayTax",
    "Plan",
    "SellHome",
    "ShortTax",
    "StudyDegree",
    "When",
    "WorkIn",
    "applied",
    "carried_forward",
    "plan",
]
