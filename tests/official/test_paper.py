"""A form on paper: whose it is and which in its corners, and below it when it was made and who signs."""

from io import BytesIO

import docx
import openpyxl
import pdfplumber
import pytest
from django.urls import reverse

from tests.official.conftest import columns_of
from tests.official.test_books import communes


@pytest.fixture
def paper(client, minh, name):
    """The file of a unit's form."""

    def fetch(page, form, unit):
        client.force_login(minh)
        return BytesIO(client.get(reverse(page, args=[name(unit, form)])).content)

    return fetch


def texts_of(cells):
    return [paragraph.text for cell in cells for paragraph in cell.paragraphs]


def test_all_three_papers_bear_unit_and_number_and_who_signs(paper, counts, places, decision_90):
    counts.document = decision_90
    counts.save()
    origin = f"(Theo {decision_90})"
    head = ["ỦY BAN NHÂN DÂN", "XÃ BA DINH", "Biểu số 4", origin]
    foot = [
        "Ba Dinh, ngày … tháng … năm …",
        "NGƯỜI LẬP BIỂU",
        "THỦ TRƯỞNG ĐƠN VỊ",
        "(Ký, ghi rõ họ tên)",
        "(Ký tên, đóng dấu)",
    ]

    with pdfplumber.open(paper("form-pdf", counts, places.ba_dinh)) as pdf:
        (page,) = pdf.pages
        lines = page.extract_text().splitlines()
    word = docx.Document(paper("form-docx", counts, places.ba_dinh))
    sheet = openpyxl.load_workbook(paper("form-xlsx", counts, places.ba_dinh)).worksheets[0]
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]

    assert lines[:3] == ["ỦY BAN NHÂN DÂN Biểu số 4", f"XÃ BA DINH {origin[:-12]}", origin[-11:]]
    assert lines[-3:] == [foot[0], " ".join(foot[1:3]), " ".join(foot[3:])]
    assert texts_of(word.tables[0].rows[0].cells) == head
    assert sorted(filter(None, texts_of(word.tables[-1].rows[0].cells))) == sorted(foot)
    assert (sorted(values[:4]), sorted(values[-5:])) == (sorted(head), sorted(foot))


def test_a_long_form_is_signed_below_its_last_row(paper, counts, places):
    communes(places, 250)

    with pdfplumber.open(paper("form-pdf", counts, places.province)) as pdf:
        pages = [page.extract_text().splitlines() for page in pdf.pages]

    signed = ["NGƯỜI LẬP BIỂU THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên) (Ký tên, đóng dấu)"]
    assert pages[0][:2] == ["ỦY BAN NHÂN DÂN Biểu số 4", "TỈNH QUẢNG NGÃI"]
    assert pages[-1][-3:] == ["Quảng Ngãi, ngày … tháng … năm …", *signed]
    assert [page[-1] == signed[-1] for page in pages] == [False] * (len(pages) - 1) + [True]


def test_a_form_on_several_sheets_is_signed_on_the_last(paper, counts, places):
    columns_of(counts, *((f"e{place}", f"Nhóm {place % 3} | Chỉ số {place}", "entered", "", 0) for place in range(60)))

    with pdfplumber.open(paper("form-pdf", counts, places.ba_dinh)) as pdf:
        pages = [page.extract_text() for page in pdf.pages]

    assert [page.count("THỦ TRƯỞNG ĐƠN VỊ") for page in pages] == [0] * (len(pages) - 1) + [1]
    assert (len(pages) > 1, [page.count("XÃ BA DINH") for page in pages]) == (True, [1] * len(pages))
