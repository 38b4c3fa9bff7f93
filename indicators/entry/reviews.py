"""The three forms of the household review as tables to fill in, on the screen and in a workbook."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial

from indicators.models import PovertyClass, ReviewCount
from indicators.reviews.actions import save_counts, save_movements
from indicators.reviews.books import CommuneYear, read_year
from indicators.reviews.checks import FORM_OF, parts_above_wholes
from indicators.reviews.count_table import count_table
from indicators.reviews.findings import Form
from indicators.reviews.movement_table import movement_table
from indicators.reviews.previewing import notes_after
from indicators.reviews.rows import SHORT_TITLES
from indicators.reviews.scopes import find_review, hold_review, review_page, reviewing_units
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryTable
from planning.people.users import User
from planning.sheets.scopes import Scope

Values = Mapping[CellKey, Decimal | None]
COUNTS = tuple(map(str, ReviewCount.values))
HINTS = (
    "Mỗi đơn vị đã có sẵn dòng; không thêm dòng. Dòng khu vực và dòng tổng cộng được tính, không nhập.",
    "Không có thì ghi 0; chưa biết thì để trống.",
)
MOVEMENT_HINTS = (
    *HINTS,
    "Mỗi đơn vị có hai dòng: Hộ và Nhân khẩu. Cuối kỳ được tính: đầu kỳ trừ các cột giảm, cộng các cột tăng.",
)


def _reviews(scope: Scope) -> list[CommuneYear]:
    return read_year(reviewing_units(scope.unit, scope.year), scope.year)


def _size(scope: Scope) -> int:
    return reviewing_units(scope.unit, scope.year).count()


def refused_counts(scope: Scope, table: EntryTable, values: Values) -> dict[CellKey, str]:
    """New counts of form 1 that would make a part larger than its whole, said at the cell that is new."""
    of_row: dict[str, dict[str, Decimal | None]] = {}
    for (row, name), value in values.items():
        of_row.setdefault(row, {})[name] = value
    faults: dict[CellKey, str] = {}
    for row, new in of_row.items():
        counts = {name: _whole(new[name] if name in new else table.cells[row, name].value) for name in COUNTS}
        for (part, whole), words in parts_above_wholes(counts.get).items():
            faults[row, part if part in new else whole] = words
    return {key: words for key, words in faults.items() if key in values}


def _whole(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _movements(of: PovertyClass, scope: Scope) -> EntryTable:
    return movement_table(scope, _reviews(scope), of)


def _notes(form: Form, scope: Scope, values: Values) -> Iterator[str]:
    return notes_after(_reviews(scope), form, values)


def _save_movements(of: PovertyClass, scope: Scope, values: Values, *, by: User, at: datetime, reason: str) -> None:
    save_movements(scope, of, values, by=by, at=at, reason=reason)


provides_entry(
    EntryKind(
        key=Form.COUNTS,
        title=f"{Form.COUNTS.label}. {SHORT_TITLES[Form.COUNTS]}",
        table=lambda scope: count_table(scope, _reviews(scope)),
        check=refused_counts,
        write=save_counts,
        notes=partial(_notes, Form.COUNTS),
        page=review_page,
        hints=HINTS,
        size=_size,
        find=find_review,
        hold=hold_review,
    )
)
for _class, _form in FORM_OF.items():
    provides_entry(
        EntryKind(
            key=_form,
            title=f"{_form.label}. {SHORT_TITLES[_form]}",
            table=partial(_movements, _class),
            write=partial(_save_movements, _class),
            notes=partial(_notes, _form),
            page=review_page,
            hints=MOVEMENT_HINTS,
            size=_size,
            find=find_review,
            hold=hold_review,
        )
    )
