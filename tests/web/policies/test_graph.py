"""The graph of rules: every rule once, left of what reads it, and a link to each."""

from __future__ import annotations

import itertools

import pytest
from django.test import Client

from luohu.law.rulebook import Rulebook
from luohu.web.policies import contents, graph

EVERY_VERSION = pytest.mark.parametrize("book", contents.books(), ids=lambda book: book.name)


@EVERY_VERSION
def test_every_rule_stands_once_to_the_right_of_what_it_reads(book: Rulebook) -> None:
    nodes = {node.one.name: node for node in graph.picture(book.name, graph.WHOLE, "zh").nodes}
    assert set(book.rules) <= set(nodes)
    for rule in book.rules.values():
        for name in set(rule.inputs) & set(nodes):
            assert nodes[name].x < nodes[rule.name].x
    assert len({(node.x, node.y) for node in nodes.values()}) == len(nodes)


@EVERY_VERSION
def test_boxes_lie_within_the_picture_and_apart(book: Rulebook) -> None:
    drawn = graph.picture(book.name, graph.WHOLE, "en")
    for node in drawn.nodes:
        assert 0 <= node.x <= drawn.width - graph.WIDTH
        assert 0 <= node.y <= drawn.height - graph.HEIGHT
    columns: dict[int, list[int]] = {}
    for node in drawn.nodes:
        columns.setdefault(node.x, []).append(node.y)
    for tops in columns.values():
        ordered = sorted(tops)
        assert all(b - a >= graph.HEIGHT for a, b in itertools.pairwise(ordered))


def test_one_outcome_shows_what_it_rests_on_and_no_more() -> None:
    names = graph.shown_names("beijing@2020", "employment")
    assert {"employment", "insured_months", "insurance"} <= names
    assert "education" not in names


def test_curves_pass_between_boxes() -> None:
    drawn = graph.picture("beijing@2020", graph.WHOLE, "zh")
    assert any(curve.count("H") for curve in drawn.curves)
    assert all(curve.startswith("M") and curve.count("C") >= 1 for curve in drawn.curves)


@pytest.mark.parametrize("prefix", ["", "/en"])
@EVERY_VERSION
def test_the_page_shows_the_first_result_unless_another_is_asked_for(
    client: Client, prefix: str, book: Rulebook
) -> None:
    address = f"{prefix}/law/{book.scheme}/{book.version}/graph/"
    first = client.get(address).content.decode()
    assert f'<option value="{graph.first_outcome(book.name)}" selected>' in first
    whole = client.get(address + "?of=all").content.decode()
    assert whole.count("<rect ") >= len(book.rules)
    assert "style=" not in whole


def test_the_graph_is_there_in_words_too(client: Client) -> None:
    text = client.get("/en/law/beijing/2020/graph/?of=employment").content.decode()
    table = text[text.index("<tbody>") :]
    assert 'href="/en/law/beijing/2020/insured_months/"' in table
    assert 'href="/en/law/beijing/2020/points_per_insured_month/"' in table


def test_a_step_can_be_looked_at_too_and_is_then_chosen(client: Client) -> None:
    text = client.get("/law/beijing/2020/graph/?of=insured_months").content.decode()
    assert '<option value="insured_months" selected>' in text


def test_a_value_is_no_result(client: Client) -> None:
    assert client.get("/law/beijing/2020/graph/?of=age_points").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
@EVERY_VERSION
def test_all_words_fit_into_their_box(book: Rulebook, language: str) -> None:
    for node in graph.picture(book.name, graph.WHOLE, language).nodes:
        assert len(node.lines) * graph.LEADING <= graph.HEIGHT
        told = "".join(line.words for line in node.lines).replace(" ", "")
        assert told == node.one.label.in_(language).replace(" ", "")
