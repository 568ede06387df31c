"""How a rule came to its result for one person, in the words of its own expression."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from luohu.law.joined import Joined
from luohu.law.ranges import Range
from luohu.law.rules import Rule
from luohu.law.words import shown

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "−", ast.Mult: "×",
    ast.Gt: ">", ast.GtE: "≥", ast.Lt: "<", ast.LtE: "≤", ast.Eq: "=", ast.NotEq: "≠",
}  # fmt: skip
_WORDS = {
    "at_most": ("{0}(不超过 {1})", "{0} (at most {1})"),
    "at_least": ("{0} 与 {1} 取大", "the greater of {0} and {1}"),
    "full_years": ("({0}满 {value} 年)", "({value} full years of {0})"),
    "rounded_up": ("({0} ÷ {1} 进为 {value})", "({0} ÷ {1} rounded up to {value})"),
    "remainder": ("({0} ÷ {1} 余 {value})", "({0} ÷ {1} leaves {value})"),
    "same": ("{0} = {1}", "{0} = {1}"),
    "years_between": ("({0} 至 {1} 满 {value} 年)", "({value} full years from {0} to {1})"),
    "per_head": ("{0} ÷ {1} 人", "{0} ÷ {1} people"),
    "opposite": ("非({0})", "not ({0})"),
}


Values = Mapping[str, Any]
Words = Mapping[str, str]
Writer = Callable[[Values, Words], str]


def arithmetic(rule: Rule, values: Values, words: Words, language: str) -> str:
    """The rule's expression with one person's values in it; empty where it is no expression.

    `values` and `words` (the values as shown) are by the names that the rule reads.
    """
    writer = _writer(rule, language)
    if writer is None:
        return ""
    try:
        return writer(values, words)
    except (TypeError, AttributeError, KeyError):
        return ""


@lru_cache(maxsize=4096)
def has_arithmetic(rule: Rule) -> bool:
    """Whether a rule is an expression that words can show."""
    return _writer(rule, "zh") is not None


@lru_cache(maxsize=4096)
def _writer(rule: Rule, language: str) -> Writer | None:
    expression = _expression(rule.function)
    if expression is None or _is_plain(expression):
        return None
    return _Compiler(rule, language).text(expression)


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression has no part that words could show: it would only repeat the result."""
    if isinstance(node, ast.Name):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id not in {*_WORDS, "half_up", "either", "all_of", "any_of"}
    return isinstance(node, ast.Call)


def _expression(function: Callable[..., Any]) -> ast.expr | None:
    """The one expression a rule returns, its local names replaced; None if it is not so simple."""
    if isinstance(function, Joined):
        return function.expression(_expression(function.own))
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    local: dict[str, ast.expr] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Return) and statement.value is not None:
            return _Inlined(local).visit(statement.value)  # type: ignore[no-any-return]
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            local[statement.targets[0].id] = _Inlined(local).visit(statement.value)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            if statement.value is not None:
                local[statement.target.id] = _Inlined(local).visit(statement.value)
        elif not isinstance(statement, ast.Expr):
            return None
    return None


class _Inlined(ast.NodeTransformer):
    """Local names replaced by what they stand for."""

    def __init__(self, local: Mapping[str, ast.expr]) -> None:
        self.local = local

    def visit_Name(self, node: ast.Name) -> ast.expr:  # the visitor's own name
        return self.local.get(node.id, node)


