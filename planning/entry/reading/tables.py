"""Which sheets of a workbook hold the table, or a part of it, and under which headings."""

from collections.abc import Iterator, Sequence

from planning.documents.model import Column
from planning.entry.reading.notes import few
from planning.entry.tables import EntryTable
from planning.formats import same_words
from planning.sheets.headers import find_header
from planning.sheets.tables import SheetTable, read_table
from planning.sheets.workbooks import Sheet

GUIDE = "Hướng dẫn"
NO_TABLE = (
    "Không tìm thấy bảng “{}” trong tệp. Bảng cần có cột tên và các cột số liệu với tiêu đề như trong bảng tính mẫu."
)
# So many columns that tell rows apart are no accident.
FEWEST_NAMES = 2
NUMBERING = ("TT", "STT", "Số TT", "Số thứ tự", "Thứ tự")
# Headings of the columns that say what a row is about, each under the others of its group too.
KNOWN_WORDS = (
    NUMBERING,
    ("Mã", "Mã số", "Mã đơn vị", "Mã ĐVHC", "Mã xã", "Mã xã, phường", "Mã địa phương", "Mã đơn vị hành chính"),
    (
        "Đơn vị",
        "Tên đơn vị",
        "Địa phương",
        "Địa bàn",
        "Xã, phường",
        "Xã, phường, đặc khu",
        "Xã, phường, thị trấn",
        "Xã/phường",
        "Phường/Xã",
        "Phường/Xã (đơn vị)",
        "Tên xã",
        "Tên xã, phường",
        "Xã",
        "Đơn vị, địa phương",
        "Đơn vị thực hiện",
    ),
    ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Nội dung chỉ tiêu"),
    ("Đơn vị tính", "ĐVT", "Đơn vị đo"),
)


def is_numbering(column: Column) -> bool:
    """Whether a column only counts the rows: it tells no row from another."""
    return same_words(column.headings[-1]) in map(same_words, NUMBERING)


def declared_columns(table: EntryTable) -> Iterator[Column]:
    """The table's columns under every heading by which a workbook may have them; their own come first."""
    for word in table.words:
        yield word
        for heading in _also_known(word):
            yield Column(word.key, (heading,), "", 0)
    for column in table.columns:
        yield column.column
    for column in table.columns:
        for headings in column.spellings:
            yield Column(column.key, headings, "", 0, is_number=True)


def _also_known(word: Column) -> Iterator[str]:
    own = same_words(word.headings[-1])
    for group in KNOWN_WORDS:
        if own in map(same_words, group):
            yield from group


def tables_in(table: EntryTable, sheets: Sequence[Sheet]) -> tuple[list[SheetTable], list[str]]:
    """The tables found in the sheets in sight, and a note on each sheet that is passed over."""
    declared = _distinct(table)
    found, notes = [], []
    for sheet in sheets:
        read = (
            None
            if sheet.is_hidden
            else read_table(sheet, declared, dash_is_zero=table.dash_is_zero, merges_names=True)
        )
        if read and _is_table(table, read):
            found.append(read)
        elif same_words(sheet.name) != same_words(GUIDE) and sheet.last.row:
            notes.append(f"Trang tính “{sheet.name}” không đọc ({_why(sheet, declared)}).")
    return found, notes


def _why(sheet: Sheet, declared: Sequence[Column]) -> str:
    """Why a sheet is passed over; where its rows have names, which headings of its figures are not known."""
    if sheet.is_hidden:
        return "đang ẩn"
    header = find_header(sheet, declared)
    numbers = {column.key for column in declared if column.is_number}
    if header and numbers.intersection(header.columns) and not numbers.issuperset(header.columns):
        return "bảng không có cột nào được nhập"
    if header is None or len(header.columns) < FEWEST_NAMES or not header.unread:
        return "không phải bảng này"
    return f"không nhận ra cột số liệu nào trong: {few(f'“{heading}”' for heading in header.unread.values())}"


def _distinct(table: EntryTable) -> list[Column]:
    """One column for each spelling: a heading of one column is no other spelling of a second."""
    taken: dict[tuple[str, ...], Column] = {}
    for column in declared_columns(table):
        taken.setdefault(tuple(map(same_words, column.headings)), column)
    return list(taken.values())


def _is_table(table: EntryTable, read: SheetTable) -> bool:
    """Whether there are rows to tell apart and a column to enter."""
    here = read.header.columns
    names = any(word.key in here and not is_numbering(word) for word in table.words)
    return names and any(column.key in here and column.is_entered for column in table.columns)
