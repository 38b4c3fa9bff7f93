"""A form as one value: its columns, rows and cells, and what each cell holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from planning.official.formulas import REFERENCE, BadFormula, Formula, parse
from planning.official.models import CellKind, FormCell, FormColumn, FormRow, LineKind, OfficialForm, RowsMode

Key = tuple[str, str]
HEADINGS_APART = "|"
ANY = "*"


@dataclass(frozen=True)
class DefinedColumn:
    """A column; `content` is its formula or its reference."""

    key: str
    headings: tuple[str, ...]
    kind: str = CellKind.ENTERED
    content: str = ""
    decimals: int = 0
    money_unit: str = ""
    adds: bool = True
    width: int = 10

    @property
    def name(self) -> str:
        """The column as problems name it."""
        return f"cột {self.key} ({', '.join(self.headings)})"


@dataclass(frozen=True)
class DefinedRow:
    """A row; a form with one row for each unit has one without key and label."""

    key: str = ""
    marker: str = ""
    label: str = ""
    kind: str = LineKind.ITEM
    formula: str = ""
    subject: str = ""
    decimals: int | None = None

    @property
    def name(self) -> str:
        """The row as problems name it."""
        return f"dòng {self.key} ({self.label})"


ONLY_ROW = DefinedRow()


@dataclass(frozen=True)
class Content:
    """What a cell holds: `formula` where it is worked out, `words` where it is text; None is an empty cell."""

    kind: str | None
    formula: Formula | None = None
    words: str = ""

    @property
    def is_entered(self) -> bool:
        return self.kind == CellKind.ENTERED


@dataclass(frozen=True)
class Definition:
    """What an administrator has laid down; `cells` are those with a content of their own."""

    rows_mode: str
    columns: tuple[DefinedColumn, ...]
    rows: tuple[DefinedRow, ...] = ()
    cells: Mapping[Key, tuple[str, str]] | None = None
    sum_skips_blanks: bool = False
    levels: tuple[str, ...] = ()

    @property
    def is_by_unit(self) -> bool:
        """Whether rows stand for units."""
        return self.rows_mode != RowsMode.FIXED

    @cached_property
    def lines(self) -> tuple[DefinedRow, ...]:
        """The rows of one unit."""
        return (ONLY_ROW,) if self.rows_mode == RowsMode.UNITS else self.rows

    @cached_property
    def row_at(self) -> Mapping[str, DefinedRow]:
        return {row.key: row for row in self.lines}

    @cached_property
    def column_at(self) -> Mapping[str, DefinedColumn]:
        return {column.key: column for column in self.columns}

    @cached_property
    def contents(self) -> Mapping[Key, Content]:
        """What every cell holds; a formula that cannot be read leaves its cell empty."""
        return {
            (row.key, column.key): _readable(*self.stated(row, column), row)
            for row in self.lines
            for column in self.columns
        }

    @cached_property
    def entered(self) -> tuple[Key, ...]:
        """The cells a unit fills in."""
        return tuple(key for key, content in self.contents.items() if content.is_entered)

    @cached_property
    def references(self) -> Mapping[Key, tuple[str, ...]]:
        """The figures elsewhere that each cell rests on, of those that do."""
        found = {key: content.formula.references for key, content in self.contents.items() if content.formula}
        return {key: references for key, references in found.items() if references}

    def decimals(self, row: DefinedRow, column: DefinedColumn) -> int:
        """The digits after the comma of a cell: the row's where it says, else the column's."""
        return column.decimals if row.decimals is None else row.decimals

    def added_rows(self, row: DefinedRow) -> tuple[str, ...]:
        """The keys of the rows whose sum a row is."""
        return _added(row.formula)

    def added_columns(self, column: DefinedColumn) -> tuple[str, ...]:
        """The keys of the columns whose sum a column is."""
        return _added(column.content) if column.kind == CellKind.FORMULA else ()

    def stated(self, row: DefinedRow, column: DefinedColumn) -> tuple[str | None, str]:
        """Kind and text of a cell: its own, else a column's words or formula, else the row's formula, else the
        column's source or entry; a group without a formula has no figures."""
        if own := (self.cells or {}).get((row.key, column.key)):
            return own
        if column.kind == CellKind.WORDS:
            return CellKind.WORDS, column.content
        if row.kind == LineKind.GROUP and not row.formula:
            return None, ""
        if column.kind == CellKind.FORMULA:
            return CellKind.FORMULA, column.content
        if row.formula:
            return CellKind.FORMULA, row.formula
        return column.kind, column.content


def written_out(kind: str | None, text: str, row: DefinedRow) -> str:
    """The formula of a cell, a source written as one, with the row's subject in the place of `*` in references."""
    if kind == CellKind.SOURCE:
        text = f"[{text}]"
    return REFERENCE.sub(lambda found: found[0].replace(ANY, row.subject), text)


def _added(text: str) -> tuple[str, ...]:
    try:
        return parse(text).added if text else ()
    except BadFormula:
        return ()


def _readable(kind: str | None, text: str, row: DefinedRow) -> Content:
    if kind == CellKind.WORDS:
        return Content(kind, words=text)
    if kind not in (CellKind.SOURCE, CellKind.FORMULA):
        return Content(kind)
    try:
        return Content(kind, parse(written_out(kind, text, row)))
    except BadFormula:
        return Content(kind)


def headings_of(text: str) -> tuple[str, ...]:
    """The levels of `Hộ nghèo | Tổng số`."""
    return tuple(part.strip() for part in text.split(HEADINGS_APART))


def definitions_of(forms: Iterable[OfficialForm]) -> dict[int, Definition]:
    """The definitions of forms by their ids, in three queries for them all."""
    forms = list(forms)
    columns = _by_form(FormColumn.objects.filter(form__in=forms))
    rows = _by_form(FormRow.objects.filter(form__in=forms))
    cells = _by_form(FormCell.objects.filter(form__in=forms))
    return {
        form.pk: definition_from(form, columns.get(form.pk, ()), rows.get(form.pk, ()), cells.get(form.pk, ()))
        for form in forms
    }


def definition_from(
    form: OfficialForm, columns: Iterable[FormColumn], rows: Iterable[FormRow], cells: Iterable[FormCell]
) -> Definition:
    """The definition that parts make, be they stored or about to be."""
    return Definition(
        form.rows_mode,
        tuple(map(_column, columns)),
        tuple(map(_row, rows)),
        {(cell.row_key, cell.column_key): (cell.kind, cell.content) for cell in cells},
        form.sum_skips_blanks,
        tuple(form.levels) if isinstance(form.levels, list) else (),
    )


def definition_of(form: OfficialForm) -> Definition:
    """The definition of one form."""
    return definitions_of([form])[form.pk]


def _by_form(parts: Iterable[FormColumn | FormRow | FormCell]) -> dict[int, list]:
    found: dict[int, list] = {}
    for part in parts:
        found.setdefault(part.form_id, []).append(part)
    return found


def _column(column: FormColumn) -> DefinedColumn:
    return DefinedColumn(
        column.key,
        headings_of(column.headings),
        column.kind,
        column.content,
        column.decimals,
        column.money_unit,
        column.adds,
        column.width,
    )


def _row(row: FormRow) -> DefinedRow:
    return DefinedRow(row.key, row.marker, row.label, row.kind, row.formula, row.subject, row.decimals)


def places(definition: Definition) -> Iterator[tuple[DefinedRow, DefinedColumn, Content]]:
    """Every cell, row by row."""
    for row in definition.lines:
        for column in definition.columns:
            yield row, column, definition.contents[row.key, column.key]
