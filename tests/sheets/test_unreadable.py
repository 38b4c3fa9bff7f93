"""Files that are no workbook, or no honest one: each is refused with a sentence."""

import io
import re
import tracemalloc
import zipfile

import pytest

from planning.sheets.packages import MAX_BYTES, MAX_PARTS, OLE, UnreadableWorkbook
from planning.sheets.scans import MAX_CELLS, MAX_ROWS
from planning.sheets.workbooks import open_workbook
from tests.sheets.conftest import SHEET, exported

SHEET_PART = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def repacked(content, replaced=None, dropped=(), compression=zipfile.ZIP_DEFLATED):
    """The workbook with some parts put in, taken away or made of others by a function."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", compression) as new:
        parts = {name: old.read(name) for name in old.namelist() if name not in dropped}
        for name, part in (replaced or {}).items():
            parts[name] = part(parts[name]) if callable(part) else part
        for name, part in parts.items():
            new.writestr(name, part)
    return buffer.getvalue()


def packed(parts):
    """A package of these parts alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def worksheet(rows, after=""):
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def cell(address):
    row = re.sub(r"\D", "", address)
    return f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'


def lying(content):
    """A part of 60 MB of which the directory says that it has a hundred bytes."""
    bomb = repacked(content, {SHEET_PART: b" " * (60 * 2**20)})
    at = bomb.rindex(SHEET_PART.encode()) - 46
    return bomb[: at + 24] + (100).to_bytes(4, "little") + bomb[at + 28 :]


ENTITY_BOMB = f"""<?xml version="1.0"?>
<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>"""

