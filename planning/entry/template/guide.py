"""The sheet that says how the other is filled in."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from planning.documents.packages import legible
from planning.documents.xlsx import A4, LEFT, LINE_HEIGHT, Looks
from planning.documents.xlsx.measures import lines_in
from planning.entry.tables import EntryTable
from planning.formats import number
from planning.sheets.scopes import Scope
from planning.sheets.titles import UNIT_LINE, money_unit_of

WIDTH = 85
DASH = {True: "Dấu “-” được đọc là số 0.", False: "Dấu “-” hoặc “…” nghĩa là không có số liệu, như ô trống."}


def draw_guide(sheet: Worksheet, looks: Looks, table: EntryTable, scope: Scope, hints: tuple[str, ...]) -> None:
    """Write the guide: one sentence a row, so that it can be read in any program and printed."""
    sheet.set_column(0, 0, WIDTH)
    lines = [("HƯỚNG DẪN ĐIỀN BẢNG", {"bold": True}), *((line, {}) for line in _lines(table, scope, hints))]
    for row, (line, look) in enumerate(lines):
        sheet.write_string(row, 0, legible(line), looks({**LEFT, **look}))
        sheet.set_row(row, LINE_HEIGHT * lines_in(line, WIDTH) + 4)
    sheet.set_paper(A4)
    sheet.set_margins(left=0.8, right=0.6)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _lines(table: EntryTable, scope: Scope, hints: tuple[str, ...]) -> Iterator[str]:
    if scope.unit.sample_mark:
        yield scope.unit.sample_mark
    yield f"Bảng: {table.title}. Của: {scope.title}."
    yield (
        f"Chỉ nhập được vào đúng bảng này: {scope.unit.full_name} (mã {scope.unit.code}), năm {scope.year}. "
        "Giữ nguyên dòng mã ở phía trên bảng; tệp của đơn vị khác, năm khác sẽ không được ghi."
    )
    yield "Ô nền trắng là ô được nhập. Ô nền xám là tiêu đề, ô tính sẵn hoặc ô đã khóa; các ô tổng tự tính lại."
    yield (
        "Trang tính được khóa không có mật khẩu. Nếu cần, có thể mở khóa, đổi độ rộng, ẩn cột, lọc dòng, đổi thứ tự "
        "cột và dòng; không sửa tiêu đề cột, mã và tên."
    )
    yield (
        "Viết số theo cách Việt Nam: dấu chấm tách hàng nghìn, dấu phẩy thập phân, ví dụ 1.234,5. Không ghi chữ, "
        "đơn vị tính hay dấu % trong ô số."
    )
    yield f"Ô để trống nghĩa là không có số liệu và xóa số đang có; số 0 được ghi là 0. {DASH[table.dash_is_zero]}"
    yield from hints
    if table.unit_line:
        line = UNIT_LINE.search(table.unit_line)
        is_money = line is not None and money_unit_of(line[1]) is not None
        changed = " Nếu đổi đơn vị tiền, phải sửa dòng “Đơn vị: …” cho đúng." if is_money else ""
        yield f"{table.unit_line}.{changed}"
    yield "Các cột được nhập:"
    for column in table.columns:
        if column.is_entered:
            yield f"- {column.label}: {_form(column.decimals, None if column.most is None else number(column.most))}."
    yield "Lưu tệp ở dạng .xlsx, tải lên và xem trước; chỉ khi tệp không còn lỗi thì số liệu mới được ghi, ghi tất cả."


def _form(decimals: int, most: str | None) -> str:
    form = f"số không âm, tối đa {decimals} chữ số thập phân" if decimals else "số nguyên không âm"
    return f"{form}, không lớn hơn {most}" if most else form
