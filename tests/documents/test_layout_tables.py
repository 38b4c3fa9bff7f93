"""Appendices on paper: repeated headers, widths, numbers, and one look whichever way a table is drawn."""

import io
from dataclasses import replace

import pdfplumber
import pytest

from planning.documents import pdf
from planning.documents.grid import WHOLE, grid_of
from planning.documents.headings import indexed
from planning.documents.model import Cell, Column, Row, RowKind
from planning.documents.pdf import long_tables
from tests.documents.samples import NAME, NUMBER, body, document, row, table

MM = 72 / 25.4


@pytest.fixture
def opened():
    """Draw a document of these appendices and open it, its first page left out."""
    books = []

    def draw(*tables, is_draft=False):
        books.append(pdfplumber.open(io.BytesIO(pdf.draw(document(body(2), tables, is_draft)))))
        return books[-1].pages[1:]

    yield draw
    for book in books:
        book.close()


def in_margin(page):
    return "".join(char["text"] for char in page.chars if char["bottom"] < 20 * MM)


def shown(page):
    """The words of a page with where they stand, to a point."""
    return [(each["text"], each["x0"], each["top"]) for each in page.extract_words()]


def test_an_appendix_of_170_rows_has_its_header_on_every_page_and_loses_no_row(opened):
    pages = opened(table(170))
    tables = [page.extract_table() for page in pages]

    assert len(pages) > 4
    for drawn in tables:
        assert drawn[0][:3] == ["TT", "Nội dung", "Nguồn 1"]
        assert drawn[1][2:4] == ["Đầu tư", "Sự\nnghiệp"]
        assert drawn[2][:4] == ["A", "B", "1", "2"]
    assert [each[0] for drawn in tables for each in drawn[3:]] == [str(place) for place in range(1, 171)]
    assert tables[-1][-1][2:5] == ["17.000,0", "17.000,1", "17.000,2"]


def test_a_table_looks_the_same_whichever_way_it_is_drawn(opened, monkeypatch):
    groups = [row(place, 13, RowKind.GROUP if place % 7 == 0 else RowKind.ITEM) for place in range(1, 51)]
    sample = replace(table(0), rows=(*groups, row(51, 13, RowKind.TOTAL), row(52, 13, RowKind.RATE)))
    monkeypatch.setattr(long_tables, "LONG", 10_000)
    by_weasyprint = opened(sample, is_draft=True)
    monkeypatch.setattr(long_tables, "LONG", 0)
    by_hand = opened(sample, is_draft=True)

    assert len(by_hand) == len(by_weasyprint) > 2
    for ours, theirs in zip(by_hand, by_weasyprint, strict=True):
        assert [word for word, _, _ in shown(ours)] == [word for word, _, _ in shown(theirs)]
        for (_, left, top), (_, their_left, their_top) in zip(shown(ours), shown(theirs), strict=True):
            assert (left, top) == (pytest.approx(their_left, abs=0.6), pytest.approx(their_top, abs=0.1))
        assert _faces(ours) == _faces(theirs)
        assert ours.extract_table() == theirs.extract_table()


def _faces(page):
    """Each letter with its face and size, whatever order a page draws its words in."""
    letters = [char for char in page.chars if char["text"].strip()]
    return sorted((each["text"], _face(each["fontname"]), round(each["size"], 1)) for each in letters)


def _face(fontname):
    return fontname.split("+")[1].replace("-", "")


def test_every_appendix_is_numbered_from_one_however_it_is_drawn(opened):
    pages = opened(table(80, "a", "Phụ lục I"), table(30, "b", "Phụ lục II"), table(80, "c", "Phụ lục III"))

    starts = [place for place, page in enumerate(pages) if "Phụ lục" in page.extract_text()]
    counts = [end - start for start, end in zip(starts, [*starts[1:], len(pages)], strict=True)]
    assert len(starts) == 3
    assert [in_margin(page) for page in pages] == [str(place) for count in counts for place in range(1, count + 1)]


def test_no_table_prints_outside_the_margins(opened):
    for page in opened(table(80), table(20, "b", "Phụ lục II")):
        body_chars = [char for char in page.chars if char["bottom"] > 20 * MM]
        assert page.width > page.height
        assert min(char["x0"] for char in body_chars) >= 30 * MM
        assert max(char["x1"] for char in body_chars) <= page.width - 15 * MM
        assert min(char["top"] for char in body_chars) >= 20 * MM
        assert max(edge["bottom"] for edge in page.edges) <= page.height - 20 * MM + 0.5


