"""A table of more columns than a page can bear goes on several sheets of paper, and stays whole in the workbook."""

import io
from dataclasses import replace

import pdfplumber
import pytest
from docx import Document
from openpyxl import load_workbook

from planning.documents import docx, pdf, xlsx
from planning.documents.headings import indexed
from planning.documents.model import Column
from planning.documents.parting import on_pages
from planning.documents.pdf import long_tables
from tests.documents.samples import body, document, table

FIGURES = 54


def wide(rows, **more):
    return table(rows, figures=FIGURES, notes=("Ghi chú.",), **more)


def test_a_table_that_fits_stays_as_it_is():
    paper = document(body(2), [table(4)])

    assert on_pages(paper) == paper


def test_every_sheet_has_the_words_and_together_they_have_every_figure_once():
    whole = wide(3)
    sheets = on_pages(document(body(2), [whole])).appendices

    assert len(sheets) > 2
    assert [sheet.title.removeprefix(whole.title) for sheet in sheets] == [
        f" (tờ {number}/{len(sheets)})" for number in range(1, len(sheets) + 1)
    ]
    assert len({sheet.key for sheet in sheets}) == len(sheets)
    for place, each in enumerate(whole.rows):
        assert all(sheet.rows[place].cells[:2] == each.cells[:2] for sheet in sheets)
        assert tuple(cell for sheet in sheets for cell in sheet.rows[place].cells[2:]) == each.cells[2:]
    assert [sheet.notes for sheet in sheets] == [()] * (len(sheets) - 1) + [("Ghi chú.",)]


def test_the_index_of_a_sum_of_many_columns_names_the_first_and_the_last():
    parts = [Column(f"c{place}", (f"Khoản {place}",), "", 8, is_number=True) for place in range(7)]

    def index(count):
        total = Column("total", ("Tổng số",), "", 8, is_number=True, adds=tuple(part.key for part in parts[:count]))
        return indexed((total, *parts))[0].index

    assert (index(6), index(7)) == ("1=2+3+4+5+6+7", "1=2+…+8")


def test_columns_under_one_heading_stay_on_one_sheet():
    sheets = on_pages(document(body(2), [wide(3)])).appendices

    heads = [{column.headings[0] for column in sheet.columns if column.is_number} for sheet in sheets]
    assert sum(map(len, heads)) == len(set().union(*heads)) == FIGURES // 2


def test_long_headings_get_the_room_to_be_read():
    whole = table(3, figures=19)
    long = "Người có khả năng lao động được hỗ trợ nâng cao năng lực sản xuất, tối thiểu"
    columns = tuple(
        replace(column, headings=(f"{long} {column.key}", "Tỷ lệ")) if column.is_number else column
        for column in whole.columns
    )

    sheets = on_pages(document(body(2), [replace(whole, columns=columns)])).appendices

    assert on_pages(document(body(2), [whole])).appendices == (whole,)
    assert [len(sheet.columns) for sheet in sheets] == [9, 9, 7]


@pytest.mark.parametrize("limit", [0, 10_000])
def test_the_pdf_loses_no_figure_whichever_way_it_is_drawn(limit, monkeypatch):
    monkeypatch.setattr(long_tables, "LONG", limit)

    with pdfplumber.open(io.BytesIO(pdf.draw(document(body(2), [wide(5)])))) as book:
        words = {word["text"] for page in book.pages for word in page.extract_words()}

    assert {cell.text for each in wide(5).rows for cell in each.cells[2:]} <= words


def test_a_header_higher_than_the_page_ends_all_the_same(monkeypatch):
    tall = table(2, figures=2)
    last = replace(tall.columns[-1], headings=(" ".join(["Hỗ trợ phát triển sản xuất"] * 300),))
    monkeypatch.setattr(long_tables, "LONG", 0)

    content = pdf.draw(document(body(2), [replace(tall, columns=(*tall.columns[:-1], last))]))

    assert content.startswith(b"%PDF")


def test_word_has_the_sheets_and_the_workbook_the_whole():
    paper = document(body(2), [wide(3)])
    word = Document(io.BytesIO(docx.draw(paper)))
    sheet = load_workbook(io.BytesIO(xlsx.draw(paper))).worksheets

    assert len(word.sections) == 1 + len(on_pages(paper).appendices)
    assert len(sheet) == 1
    assert sheet[0].max_column == FIGURES + 2
