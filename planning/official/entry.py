"""A form of a unit's report as a table to fill in: what is entered is open, all else is worked out beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from planning.documents.model import Column
from planning.entry.kinds import EntryKind, provides_entry
from planning.entry.tables import CellKey, EntryCell, EntryColumn, EntryRow, EntryTable
from planning.official.actions import save_figures
from planning.official.checks import Finding, by_cell
from planning.official.definition import DefinedColumn, DefinedRow, Definition, Key, places
from planning.official.looking import LookedAt, look_at
from planning.official.models import MOST_DIGITS, CellKind, LineKind, OfficialForm, forms_of
from planning.official.numbering import name_columns
from planning.official.papers import KINDS
from planning.people.users import User
from planning.sheets.scopes import NoSuchScope, Scope, ScopeIsNotOpen
from planning.tracking.scopes import find_report, hold_report, report_name

# The key of the only row of a form with one row for each unit: a table's rows all have one.
ONLY = "-"
GONE = "Biểu này không còn được hỏi trong kỳ báo cáo, vui lòng mở lại danh sách biểu mẫu."
LOCKS: dict[str | None, str] = {
    CellKind.FORMULA: "Ô này được tính theo công thức của biểu:",
    CellKind.SOURCE: "Ô này lấy từ số liệu đã có, không nhập ở đây:",
    None: "Dòng nhóm không có số liệu.",
}


def find_form(name: str, user: User) -> Scope:
    """The form `<period>__<unit's code>__<form's code>` of a unit that fills it in; raises NoSuchScope."""
    scope = find_report(name, user)
    form = form_of(scope)
    if scope.unit.kind not in form.levels:
        raise NoSuchScope(name)
    return _titled(scope, form)


def hold_form(scope: Scope, user: User) -> Scope:
    """Lock the unit until the transaction ends; raises ScopeIsNotOpen, also where only vetting is still open, or
    where another version of the form took its place meanwhile.
    """
    held = hold_report(scope, user)
    if not held.may_enter:
        raise ScopeIsNotOpen(scope.closed)
    try:
        return _titled(held, form_of(held))
    except NoSuchScope as gone:
        raise ScopeIsNotOpen(GONE) from gone


def form_of(scope: Scope) -> OfficialForm:
    """The form a scope is about; raises NoSuchScope where the period has none of that code."""
    for form in forms_of(scope.reported):
        if form.code == scope.subject:
            return form
    raise NoSuchScope(scope.name)


def form_page(scope: Scope) -> str:
    """The address of the page that shows the form."""
    return reverse("form", args=[report_name(scope.reported, scope.unit, scope.subject)])


def form_table(scope: Scope) -> EntryTable:
    """The form with what the unit has entered, and what follows from it."""
    form = form_of(scope)
    looked_at = look_at(form, scope.reported, scope.unit)
    definition = looked_at.definition
    words = tuple(column for column in definition.columns if column.kind == CellKind.WORDS)
    numbers = tuple(column for column in definition.columns if column.kind != CellKind.WORDS)
    return EntryTable(
        title=f"{form.label}. {form.title}",
        words=(*name_columns(form, definition), *(_word_column(column) for column in words)),
        columns=tuple(_column(looked_at, column) for column in numbers),
        rows=tuple(_row(definition, row, scope, words) for row in definition.lines),
        cells=dict(_cells(looked_at)),
        unit_line=form.unit_line,
        notes=tuple(form.notes.splitlines()),
    )


def write_form(scope: Scope, values: Mapping[CellKey, Decimal | None], *, by: User, at: datetime, reason: str) -> None:
    """Store entered figures; a blank takes the figure away."""
    save_figures(form_of(scope), scope.reported, scope.unit, _by_place(values), by=by, at=at, reason=reason)


def refuse_cells(scope: Scope, table: EntryTable, values: Mapping[CellKey, Decimal | None]) -> dict[CellKey, str]:
    """Why new values cannot stand: with them a check that refuses does not hold."""
    found: dict[CellKey, str] = {}
    changed = _by_place(values)
    for finding in _found_with(scope, changed):
        if finding.refuses:
            found |= dict.fromkeys(map(_cell_key, finding.entered & changed.keys()), finding.words)
    return found


def note_findings(scope: Scope, values: Mapping[CellKey, Decimal | None]) -> list[str]:
    """What is to be looked at once new values stand, of what they have to do with."""
    changed = _by_place(values)
    return [finding.words for finding in _found_with(scope, changed) if finding.entered & changed.keys()]


def _found_with(scope: Scope, changed: Mapping[Key, Decimal | None]) -> list[Finding]:
    form = form_of(scope)
    return look_at(form, scope.reported, scope.unit, changed).findings if form.checks.exists() else []


def _by_place(values: Mapping[CellKey, Decimal | None]) -> dict[Key, Decimal | None]:
    return {("" if row == ONLY else row, column): value for (row, column), value in values.items()}


def _cell_key(place: Key) -> CellKey:
    row, column = place
    return row or ONLY, column


def _titled(scope: Scope, form: OfficialForm) -> Scope:
    return replace(scope, title=f"{form}, {scope.reported.words}, {scope.unit.full_name}")


def _word_column(column: DefinedColumn) -> Column:
    return Column(column.key, column.headings, "", column.width)


def _column(looked_at: LookedAt, column: DefinedColumn) -> EntryColumn:
    """A column under its headings, the last with the number that formulas are read by."""
    definition, (*above, last) = looked_at.definition, column.headings
    is_entered = any(definition.contents[row.key, column.key].is_entered for row in definition.lines)
    return EntryColumn(
        column.key,
        (*above, f"{last} ({looked_at.reader.numbers[column.key]})"),
        column.decimals,
        shows=None if is_entered else column.decimals,
        digits=MOST_DIGITS,
        is_entered=is_entered,
        adds=definition.added_columns(column),
        spellings=(column.headings,),
        width=column.width,
    )


def _row(definition: Definition, row: DefinedRow, scope: Scope, words: tuple[DefinedColumn, ...]) -> EntryRow:
    unit = f"{scope.unit.prefix} {scope.unit.name}"
    named = {"fixed": (row.marker, row.label), "units": ("1", unit), "both": ("1", unit, row.label)}
    texts = (definition.contents[row.key, column.key].words for column in words)
    labels = (*named[definition.rows_mode], *texts)
    return EntryRow(row.key or ONLY, labels, KINDS[LineKind(row.kind)], adds=definition.added_rows(row))


def _cells(looked_at: LookedAt) -> Iterator[tuple[CellKey, EntryCell]]:
    definition, warnings = looked_at.definition, by_cell(looked_at.findings)
    for row, column, content in places(definition):
        if content.kind != CellKind.WORDS:
            lock = " ".join(filter(None, (LOCKS.get(content.kind, ""), looked_at.reader.cell(row, column))))
            value, warning = looked_at.worked.shown(row, column), warnings.get((row.key, column.key), "")
            decimals = definition.decimals(row, column)
            yield (row.key or ONLY, column.key), EntryCell(value, lock, warning=warning, decimals=decimals)


FORM = provides_entry(
    EntryKind(
        key="form",
        title="Biểu mẫu",
        table=form_table,
        write=write_form,
        page=form_page,
        check=refuse_cells,
        notes=note_findings,
        find=find_form,
        hold=hold_form,
        hints=(
            "Chỉ nhập các ô để trắng; ô theo công thức và ô lấy từ số liệu đã có được tính, không nhập.",
            "Không có thì ghi 0; chưa biết thì để trống.",
        ),
    )
)