MANY_ROWS = [f'<row r="{number}">{"<c/>" * 99}</row>' for number in range(1, MAX_CELLS // 99 + 2)]


def no_sheets(part):
    return re.sub(rb"<sheets>.*</sheets>", b"<sheets/>", part)


def bent(pattern, replacement):
    return lambda part: re.sub(pattern, replacement, part, count=1)


FILES = {
    "nothing": (lambda ok: b"", "Tệp rỗng"),
    "random bytes": (lambda ok: bytes(range(256)) * 20, "Tệp này không phải bảng tính .xlsx."),
    "a PDF": (lambda ok: b"%PDF-1.7\n...", "Đây là tệp PDF"),
    "a CSV": (lambda ok: "TT;Nội dung\n1;Sinh kế".encode(), "Tệp này không phải bảng tính .xlsx."),
    "a web page": (lambda ok: b"\xef\xbb\xbf\n<HTML><table></table>", "Đây là trang web"),
    "an old .xls": (lambda ok: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "Đây là bảng tính Excel dạng cũ"),
    "a locked workbook": (
        lambda ok: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "Tệp được bảo vệ bằng mật khẩu.",
    ),
    "too many bytes": (lambda ok: ok + b"\0" * MAX_BYTES, "Tệp lớn hơn 10 MB"),
    "half a workbook": (lambda ok: ok[: len(ok) // 2], "Tệp bị hỏng"),
    "a flipped byte": (lambda ok: ok[:300] + bytes([ok[300] ^ 0xFF]) + ok[301:], "Tệp bị hỏng"),
    "another package": (lambda ok: repacked(ok, dropped=["xl/workbook.xml"]), "Tệp bị hỏng"),
    "an .ods": (lambda ok: packed({"mimetype": b"", "content.xml": b"<a/>"}), "Đây là tệp LibreOffice (.ods, .odt)"),
    "an .xlsb": (lambda ok: packed({"xl/workbook.bin": b"\x83\x01"}), "Đây là bảng tính Excel dạng nhị phân (.xlsb)."),
    "a .docx": (lambda ok: packed({"word/document.xml": b"<a/>"}), "Đây là văn bản Word (.docx)"),
    "an empty package": (lambda ok: repacked(ok, dropped=["[Content_Types].xml"]), "Tệp bị hỏng"),
    "no sheets": (lambda ok: repacked(ok, {"xl/workbook.xml": no_sheets}), "Tệp không có trang tính nào."),
    "a bomb": (lambda ok: repacked(ok, {SHEET_PART: b" " * (60 * 2**20)}), "Tệp bung ra quá lớn"),
    "a thin bomb": (lambda ok: repacked(ok, {SHEET_PART: b" " * (20 * 2**20)}), "Tệp bung ra quá lớn"),
    "many small parts": (
        lambda ok: repacked(ok, {f"xl/{n}.xml": b"<a/>" for n in range(MAX_PARTS)}),
        "Tệp bung ra quá lớn",
    ),
    "a lying directory": (lying, "Tệp bị hỏng"),
    "entities": (lambda ok: repacked(ok, {SHEET_PART: ENTITY_BOMB.encode()}), "Tệp chứa khai báo không được phép"),
    "entities in UTF-16": (
        lambda ok: repacked(ok, {SHEET_PART: ENTITY_BOMB.encode("utf-16")}),
        "Tệp chứa khai báo không được phép",
    ),
    "entities among the texts": (
        lambda ok: repacked(ok, {"xl/sharedStrings.xml": ENTITY_BOMB.encode()}),
        "Tệp chứa khai báo không được phép",
    ),
    "the last cell of all": (
        lambda ok: repacked(ok, {SHEET_PART: worksheet(cell("XFD1048576"))}),
        "Bảng tính quá rộng hoặc quá dài: có dữ liệu ở ô XFD1048576, giới hạn là 20.000 dòng và 250 cột.",
    ),
    "too many cells": (
        lambda ok: repacked(ok, {SHEET_PART: worksheet("".join(MANY_ROWS))}),
        "Bảng tính có quá nhiều ô (giới hạn 500.000).",
    ),
    "too many merged cells": (
        lambda ok: repacked(
            ok,
            {SHEET_PART: worksheet("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')},
        ),
        "Bảng tính có quá nhiều ô gộp",
    ),
    "no XML": (lambda ok: repacked(ok, {SHEET_PART: b"<worksheet>"}), "Tệp bị hỏng"),
    "a cell that is nowhere": (lambda ok: repacked(ok, {SHEET_PART: worksheet(cell("0A"))}), "Tệp bị hỏng"),
    "a row that is none": (lambda ok: repacked(ok, {SHEET_PART: bent(rb'<row r="9"', b'<row r="x"')}), "Tệp bị hỏng"),
    "a text that is not there": (
        lambda ok: repacked(ok, {SHEET_PART: bent(rb't="s"><v>\d+</v>', b't="s"><v>99999</v>')}),
        "Tệp bị hỏng",
    ),
    "a sheet that is not there": (lambda ok: repacked(ok, dropped=[SHEET_PART, "xl/worksheets/sheet2.xml"]), "Tệp"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_sound_workbook_is_refused_with_a_sentence(plan, name):
    make, sentence = FILES[name]
    content = make(exported(plan))

    with pytest.raises(UnreadableWorkbook) as refusal:
        open_workbook(content)

    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("name", ["a bomb", "a lying directory", "entities"])
def test_a_bomb_does_not_go_off(plan, name):
    content = FILES[name][0](exported(plan))
    tracemalloc.start()

    with pytest.raises(UnreadableWorkbook):
        open_workbook(content)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 2**20


def test_a_lying_size_of_a_sheet_and_empty_styled_rows_do_no_harm(plan):
    content = exported(plan)
    grown = repacked(
        content,
        {
            SHEET_PART: lambda part: re.sub(
                rb'<dimension ref="[^"]*" ?/>', b'<dimension ref="A1:XFD1048576"/>', part
            ).replace(b"</sheetData>", b'<row r="1048576" ht="3"><c r="A1048576"/></row></sheetData>')
        },
    )

    sheets = open_workbook(grown)

    assert sheets[0].values == open_workbook(content)[0].values
    assert sheets[0].last.row < MAX_ROWS


def test_cells_without_an_address_are_counted_from_the_left(plan):
    rows = '<row><c><v>1</v></c><c t="str"><f>1</f><v></v></c><c><f>1+1</f></c></row><row><c t="b"><v>1</v></c></row>'

    sheet = open_workbook(repacked(exported(plan), {SHEET_PART: worksheet(rows)}))[0]

    assert {place.address: str(value) for place, value in sheet.values.items()} == {
        "A1": "1",
        "C1": "FormulaError(text='')",
        "A2": "True",
    }


def test_a_number_that_is_none_stays_the_words_it_is(plan):
    sheet = open_workbook(repacked(exported(plan), {SHEET_PART: bent(rb"<v>300</v>", b"<v>3o0</v>")}))[0]

    assert "3o0" in sheet.values.values()


def test_a_number_beyond_all_numbers_is_an_error(plan):
    sheet = open_workbook(repacked(exported(plan), {SHEET_PART: bent(rb"<v>300</v>", b"<v>1E999</v>")}))[0]

    assert "FormulaError(text='#NUM!')" in map(str, sheet.values.values())


def test_parts_that_hold_no_figures_are_not_read(plan):
    content = repacked(exported(plan), {"xl/media/anh.png": b"\x89PNG" + b"0" * 2**20})

    assert [sheet.name for sheet in open_workbook(content)] == [SHEET, "Phụ lục II"]