class _Compiler:
    """Turns an expression into a function that writes it with a person's values."""

    def __init__(self, rule: Rule, language: str) -> None:
        self.rule = rule
        self.language = language
        self.spoken = 0 if language == "zh" else 1

    def text(self, node: ast.expr) -> Writer:
        """What writes an expression in words and signs."""
        if isinstance(node, ast.Name) and node.id in self.rule.inputs:
            return lambda values, words: words[node.id]
        if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
            return self._both(node.left, _SIGNS[type(node.op)], node.right)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._both(node.left, _SIGNS[type(node.ops[0])], node.comparators[0])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self._inner(node.operand, "−")
            return lambda values, words: f"−{inner(values, words)}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._call(node, node.func.id)
        return self._result(node)

    def _both(self, left: ast.expr, sign: str, right: ast.expr) -> Writer:
        one, other = self._inner(left, sign), self._inner(right, sign)
        return lambda values, words: f"{one(values, words)} {sign} {other(values, words)}"

    def _inner(self, node: ast.expr, sign: str) -> Writer:
        text = self.text(node)
        loose = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        if loose and sign in "×−":
            return lambda values, words: f"({text(values, words)})"
        return text

    def _call(self, node: ast.Call, name: str) -> Writer:
        if name == "half_up":
            return self._rounded(node)
        if name == "either":
            return self._branch(node)
        if name in ("all_of", "any_of"):
            return self._joined(node, name == "any_of")
        if name not in _WORDS:
            return self._result(node)
        pattern = _WORDS[name][self.spoken]
        parts = [self._inner(argument, "×") for argument in node.args]
        if name == "years_between":
            return self._years(node, pattern, parts)
        if "{value}" not in pattern:
            return lambda values, words: pattern.format(*(part(values, words) for part in parts))
        value, language = self._value(node), self.language
        return lambda values, words: pattern.format(
            *(part(values, words) for part in parts), value=shown(value(values), "", language)
        )

    def _years(self, node: ast.Call, pattern: str, parts: list[Writer]) -> Writer:
        """Completed years between two days; nothing to tell where the first has not come."""
        value, language = self._value(node), self.language
        none = ("无", "none")[self.spoken]

        def write(values: Values, words: Words) -> str:
            years = value(values)
            if isinstance(years, int) and years < 0:
                return none
            told = shown(years, "", language)
            return pattern.format(*(part(values, words) for part in parts), value=told)

        return write

    def _rounded(self, node: ast.Call) -> Writer:
        over, under = (self._inner(argument, "×") for argument in node.args)
        value, language = self._value(node), self.language
        return lambda values, words: (
            f"[{over(values, words)} ÷ {under(values, words)}"
            f" ≈ {shown(value(values), 'points', language)}]"
        )

    def _joined(self, node: ast.Call, any_will_do: bool) -> Writer:
        """The terms that decide: those that hold of an `or`, those that fail of an `and`."""
        terms = [(self._value(term), self.text(term)) for term in node.args]
        word = ((" 或 ", " or ") if any_will_do else (" 且 ", " and "))[self.spoken]

        def write(values: Values, words: Words) -> str:
            deciding = [text for value, text in terms if value(values) is any_will_do]
            chosen = deciding or [text for _, text in terms]
            return word.join(text(values, words) for text in chosen)

        return write

    def _branch(self, node: ast.Call) -> Writer:
        """Of two cases the one that applies; both where that is unknown."""
        condition = self._value(node.args[0])
        then, otherwise = self.text(node.args[1]), self.text(node.args[2])
        word = (" 或 ", " or ")[self.spoken]

        def write(values: Values, words: Words) -> str:
            holds = condition(values)
            if isinstance(holds, Range):
                return f"{then(values, words)}{word}{otherwise(values, words)}"
            return (then if holds else otherwise)(values, words)

        return write

    def _result(self, node: ast.expr) -> Writer:
        value, unit, language = self._value(node), self._unit(node), self.language
        return lambda values, words: shown(value(values), unit, language)

    def _value(self, node: ast.expr) -> Callable[[Values], Any]:
        """What works out a part: the rule's own text, not the user's."""
        code = compile(ast.Expression(ast.fix_missing_locations(node)), "<rule>", "eval")
        known = self.rule.function.__globals__
        closed = any(isinstance(part, ast.Lambda | ast.GeneratorExp) for part in ast.walk(node))
        if closed:
            return lambda values: eval(code, {**known, **values})
        return lambda values: eval(code, known, values)

    def _unit(self, node: ast.expr) -> str:
        """The unit of a part: what it is called on counts months, the rest is as the rule's."""
        if isinstance(node, ast.Constant):
            return self.rule.unit if node.value == 0 else ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            counts = node.func.id == "how_many" and self.rule.unit == "points"
            return "times" if counts else self.rule.unit
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return {"count": "months"}.get(node.func.attr, self.rule.unit)
        return self.rule.unit
