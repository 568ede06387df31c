"""A total with more indicators, an eligibility with more conditions: how a proposal adds one."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from operator import add, and_
from typing import Any

from luohu.law.rules import Kind, Rule


class Joined:
    """A rule's function with more inputs: its own result, and theirs added or required too."""

    def __init__(self, own: Callable[..., Any], more: tuple[str, ...], truths: bool) -> None:
        names = [*inspect.signature(own).parameters, *more]
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        self.own = own
        self.more = more
        self.truths = truths
        self.__doc__ = own.__doc__
        self.__globals__ = own.__globals__
        self.__signature__ = inspect.Signature([inspect.Parameter(name, kind) for name in names])

    def __call__(self, *values: Any) -> Any:
        """The rule's own result, then the others in their order."""
        count = len(values) - len(self.more)
        return reduce(and_ if self.truths else add, values[count:], self.own(*values[:count]))

    @property
    def source(self) -> str:
        """The text of the rule, and what joined it."""
        return f"{inspect.getsource(self.own)}# + {', '.join(self.more)}\n"

    def expression(self, own: ast.expr | None) -> ast.expr | None:
        """The rule's own expression with what joined it; None if that is no expression."""
        if own is None:
            return None
        more: list[ast.expr] = [ast.Name(name, ast.Load()) for name in self.more]
        if self.truths:
            terms = own.args if isinstance(own, ast.Call) else [own]
            return ast.Call(ast.Name("all_of", ast.Load()), [*terms, *more], [])
        return reduce(lambda left, right: ast.BinOp(left, ast.Add(), right), more, own)


def joined(rule: Rule, more: tuple[str, ...]) -> Rule:
    """The rule as it is if it also reads others: a sum of points, or truths that all hold."""
    truths = rule.kind is Kind.ELIGIBILITY
    return replace(rule, function=Joined(rule.function, more, truths))
