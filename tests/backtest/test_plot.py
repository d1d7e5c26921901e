"""The picture and the table show every rule once, whatever others named theirs."""

import xml.etree.ElementTree as ET
from dataclasses import replace

from reconnect_core import backtest

from .lives import report


def test_the_picture_is_well_formed_and_shows_every_rule_once():
    picture = backtest.svg(report())
    root = ET.fromstring(picture)
    shown = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    for task in report().tasks:
        for result in task.rules:
            assert shown.count(result.rule) == len(report().tasks)
    assert "script" not in picture
    assert picture == backtest.svg(report())


def test_the_picture_escapes_what_others_named():
    named = replace(report().tasks[0], rules=(replace(report().tasks[0].rules[0], rule='<b>&"x"'),))
    assert '<b>&"x"' in [n.text for n in ET.fromstring(backtest.svg(replace(report(), tasks=(named,)))).iter()]


def test_the_table_has_a_row_for_each_rule():
    rows = backtest.table_rows(report())
    assert rows[0][:3] == ("task", "rule", "NDCG@3")
    assert len(rows) == 1 + sum(len(task.rules) for task in report().tasks)
    assert {len(row) for row in rows} == {7}
