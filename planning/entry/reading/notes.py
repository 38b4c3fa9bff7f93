"""What the person should know of how a sheet was read, though nothing is wrong with it."""

from collections.abc import Iterable, Iterator

from planning.entry.tables import EntryTable
from planning.sheets.tables import SheetTable
from planning.sheets.titles import SCOPE_LINE

SHOWN = 10


def notes_of(table: EntryTable, found: SheetTable) -> Iterator[str]:
    """Columns that are not read, rows out of sight, and whether the sheet says whose it is."""
    name = found.sheet.name
    if found.line_above(SCOPE_LINE) is None:
        yield f"Trang tính “{name}” không ghi mã đơn vị hành chính; số liệu được hiểu là của bảng đang nhập."
    if unread := ", ".join(f"“{heading}”" for heading in found.header.unread.values()):
        yield f"Cột không đọc: {unread}."
    missing = [
        column.label for column in table.columns if column.is_entered and column.key not in found.header.columns
    ]
    if missing:
        yield f"Tệp không có các cột sau nên giữ nguyên: {few(missing)}."
    worked_out = [
        column.key for column in table.columns if not column.is_entered and column.key in found.header.columns
    ]
    broken = [
        entry.place.address
        for row in found.rows
        for entry in map(row.__getitem__, worked_out)
        if entry.fault and entry.value is not None
    ]
    if broken:
        yield f"Các ô tính sẵn có lỗi, không đọc: {few(broken)}."
    if hidden := [str(row.number) for row in found.rows if row.number in found.sheet.hidden_rows]:
        yield f"Các dòng đang ẩn vẫn được đọc: {few(hidden)}."
    if unseen := found.hidden_columns(besides=table.keys):
        yield f"Các cột đang ẩn vẫn được đọc: {few(unseen)}."


def few(words: Iterable[str]) -> str:
    """The first of many words, and how many more there are."""
    words = list(words)
    more = f" và {len(words) - SHOWN} nữa" if len(words) > SHOWN else ""
    return ", ".join(words[:SHOWN]) + more
