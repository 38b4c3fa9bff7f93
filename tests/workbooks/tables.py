"""The table whose workbooks the tests make by hand: communes of two former districts, two rows each."""

from decimal import Decimal

from planning.documents.model import Column, RowKind
from planning.entry.reading import read_entries
from planning.entry.tables import EntryCell, EntryColumn, EntryRow, EntryTable
from planning.places.units import Unit, UnitKind
from planning.sheets.scopes import Scope
from planning.sheets.workbooks import open_workbook

PROVINCE = Unit(code="51", prefix="Tỉnh", name="Mẫu", kind=UnitKind.PROVINCE)
SCOPE = Scope("51-2025", "Rà soát năm 2025, tỉnh Mẫu", PROVINCE, True, 2025)
DISTRICTS = {"An Hòa": ("An Bình", "An Phú"), "Bình Lâm": ("Bình Yên", "Bình An", "Phú Lâm")}
CODES = {name: f"{10001 + 4 * place:05}" for place, name in enumerate(sum(DISTRICTS.values(), ()))}
WORDS = (
    Column("number", ("TT",), "", 5),
    Column("code", ("Mã",), "", 8),
    Column("name", ("Xã, phường",), "", 18),
)
COUNTS = (
    EntryColumn("all", ("Tổng số hộ",), spellings=(("Số hộ",), ("Tổng số", "Số hộ"))),
    EntryColumn("poor", ("Hộ nghèo", "Số hộ"), spellings=(("Số hộ nghèo",), ("Tổng số hộ nghèo",))),
    EntryColumn("poor_rate", ("Hộ nghèo", "Tỷ lệ (%)"), 2, shows=2, is_entered=False),
    EntryColumn("near", ("Hộ cận nghèo", "Số hộ"), spellings=(("Số hộ cận nghèo",),)),
    EntryColumn("both", ("Cộng nghèo và cận nghèo",), is_entered=False, adds=("poor", "near"), width=14),
    EntryColumn("income", ("Thu nhập bình quân",), 1, most=Decimal(500), width=12),
)


def commune_rows():
    """The total, each former district, and its communes."""
    groups = {name: tuple(CODES[each] for each in members) for name, members in DISTRICTS.items()}
    yield EntryRow("total", ("", "", "Tổng số"), RowKind.TOTAL, adds=tuple(CODES.values()))
    for place, (district, members) in enumerate(DISTRICTS.items(), start=1):
        yield EntryRow(f"group-{place}", ("I" * place, "", f"Huyện {district}"), RowKind.GROUP, adds=groups[district])
        for number, name in enumerate(members, start=1):
            labels = (str(number), CODES[name], f"Xã {name}")
            yield EntryRow(CODES[name], labels, names=(name,))


def table(values=None, locked=(), **changed):
    """The table with some values in it, by commune and column; sums and rates are worked out."""
    rows = tuple(commune_rows())
    entered = {(CODES[name], key): Decimal(value) for (name, key), value in (values or {}).items()}
    cells = {key: EntryCell(value) for key, value in entered.items()}
    for name, key in locked:
        at = (CODES[name], key)
        cells[at] = EntryCell(entered.get(at), lock="Số liệu này đã được công nhận.")
    for row in rows:
        for key in ("all", "poor", "near"):
            parts = [entered[each, key] for each in row.adds if (each, key) in entered]
            if parts:
                cells[row.key, key] = EntryCell(sum(parts))
    for row in rows:
        both = [cells[row.key, key].value for key in ("poor", "near") if (row.key, key) in cells]
        if both:
            cells[row.key, "both"] = EntryCell(sum(both))
    whole = {
        "title": "BIỂU RÀ SOÁT MẪU",
        "words": WORDS,
        "columns": COUNTS,
        "rows": rows,
        "cells": cells,
        "notes": ("Ghi chú: số liệu giả định.",),
    }
    return EntryTable(**whole | changed)


FULL = {
    ("An Bình", "all"): 1200,
    ("An Bình", "poor"): 120,
    ("An Bình", "near"): 60,
    ("An Bình", "income"): Decimal("42.5"),
    ("An Phú", "all"): 800,
    ("An Phú", "poor"): 40,
    ("An Phú", "near"): 0,
    ("Bình Yên", "all"): 1500,
    ("Bình Yên", "poor"): 30,
    ("Bình An", "all"): 900,
    ("Bình An", "poor"): 9,
    ("Bình An", "near"): 5,
}


def read(content, now=None, scope=SCOPE, check=lambda values: {}):
    """What a workbook would change in the table."""
    return read_entries(now or table(FULL), scope, open_workbook(content), check)


def told(outcome):
    """The outcome as one reads it: changes, problems and notes."""
    changes = [
        f"{c.address} {c.row} | {c.column}: {c.old_text or 'trống'} → {c.new_text or 'trống'}" for c in outcome.writes
    ]
    problems = [f"{p.sheet}!{p.address} [{p.value}] {p.message}" for p in outcome.problems]
    return changes, problems, list(outcome.notes)


def movement_table():
    """Two rows a commune, of households and of persons, told apart by a third column of words."""
    words = (*WORDS, Column("measure", ("Phân tổ",), "", 10))
    rows = tuple(
        EntryRow(f"{CODES[name]}-{measure}", (str(place), CODES[name], f"Xã {name}", measure), names=(name,))
        for place, name in enumerate(("An Bình", "An Phú"), start=1)
        for measure in ("Hộ", "Nhân khẩu")
    )
    columns = (
        EntryColumn("opening", ("Đầu kỳ",)),
        EntryColumn("exits", ("Giảm", "Thoát nghèo")),
        EntryColumn("entries", ("Tăng", "Phát sinh mới")),
        EntryColumn("closing", ("Cuối kỳ",), is_entered=False),
    )
    cells = {(rows[0].key, "opening"): EntryCell(Decimal(12))}
    return EntryTable("DIỄN BIẾN HỘ NGHÈO", words, columns, rows, cells, "Đơn vị: hộ, người", dash_is_zero=True)


def money_table():
    """Money in triệu đồng, stored in đồng, with what was given and what is shared out above the communes."""
    columns = (
        EntryColumn("total", ("Tổng số",), 6, 10**6, is_entered=False, adds=("investment", "recurrent")),
        EntryColumn("investment", ("Ngân sách trung ương", "Đầu tư phát triển"), 6, 10**6),
        EntryColumn("recurrent", ("Ngân sách trung ương", "Sự nghiệp"), 6, 10**6),
    )
    items = tuple(EntryRow(code, ("", code, f"Xã {name}"), names=(name,)) for name, code in CODES.items())
    shared = EntryRow("shared", ("", "", "Đã phân bổ"), RowKind.TOTAL, adds=tuple(CODES.values()))
    cells = {
        (CODES["An Bình"], "investment"): EntryCell(Decimal(1_500_000_000)),
        (CODES["An Bình"], "total"): EntryCell(Decimal(1_500_000_000)),
        ("shared", "investment"): EntryCell(Decimal(1_500_000_000)),
        ("shared", "total"): EntryCell(Decimal(1_500_000_000)),
    }
    return EntryTable("PHÂN BỔ KINH PHÍ", WORDS, columns, (shared, *items), cells, "Đơn vị: triệu đồng")
