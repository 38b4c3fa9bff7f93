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


def test_blocks_are_parted_into_cells(clerk):
    read = clerk.page.evaluate(
        """async (all) => { const { parseBlock } = await import('/static/js/grid-block.js');
        return all.map((each) => parseBlock(each)); }""",
        list(BLOCKS),
    )

    assert dict(zip(BLOCKS, read, strict=True)) == BLOCKS


def test_a_dash_is_what_the_table_says_and_blanks_around_a_figure_are_left_out(clerk):
    read = clerk.page.evaluate(
        """async (all) => { const { cleaned } = await import('/static/js/grid-block.js');
        return all.map((each) => [cleaned(each, ""), cleaned(each, "0")]); }""",
        ["-", " – ", "\u00a01.234,5 ", "-5", ""],
    )

    assert read == [["", "0"], ["", "0"], ["1.234,5", "1.234,5"], ["-5", "-5"], ["", ""]]
