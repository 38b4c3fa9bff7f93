"""The columns of a form as they are printed, and its formulas read by the numbers that stand over them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planning.documents.headings import MOST_TERMS, indexed
from planning.documents.model import Column
from planning.official.definition import DefinedColumn, DefinedRow, Definition, places
from planning.official.formulas import KEY, REFERENCE, SIGNS_READ, Formula
from planning.official.models import CellKind, OfficialForm, RowsMode
from planning.official.sources import words_of

CONTENT, UNIT, LINE = "Nội dung", "Đơn vị", "Phân tổ"
NARROWEST = 4
# What a bold word takes beside its letters, so that no heading breaks within one.
ROOM = 4


def columns_of(form: OfficialForm, definition: Definition) -> tuple[Column, ...]:
    """The columns that name a row, then the form's own, with their index."""
    columns = indexed(
        (*name_columns(form, definition), *(printed(definition, column) for column in definition.columns))
    )
    at = _numbers(columns)
    return tuple(replace(column, index=_index(definition, column, at)) for column in columns)


def name_columns(form: OfficialForm, definition: Definition) -> tuple[Column, ...]:
    """The columns of words that tell what a row is."""
    marker = Column("-marker", ("TT",), "", 5)
    if not definition.is_by_unit:
        return marker, Column("-label", (form.rows_heading or CONTENT,), "", 40)
    unit = Column("-unit", (form.rows_heading or UNIT,), "", 20)
    line = (Column("-line", (LINE,), "", 14),) if definition.rows_mode == RowsMode.BOTH else ()
    return marker, unit, *line


def printed(definition: Definition, column: DefinedColumn) -> Column:
    """A column of a form as tables know it."""
    is_number = column.kind != CellKind.WORDS
    longest = max(map(len, column.headings[-1].split()), default=0) + ROOM
    width = max(column.width, NARROWEST, longest)
    return Column(column.key, column.headings, "", width, is_number, definition.added_columns(column))


def numbers_of(form: OfficialForm, definition: Definition) -> dict[str, str]:
    """The number or letter printed over each of a form's own columns, by its key."""
    at = _numbers(columns_of(form, definition))
    return {column.key: at[column.key] for column in definition.columns}


def _numbers(columns: tuple[Column, ...]) -> dict[str, str]:
    return {column.key: column.index.partition("=")[0] for column in columns}


def _index(definition: Definition, column: Column, at: Mapping[str, str]) -> str:
    """`4=3/2*100`: the formula of a column by the numbers of those it names, where it is short enough to read."""
    own = definition.column_at.get(column.key)
    if own is None or own.kind != CellKind.FORMULA or "[" in own.content or len(column.adds) > MOST_TERMS:
        return column.index
    told = KEY.sub(lambda found: at.get(found[0], found[0]), re.sub(r"\s", "", own.content))
    index = f"{at[column.key]}={told}"
    return index if len(index) <= column.width - 2 else at[column.key]


@dataclass(frozen=True)
class Reader:
    """Reads formulas of one form aloud: columns by their printed numbers, rows by what stands in them."""

    definition: Definition
    numbers: Mapping[str, str]
    references: Mapping[str, str]

    def formula(self, formula: Formula) -> str:
        """`(3) / (2) × 100`, with the figures elsewhere in words."""
        parts = re.split(f"({REFERENCE.pattern.replace('(', '(?:')})", formula.text)
        return "".join(self._reference(part) if place % 2 else self._bare(part) for place, part in enumerate(parts))

    def side(self, formula: Formula) -> str:
        """A formula where one stands in a sentence; a name alone with the heading it stands under."""
        if formula.names == (formula.text.strip(),):
            return self._called(formula.text.strip())
        return self.formula(formula)

    def cell(self, row: DefinedRow, column: DefinedColumn) -> str:
        """How a cell is come by; empty for one that is entered or holds words."""
        content = self.definition.contents[row.key, column.key]
        if content.formula is None:
            return ""
        if content.kind == CellKind.SOURCE:
            return self.references.get(content.formula.references[0], content.formula.text)
        own = f"({self.numbers[column.key]})"
        if set(content.formula.names) & set(self.definition.row_at):
            own = self._row(row.key)
        return f"{own} = {self.formula(content.formula)}"

    def _called(self, name: str) -> str:
        if name in self.definition.column_at:
            return f"“{self.definition.column_at[name].headings[-1]}” ({self.numbers[name]})"
        return self._row(name)

    def _row(self, key: str) -> str:
        row = self.definition.row_at.get(key)
        return f"“{row.label}”" if row else key

    def _reference(self, part: str) -> str:
        name = part[1:-1].strip()
        return self.references.get(name, name)

    def _bare(self, part: str) -> str:
        read = KEY.sub(lambda found: self._name(found[0]), part)
        return SIGNS_READ.sub(lambda found: f" {'×' if found[1] == '*' else found[1]} ", read)

    def _name(self, name: str) -> str:
        return f"({self.numbers[name]})" if name in self.numbers else self._row(name)


def reader_of(form: OfficialForm, definition: Definition, more: tuple[Formula, ...] = ()) -> Reader:
    """A reader for a form, which knows the figures elsewhere of its cells and of some formulas more."""
    asked = {name for names in definition.references.values() for name in names}
    asked |= {name for formula in more for name in formula.references}
    return Reader(definition, numbers_of(form, definition), words_of(asked))


def ways_of(reader: Reader) -> Iterator[tuple[str, str]]:
    """How the columns and rows of a form are come by, each way told once, with the column or row it is of."""
    told: set[str] = set()
    for row, column, content in places(reader.definition):
        way = reader.cell(row, column)
        if not way or way in told:
            continue
        told.add(way)
        is_of_row = content.kind == CellKind.FORMULA and way.startswith("“")
        yield (f"“{row.label}”" if is_of_row else f"({reader.numbers[column.key]})"), way
