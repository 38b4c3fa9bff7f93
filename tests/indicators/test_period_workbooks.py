"""A period's results sent as a workbook. All figures are invented."""

from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from indicators.models import Result
from indicators.reporting.tracing import tellings_of
from planning.sheets.actions import apply_upload, hold_upload, preview, undo_import
from planning.sheets.kinds import sheet_kind
from planning.sheets.uploads import AppliedSheet
from planning.sheets.workbooks import open_workbook
from planning.tracking.scopes import report_name
from tests.indicators.reporting import NOW, reported, row_of, tell


def out(name, user, kind="period-results"):
    found = sheet_kind(kind)
    return found.template(found.find(name, user), user)


def into(name, content, user, kind="period-results"):
    found = sheet_kind(kind)
    return found.read(found.find(name, user), open_workbook(content), user)


def filled(content, code, group, value):
    """The workbook with another value: in the row of a code, in the first column under a heading."""
    book = load_workbook(BytesIO(content))
    sheet = book["Bảng số liệu"]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    row = next(cell.row for cell in cells if str(cell.value) == code)
    heading = next(cell for cell in cells if cell.value == group)
    sheet.cell(row, heading.column, value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_taken_out_and_sent_back_changes_nothing(year, two_asked, places, lan, houses, rate):
    tell(year, houses, {places.ba_dinh: reported(0) | {"estimate_value": 7}})
    tell(year, rate, {places.ba_dinh: reported(60, 760)})
    name = report_name(year, places.ba_dinh)

    outcome = into(name, out(name, lan), lan)

    assert (outcome.problems, outcome.writes) == ((), ())


def test_a_workbook_brings_figures_in_and_is_undone(year, two_asked, places, minh, houses):
    tell(year, houses, {places.ba_dinh: reported(12), places.ba_to: reported(5)})
    name, kind = report_name(year, places.province, "houses"), sheet_kind("period-vetting")
    content = filled(out(name, minh, "period-vetting"), "21499", "Thẩm định", 11)
    scope = kind.find(name, minh)
    upload = hold_upload(scope, kind, file_name="tham-dinh.xlsx", content=content, by=minh, at=NOW)

    apply_upload(upload, digest=preview(upload, by=minh).digest, by=minh, at=NOW)
    told = tellings_of(year, places.ba_dinh, houses)[0]
    undo_import(AppliedSheet.objects.get(), by=minh, at=NOW)

    assert (told.told, told.text, told.source) == ("Thẩm định", "11 nhà", "Nhập từ bảng tính (tham-dinh.xlsx)")
    assert row_of(year, places.ba_dinh, houses).vetted_value is None
    assert Result.objects.get(unit=places.ba_dinh).value == 12


def test_codes_are_hidden_in_the_workbook_and_not_on_the_screen(client, year, two_asked, places, lan):
    name = report_name(year, places.ba_dinh)
    client.force_login(lan)

    sheet = load_workbook(BytesIO(out(name, lan)))["Bảng số liệu"]
    page = client.get(reverse("entry-grid", args=[name, "period-results"]))

    assert [letter for letter, column in sheet.column_dimensions.items() if column.hidden] == ["A"]
    assert {row[0].value for row in sheet.iter_rows()} >= {"houses", "poor-rate"}
    assert [label for row in page.context["rows"] for label, _ in row.labels] == [
        "Số nhà được hỗ trợ",
        "nhà",
        "Tỷ lệ hộ nghèo",
        "%",
    ]
