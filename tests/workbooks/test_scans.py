"""The quick look at a worksheet finds what the scan finds, or says that it cannot tell."""

import pytest

from planning.entry.template import template_of
from planning.sheets.packages import parts_of
from planning.sheets.quick import quick_scan
from planning.sheets.scans import scan
from tests.workbooks.books import BOOKS
from tests.workbooks.tables import FULL, SCOPE, table

MAKERS = {name: make for name, (make, _) in BOOKS.items()} | {"ours": lambda: template_of(table(FULL), SCOPE, ())}
CELLS = '<worksheet><sheetData><row r="1">{}</row></sheetData></worksheet>'
# What needs to be gone through cell by cell.
UNUSUAL = {
    "an error": '<c r="A1" t="e"><v>#REF!</v></c>',
    "a formula without a result": '<c r="A1"><f>1+1</f></c>',
    "a formula with an empty result": '<c r="A1"><f>1+1</f><v></v></c>',
    "a shared formula without a result": '<c r="A1"><f t="shared" si="0"/></c>',
    "a cell without an address": "<c><v>1</v></c>",
    "a cell far down": '<c r="A20001"><v>1</v></c>',
    "a cell far to the right": '<c r="IQ1"><v>1</v></c>',
    "small letters": '<c r="xfd1"><v>1</v></c>',
    "a comment": '<!-- <c r="A1"/> --><c r="A1"><v>1</v></c>',
    "blanks between the tags": '<c r="A1"><f>1+1</f> </c>',
    "per cent": '<c r="A1" s="7"><v>1</v></c>',
}


@pytest.mark.parametrize("name", MAKERS)
def test_both_find_the_same(name):
    parts = parts_of(MAKERS[name]())
    sheets = [part for path, part in parts.items() if path.startswith("xl/worksheets/sheet")]

    for part in sheets:
        quick, whole = quick_scan(part, frozenset()), scan(part)
        assert quick is None or (quick.merged, quick.hidden_rows, quick.hidden_columns, {}) == (
            whole.merged,
            whole.hidden_rows,
            whole.hidden_columns,
            whole.errors,
        )


@pytest.mark.parametrize("name", UNUSUAL)
def test_the_quick_look_leaves_the_unusual_to_the_scan(name):
    assert quick_scan(CELLS.format(UNUSUAL[name]).encode(), frozenset({"7"})) is None


def test_the_usual_is_known_at_once():
    assert quick_scan(CELLS.format('<c r="A1"><f>1+1</f><v>2</v></c>').encode(), frozenset({"7"})) is not None