def test_a_row_higher_than_a_page_goes_on_over_the_next(opened):
    words = [f"từ{place}" for place in range(3000)]
    high = Row(RowKind.ITEM, (Cell("1"), Cell(" ".join(words)), *[Cell()] * 13))

    pages = opened(replace(table(80), rows=(high, *table(80).rows)))

    printed = " ".join(page.extract_text() for page in pages)
    assert all(f" {word} " in f" {printed} ".replace("\n", " ") for word in words)
    for page in pages:
        assert max(char["bottom"] for char in page.chars) <= page.height - 20 * MM


@pytest.mark.parametrize("count", [30, 80])
@pytest.mark.parametrize("parity", [0, 1])
def test_the_heading_of_a_group_never_stands_last_on_a_page(opened, count, parity):
    kinds = {parity: RowKind.GROUP, 1 - parity: RowKind.ITEM}
    rows = [row(place, 13, kinds[place % 2]) for place in range(1, count)]

    for page in opened(replace(table(0), rows=tuple(rows)))[:-1]:
        assert int(page.extract_table()[-1][0]) % 2 == 1 - parity


@pytest.mark.parametrize("count", [10, 80])
def test_notes_stand_below_the_table(opened, count):
    note = "Ghi chú: số liệu do các địa phương báo cáo."

    last = opened(table(count, notes=(note,)))[-1].extract_text().splitlines()

    assert last[-1] == note


@pytest.mark.parametrize("limit", [0, 10_000])
def test_notes_never_stand_alone_on_a_page(opened, limit, monkeypatch):
    monkeypatch.setattr(long_tables, "LONG", limit)
    notes = ("Số liệu do các địa phương báo cáo.", "Dấu … là chưa có số liệu.")

    for count in range(16, 24):
        last = opened(table(count, notes=notes))[-1]

        assert last.extract_text().splitlines()[-2:] == list(notes)
        assert last.extract_table()[-1][0] == str(count)


def test_no_word_of_a_heading_is_broken_although_it_is_bold(opened):
    headings = ("Tổng nhân khẩu", "Khẩu nghèo", "Hộ nghèo", "Nhân khẩu cận nghèo")
    columns = [Column(f"c{place}", (headings[place % 4],), "", 4, is_number=True) for place in range(20)]
    narrow = replace(table(3, figures=20), columns=indexed((NUMBER, replace(NAME, width=12), *columns)))

    words = opened(narrow)[0].extract_text().split()

    assert sum(word in {"Khẩu", "khẩu"} for word in words) == 15


def test_letters_the_font_lacks_are_printed_all_the_same(opened):
    ticked = replace(table(70), rows=(Row(RowKind.ITEM, (Cell("☑"), *[Cell()] * 14)), *table(70).rows))

    assert "☑" in opened(ticked)[0].extract_text()


def test_letters_are_made_smaller_before_a_figure_is_broken():
    short, long = table(3), table(0)
    amounts = [Cell("123.456.789.012") for _ in range(13)]
    long = replace(long, rows=(Row(RowKind.ITEM, (Cell("1"), Cell("Tên"), *amounts)),))

    assert grid_of(short).size == 11
    assert grid_of(long).size == 8
    assert sum(grid_of(long).widths) == sum(grid_of(short).widths) == WHOLE


def test_a_figure_is_printed_in_one_line(opened):
    amounts = [Cell("123.456.789.012") for _ in range(8)]
    wide = replace(table(0, figures=8), rows=(Row(RowKind.ITEM, (Cell("1"), Cell("Tên"), *amounts)),))

    assert opened(wide)[0].extract_table()[-1][2:] == ["123.456.789.012"] * 8


def test_the_words_of_a_group_run_on_over_blank_columns_of_words(opened):
    columns = (*table(0, figures=1).columns[:2], replace(NAME, key="place", headings=("Địa bàn",), index="C"))
    group = Row(RowKind.GROUP, (Cell("I"), Cell("Tỷ lệ và số hộ nghèo, hộ cận nghèo"), Cell()))
    item = Row(RowKind.ITEM, (Cell("1"), Cell("Tỷ lệ hộ nghèo"), Cell("Toàn xã")))

    drawn = opened(replace(table(0), columns=columns, rows=(group, item)))[0].extract_table()

    assert drawn[-2:] == [["I", "Tỷ lệ và số hộ nghèo, hộ cận nghèo", None], ["1", "Tỷ lệ hộ nghèo", "Toàn xã"]]
