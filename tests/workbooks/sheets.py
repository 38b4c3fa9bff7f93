"""Workbooks drawn cell by cell, as people draw them."""

import subprocess
from dataclasses import dataclass, field
from io import BytesIO

import xlsxwriter
from openpyxl import Workbook

SCOPE_LINE = "Mã đơn vị hành chính: 51. Năm: 2025. Mã bảng: 51-2025"
# The usual header: two levels over the counts, one over the rest.
HEADER = [
    ["TT", "Mã", "Xã, phường", "Tổng số hộ", "Hộ nghèo", None, "Hộ cận nghèo", "Thu nhập bình quân"],
    [None, None, None, None, "Số hộ", "Tỷ lệ (%)", "Số hộ", None],
]


@dataclass
class Page:
    """A sheet by its rows from the first; merged ranges, hidden rows and columns, number formats by address."""

    rows: list
    name: str = "Biểu"
    merged: tuple = ()
    hidden: tuple = ()
    formats: dict = field(default_factory=dict)
    state: str = "visible"


def book(*pages):
    """The bytes of a workbook as openpyxl writes it: formulas have no results."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for page in pages:
        sheet = workbook.create_sheet(page.name)
        sheet.sheet_state = page.state
        for row, values in enumerate(page.rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    sheet.cell(row, column, value)
        for area in page.merged:
            sheet.merge_cells(area)
        for place in page.hidden:
            dimensions = sheet.row_dimensions if isinstance(place, int) else sheet.column_dimensions
            dimensions[place].hidden = True
        for address, form in page.formats.items():
            sheet[address].number_format = form
    return saved(workbook)


def saved(workbook):
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def calculated(rows, results):
    """A workbook as Excel writes it: each formula with its last result, by address."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        sheet = workbook.add_worksheet("Biểu")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                address = xlsxwriter.utility.xl_rowcol_to_cell(row, column)
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(row, column, value, None, results.get(address, 0))
                elif value is not None:
                    sheet.write(row, column, value)
    return buffer.getvalue()


def by_libreoffice(content, folder):
    """The same workbook written again by LibreOffice."""
    (folder / "in").mkdir()
    source = folder / "in" / "bang.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=120)
    return (folder / "bang.xlsx").read_bytes()
