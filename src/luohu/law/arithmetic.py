"""How a rule came to its result for one person, in the words of its own expression."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

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
    "opposite": ("非({0})", "not ({0})"),
}


def arithmetic(
    rule: Rule,
    values: Mapping[str, Any],
    words: Mapping[str, str],
    units: Mapping[str, str],
    language: str,
) -> str:
    """The rule's expression with one person's values in it; empty where it is no expression.

    `values`, `words` (the values as shown) and `units` are by the names that the rule reads.
    """
    expression = _expression(rule)
    if expression is None or _is_plain(expression):
        return ""
    try:
        return _Writer(rule, values, words, units, language).text(expression)
    except (TypeError, AttributeError, KeyError):
        return ""


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression has no part that words could show: it would only repeat the result."""
    if isinstance(node, ast.Name):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id not in {*_WORDS, "half_up", "either", "all_of", "any_of"}
    return isinstance(node, ast.Call)


@lru_cache(maxsize=1024)
def _expression(rule: Rule) -> ast.expr | None:
    """The one expression a rule returns, its local names replaced; None if it is not so simple."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule.function))).body[0]
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

    def visit_Name(self, node: ast.Name) -> ast.expr:  # noqa: N802  # the visitor's own name
        return self.local.get(node.id, node)


class _Writer:
    """Writes an expression with one person's values."""

    def __init__(
        self,
        rule: Rule,
        values: Mapping[str, Any],
        words: Mapping[str, str],
        units: Mapping[str, str],
        language: str,
    ) -> None:
        self.rule = rule
        self.names = {**rule.function.__globals__, **{name: values[name] for name in rule.inputs}}
        self.words = words
        self.units = units
        self.language = language
        self.spoken = 0 if language == "zh" else 1

    def text(self, node: ast.expr) -> str:
        """The expression in words and signs."""
        if isinstance(node, ast.Name) and node.id in self.words:
            return self.words[node.id]
        if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
            return self._both(node.left, _SIGNS[type(node.op)], node.right)
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            return self._both(node.left, _SIGNS[type(node.ops[0])], node.comparators[0])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return f"−{self._inner(node.operand, '−')}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._call(node, node.func.id)
        return self._result(node)

    def _both(self, left: ast.expr, sign: str, right: ast.expr) -> str:
        return f"{self._inner(left, sign)} {sign} {self._inner(right, sign)}"

    def _inner(self, node: ast.expr, sign: str) -> str:
        text = self.text(node)
        loose = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
        return f"({text})" if loose and sign in "×−" else text

    def _call(self, node: ast.Call, name: str) -> str:
        if name == "half_up":
            result = shown(self._value(node), "points", self.language)
            return f"[{self.text(node.args[0])} ÷ {self.text(node.args[1])} ≈ {result}]"
        if name == "either":
            return self._branch(node)
        if name in ("all_of", "any_of"):
            return self._joined(node, name == "any_of")
        if name in _WORDS:
            parts = [self.text(argument) for argument in node.args]
            return _WORDS[name][self.spoken].format(*parts, value=self._value(node))
        return self._result(node)

    def _joined(self, node: ast.Call, any_will_do: bool) -> str:
        """The terms that decide: those that hold of an `or`, those that fail of an `and`."""
        values = [self._value(argument) for argument in node.args]
        deciding = [n for n, v in zip(node.args, values, strict=True) if v is any_will_do]
        word = (" 或 ", " or ") if any_will_do else (" 且 ", " and ")
        return word[self.spoken].join(self.text(n) for n in deciding or node.args)

    def _branch(self, node: ast.Call) -> str:
        """Of two cases the one that applies; both where that is unknown."""
        condition = self._value(node.args[0])
        if isinstance(condition, Range):
            word = (" 或 ", " or ")[self.spoken]
            return word.join(self.text(argument) for argument in node.args[1:])
        return self.text(node.args[1 if condition else 2])

    def _result(self, node: ast.expr) -> str:
        return shown(self._value(node), self._unit(node), self.language)

    def _value(self, node: ast.expr) -> Any:
        code = compile(ast.Expression(ast.fix_missing_locations(node)), "<rule>", "eval")
        return eval(code, self.names)  # the rule's own text, not the user's

    def _unit(self, node: ast.expr) -> str:
        """The unit of a part: what it is called on counts months, the rest is as the rule's."""
        if isinstance(node, ast.Constant):
            return self.rule.unit if node.value == 0 else ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            return {"count": "months"}.get(node.func.attr, self.rule.unit)
        return self.rule.unit
