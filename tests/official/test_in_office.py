"""Forms filled in with LibreOffice by a clerk: what comes back is what was typed, or says what cannot stand."""

import pytest

from planning.official.models import FormCheck, FormFigure
from tests.office import converted
from tests.official.conftest import columns_of, make_form, rows_of
from tests.official.sheets import brought_in, bytes_of, place_of, workbook_of

pytestmark = pytest.mark.office

NO_NUMBER = "Không phải là số. Vui lòng nhập số, ví dụ 1.234,5 (dấu chấm tách hàng nghìn, dấu phẩy thập phân)."
UNLIKE_ITS_PARTS = "Số tổng 99 khác với số cộng các dòng thuộc dòng này là 13."


@pytest.fixture
def clerk(client, lan):
    client.force_login(lan)
    return client


@pytest.fixture
def saved(tmp_path):
    """A workbook as LibreOffice writes it again, its formulas worked out."""
    return lambda workbook: converted(tmp_path, {"bieu.xlsx": bytes_of(workbook)}, "xlsx")["bieu.xlsx"]


def figures():
    rows = FormFigure.objects.order_by("row__position", "column__position")
    return [(row or "", column, value) for row, column, value in rows.values_list("row__key", "column__key", "value")]


def faults(outcome):
    return [(each.sheet, each.address, each.value, each.message) for each in outcome.problems]


@pytest.fixture
def three_levels(db):
    """Headings over three levels, rows that add up, a column that adds, one that divides, and a check."""
    form = make_form("ba-cap", "fixed", label="Biểu số 8", title="Hộ được hỗ trợ", unit_line="Đơn vị tính: hộ")
    columns_of(
        form,
        ("c1", "Hộ nghèo | Dân tộc thiểu số | Nam", "entered", "", 0),
        ("c2", "Hộ nghèo | Dân tộc thiểu số | Nữ", "entered", "", 0),
        ("c3", "Hộ nghèo | Tổng", "formula", "c1+c2", 0),
        ("c4", "Bình quân", "entered", "", 2),
        ("c5", "Tỷ lệ nữ (%)", "formula", "c2/c3*100", 1),
    )
    rows_of(
        form,
        ("d1", "Nhà ở", "item", ""),
        ("d2", "Nước sạch", "item", ""),
        ("t", "Cộng", "total", "d1+d2"),
    )
    FormCheck.objects.create(form=form, key="k1", left="c2", right="c1", sign="le", refuses=True)
    return form


def test_what_a_clerk_typed_in_libreoffice_is_what_is_stored(clerk, three_levels, places, name, saved):
    address = name(places.ba_dinh, three_levels)
    workbook = workbook_of(clerk, address)
    sheet = workbook.worksheets[0]
    first, second = place_of(sheet, "Nhà ở"), place_of(sheet, "Nước sạch")
    for row, typed in ((first, (12, 0, "1,25")), (second, (3, 2, 7.5))):
        sheet.cell(row, 3).value, sheet.cell(row, 4).value, sheet.cell(row, 6).value = typed

    outcome, answer = brought_in(clerk, address, saved(workbook))

    assert (faults(outcome), answer.status_code) == ([], 302)
    assert [(str(row), column, str(value)) for row, column, value in figures()] == [
        ("d1", "c1", "12.0000"),
        ("d1", "c2", "0.0000"),
        ("d1", "c4", "1.2500"),
        ("d2", "c1", "3.0000"),
        ("d2", "c2", "2.0000"),
        ("d2", "c4", "7.5000"),
    ]


def test_a_form_that_libreoffice_only_saved_again_changes_nothing(clerk, three_levels, places, name, saved, fill):
    fill(three_levels, places.ba_dinh, d1_c1=12, d1_c2=0, d1_c4="1.25", d2_c1=3)
    address = name(places.ba_dinh, three_levels)
    before = figures()

    outcome, _ = brought_in(clerk, address, saved(workbook_of(clerk, address)))

    assert (faults(outcome), outcome.writes, figures()) == ([], (), before)


def test_all_that_cannot_stand_is_named_at_its_cell_and_nothing_is_stored(clerk, three_levels, places, name, saved):
    address = name(places.ba_dinh, three_levels)
    workbook = workbook_of(clerk, address)
    sheet = workbook.worksheets[0]
    first, second = place_of(sheet, "Nhà ở"), place_of(sheet, "Nước sạch")
    sheet.cell(first, 3).value, sheet.cell(first, 4).value, sheet.cell(first, 6).value = 12, -1, "mười hai"
    sheet.cell(second, 3).value, sheet.cell(second, 4).value, sheet.cell(second, 6).value = 1, 5, 3
    sheet.cell(place_of(sheet, "Cộng"), 3).value = 99

    outcome, answer = brought_in(clerk, address, saved(workbook))

    part_above_whole = "Dòng “Nước sạch”: “Nữ” (2) là 5, phải không lớn hơn “Nam” (1) là 1."
    assert (faults(outcome), answer.status_code, figures()) == (
        [
            ("Bảng số liệu", "D9", "-1", "Giá trị không được âm."),
            ("Bảng số liệu", "F9", "mười hai", NO_NUMBER),
            ("Bảng số liệu", "C10", "1", part_above_whole),
            ("Bảng số liệu", "D10", "5", part_above_whole),
            ("Bảng số liệu", "C11", "99", f"{UNLIKE_ITS_PARTS} Vui lòng sửa hoặc để trống ô tổng."),
        ],
        409,
        [],
    )
