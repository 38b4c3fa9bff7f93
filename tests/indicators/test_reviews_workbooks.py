"""The forms of the household review as workbooks: out and in again, and what the preview says. Figures invented."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from indicators.models import HouseholdReview, PovertyClass, PovertyMovement
from planning.entry.kinds import entry_kind
from planning.sheets.actions import apply_upload, hold_upload, preview, undo_import
from planning.sheets.kinds import sheet_kind
from planning.sheets.uploads import AppliedSheet
from planning.sheets.workbooks import open_workbook
from tests.indicators.reviewing import NOW, counted, recognised, reviewed, ward_of

FORMS = ["review-1", "review-2", "review-3"]
PROVINCE = "51-2025"


@pytest.fixture
def reviews(places):
    """Three communes: one urban, one with both areas, one recognised."""
    ward = ward_of(places.province)
    for unit in (places.ba_dinh, places.ba_to, ward):
        reviewed(unit)
    counted(places.ba_dinh, area="urban", households=100, persons=400, poor_households=3)
    recognised(ward)
    return places


def out(form, user, name=PROVINCE):
    kind = sheet_kind(form)
    return kind.template(kind.find(name, user), user)


def into(form, content, user, name=PROVINCE):
    kind = sheet_kind(form)
    return kind.read(kind.find(name, user), open_workbook(content), user)


def filled(content, values):
    """The workbook with other values: by the texts of a row's word cells, and the heading over a column."""
    workbook = load_workbook(BytesIO(content))
    sheet = workbook["Bảng số liệu"]
    for (row_words, heading), value in values.items():
        cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
        for row in sheet.iter_rows(min_row=cell.row + 1):
            texts = [str(each.value) for each in row if each.value is not None]
            if all(word in texts for word in row_words):
                sheet.cell(row[0].row, cell.column, value)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def change_words(outcome):
    return [(each.row, each.column, each.old, each.new) for each in outcome.writes]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [PROVINCE, "21499-2025"])
def test_what_leaves_as_a_workbook_comes_back_unchanged(form, name, reviews, minh):
    outcome = into(form, out(form, minh, name), minh, name)

    assert outcome.problems == ()
    assert outcome.writes == ()
    assert outcome.changes != ()


@pytest.mark.parametrize("form", FORMS)
def test_a_blank_form_comes_back_blank(form, places, minh):
    outcome = into(form, out(form, minh), minh)

    assert (outcome.problems, outcome.changes) == ((), ())


def test_form_1_is_taken_in_for_a_whole_province_and_undone(places, minh):
    values = {(("21499",), "Số hộ"): 500, (("21499",), "Tổng số hộ nghèo"): 40, (("21484",), "Số hộ"): "1.250"}
    kind, content = sheet_kind("review-1"), filled(out("review-1", minh), values)
    upload = hold_upload(kind.find(PROVINCE, minh), kind, file_name="bieu-1.xlsx", content=content, by=minh, at=NOW)

    apply_upload(upload, digest=preview(upload, by=minh).digest, by=minh, at=NOW)

    counts = HouseholdReview.objects.order_by("unit__code").values_list("unit__code", "households", "poor_households")
    assert list(counts) == [("21484", 1250, None), ("21499", 500, 40)]
    undo_import(AppliedSheet.objects.get(), by=minh, at=NOW)
    assert set(HouseholdReview.objects.values_list("households", "poor_households")) == {(None, None)}


def test_forms_2_and_3_tell_the_two_rows_of_a_commune_apart(places, minh):
    values = {
        (("21499", "Hộ"), "Tổng số hộ nghèo đầu kỳ"): 55,
        (("21499", "Nhân khẩu"), "Tổng số hộ nghèo đầu kỳ"): 245,
        (("21499", "Hộ"), "Trở thành hộ cận nghèo"): "-",
    }

    outcome = into("review-2", filled(out("review-2", minh), values), minh)

    assert outcome.problems == ()
    assert change_words(outcome) == [
        ("21499, Xã Ba Dinh, Hộ", "Tổng số hộ nghèo đầu kỳ", None, 55),
        ("21499, Xã Ba Dinh, Hộ", "Giảm trong kỳ, trở thành hộ cận nghèo", None, 0),
        ("21499, Xã Ba Dinh, Nhân khẩu", "Tổng số hộ nghèo đầu kỳ", None, 245),
    ]


def test_a_part_above_its_whole_is_named_in_the_preview_and_nothing_is_written(reviews, minh):
    content = filled(out("review-1", minh), {(("21484",), "Tổng số hộ nghèo"): 501})

    outcome = into("review-1", content, minh)

    assert [(problem.value, problem.message) for problem in outcome.problems] == [
        ("501", "Số hộ nghèo (501) không được nhiều hơn tổng số hộ (500).")
    ]


def test_the_preview_says_what_would_not_agree_with_the_other_forms(reviews, minh):
    content = filled(out("review-1", minh), {(("21484",), "Tổng số hộ nghèo"): 41})

    outcome = into("review-1", content, minh)

    assert outcome.problems == ()
    assert outcome.notes[-2:] == (
        "Sau khi ghi còn 1 điểm phải xem lại trước khi công nhận:",
        "Xã Ba Tơ: Biểu 2: Hộ: cuối kỳ theo diễn biến là 40, theo biểu 1 là 41.",
    )


def test_the_preview_of_movements_says_the_same(reviews, minh):
    content = filled(out("review-3", minh), {(("21484", "Nhân khẩu"), "Tái cận nghèo"): 1})

    outcome = into("review-3", content, minh)

    assert outcome.notes[-1] == "Xã Ba Tơ: Biểu 3: Nhân khẩu: cuối kỳ theo diễn biến là 121, theo biểu 1 là 120."
    assert not PovertyMovement.objects.filter(relapsed=1, poverty_class=PovertyClass.NEAR_POOR).exists()


def test_what_is_recognised_is_no_longer_taken_in(reviews, minh):
    content = filled(out("review-1", minh), {(("21172",), "Số hộ"): 777})

    outcome = into("review-1", content, minh)

    (problem,) = outcome.problems
    assert problem.message.startswith("Kết quả năm 2025 đã được công nhận theo Quyết định số 12/QĐ-UBND")


def test_a_workbook_of_another_year_or_unit_is_refused(reviews, minh):
    content = out("review-1", minh, "21499-2025")

    assert into("review-1", content, minh, "21484-2025").problems
    assert into("review-1", content, minh, "21499-2026").problems


def test_another_officers_workbook_is_not_found(places, tam):
    with pytest.raises(LookupError):
        entry_kind("review-1").find("21499-2025", tam)


def test_a_flat_header_of_the_official_form_is_read(places, minh):
    content = out("review-2", minh)
    workbook = load_workbook(BytesIO(content))
    sheet = workbook["Bảng số liệu"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "STT")
    for column in range(1, sheet.max_column + 1):
        lower = sheet.cell(top + 1, column).value
        sheet.cell(top, column, lower or sheet.cell(top, column).value)
    sheet.delete_rows(top + 1)
    buffer = BytesIO()
    workbook.save(buffer)

    outcome = into("review-2", filled(buffer.getvalue(), {(("21499", "Hộ"), "Tái nghèo"): 3}), minh)

    assert change_words(outcome) == [("21499, Xã Ba Dinh, Hộ", "Tăng trong kỳ, tái nghèo", None, 3)]
