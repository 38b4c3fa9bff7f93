"""What spreadsheets leave on the clipboard is read cell by cell."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BLOCKS = {
    "1": [["1"]],
    "": [[""]],
    "1\t2\r\n3\t4\r\n": [["1", "2"], ["3", "4"]],
    "1\n\n3\n": [["1"], [""], ["3"]],
    "1\t\n\t2": [["1", ""], ["", "2"]],
    "\t": [["", ""]],
    '"a\tb\nc"\t"nói ""có"""\n': [["a\tb\nc", 'nói "có"']],
    '"1" 2\t"3': [['"1" 2', '"3']],
}
TEXTS = {"-": ["", "0"], " – ": ["", "0"], "\u00a01.234,5 ": ["1.234,5"] * 2, "-5": ["-5"] * 2, "": ["", ""]}
# The rows as written in Vietnam, whether they were put into that, and whether a comma may have been a thousands sign.
WRITTEN = [
    ([["1,234.5", "2,345"], ["x", "12"]], [["1.234,5", "2.345"], ["x", "12"]], True, False),
    ([["0.125", "1,000,000"]], [["0,125", "1.000.000"]], True, False),
    ([["1.5", "2,5"]], [["1.5", "2,5"]], False, False),
    ([["1.234", "2.345"]], [["1.234", "2.345"]], False, False),
    ([["2,345", "12"]], [["2,345", "12"]], False, True),
    ([["2,345", "1.234,5"]], [["2,345", "1.234,5"]], False, False),
    ([["0,125", ""]], [["0,125", ""]], False, False),
]
# A block of two by one put into what was chosen: rows and columns chosen, rows and columns written.
TILES = {(1, 1): (2, 1), (4, 1): (4, 1), (3, 1): (2, 1), (1, 3): (2, 3), (4, 3): (4, 3)}
READ = """async ([blocks, texts, written, tiles]) => {
  const { cleaned, parseBlock, tiled } = await import('/static/js/grid-block.js');
  const { inVietnamese } = await import('/static/js/grid-figures.js');
  const box = ([rows, columns]) => ({ top: 5, bottom: 4 + rows, left: 2, right: 1 + columns });
  return {
    blocks: blocks.map((each) => parseBlock(each)),
    texts: texts.map((each) => [cleaned(each, ""), cleaned(each, "0")]),
    written: written.map((each) => inVietnamese(each)),
    tiles: tiles.map((each) => tiled([["1"], ["2"]], box(each)).map((row) => row.join(""))),
  };
}"""


def test_blocks_are_parted_into_cells_cleaned_and_put_into_what_was_chosen(page, live_server):
    page.goto(f"{live_server.url}/static/js/grid-block.js")

    read = page.evaluate(READ, [list(BLOCKS), list(TEXTS), [each[0] for each in WRITTEN], list(TILES)])

    assert dict(zip(BLOCKS, read["blocks"], strict=True)) == BLOCKS
    assert dict(zip(TEXTS, read["texts"], strict=True)) == TEXTS
    assert [(each["rows"], each["isEnglish"], each["isDoubtful"]) for each in read["written"]] == [
        tuple(each[1:]) for each in WRITTEN
    ]
    assert [(len(rows), len(rows[0])) for rows in read["tiles"]] == list(TILES.values())
    assert read["tiles"][4] == ["111", "222", "111", "222"]
