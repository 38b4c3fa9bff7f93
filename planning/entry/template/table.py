"""The table on its sheet: headings and rows that stay, cells that may be entered, and sums as formulas."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from math import ceil
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planning.documents.headings import header_rows, indexed
from planning.documents.model import Column, RowKind
from planning.documents.packages import legible
from planning.documents.xlsx import (
    A4,
    BOLD,
    CENTRE,
    HEADER,
    LEFT,
    LINE_HEIGHT,
    RIGHT,
    SCOPE_LABEL,
    Look,
    Looks,
)
from planning.documents.xlsx.measures import CODE, lines_in, ranges
from planning.entry.additions import adds_across, adds_down
from planning.entry.tables import EntryColumn, EntryRow, EntryTable
from planning.formats import number
from planning.sheets.scopes import Scope

Place = tuple[int, int]
LOCKED = {"bg_color": "#F2F2F2"}
OPEN = {"locked": False}
BOLD_KINDS = (RowKind.TOTAL, RowKind.GROUP)
# What a sum over blanks has come to: with no result at all it would count as never worked out.
BLANK_RESULT = " "
# What protection leaves to the filler: to see all of it, in their own widths and order of interest.
MAY = {"format_columns": True, "format_rows": True, "autofilter": True, "format_cells": True}
LANDSCAPE_FROM = 70
# So many characters across one page are still read; a wider table goes on several beside each other.
MOST_ACROSS = 260
# The longest title and message that a validation takes.
TITLE_MAX, MESSAGE_MAX = 32, 255


class EntrySheet:
    """One table; rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, looks: Looks, table: EntryTable, scope: Scope) -> None:
        self.sheet, self.looks, self.table, self.scope = sheet, looks, table, scope
        self.columns = _columns(table)
        self.end = len(self.columns) - 1
        self.row_at = {row.key: place for place, row in enumerate(table.rows)}
        self.column_at = {column.key: place for place, column in enumerate(self.columns)}

    def draw(self) -> None:
        """Write title, header, rows and notes, and set up the page."""
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, column.width + 2, None, {"hidden": column.key in self.table.keys})
        top = self._draw_title()
        self.first = self._draw_header(top)
        for place, row in enumerate(self.table.rows):
            self._draw_row(self.first + place, row)
        last = self.first + max(len(self.table.rows), 1) - 1
        self._validate(last)
        for place, note in enumerate((*self.table.alerts, *self.table.notes), start=last + 2):
            self._line(place, note, {**LEFT, "italic": True})
        self._set_page(top, last)

    def _draw_title(self) -> int:
        """Write what stands above the table; return the row in which its header begins."""
        whose = f"{SCOPE_LABEL}: {self.scope.unit.code}. Năm: {self.scope.year}. Mã bảng: {self.scope.name}"
        lines: list[tuple[str, Look]] = [
            (self.scope.unit.sample_mark, {**CENTRE, "bold": True}),
            (self.table.title, {**CENTRE, "bold": True}),
            (self.scope.title, {**CENTRE, "italic": True}),
            (whose, LEFT),
            (self.table.unit_line, {**RIGHT, "italic": True}),
        ]
        shown = [line for line in lines if line[0]]
        for row, (text, look) in enumerate(shown):
            self._line(row, text, look)
        return len(shown)

    def _line(self, row: int, text: str, look: Look) -> None:
        """Write a line over the whole width of the table."""
        self._merge((row, 0), (row, self.end), text, look)
        width = sum(column.width + 2 for column in self.columns)
        self.sheet.set_row(row, LINE_HEIGHT * lines_in(text, width) + 2)

    def _draw_header(self, top: int) -> int:
        """Write the headings, merged over their columns, and the index row; return the first row below."""
        levels = header_rows(self.columns)
        for row, level in enumerate(levels, start=top):
            height = 1
            for heading in level:
                last = (row + heading.rows - 1, heading.column + heading.columns - 1)
                self._merge((row, heading.column), last, heading.text, {**HEADER, "bold": True})
                covered = self.columns[heading.column : heading.column + heading.columns]
                width = sum(column.width + 2 for column in covered) / BOLD
                height = max(height, -(-lines_in(heading.text, width) // heading.rows))
            self.sheet.set_row(row, LINE_HEIGHT * height + 2)
        index = top + len(levels)
        for place, column in enumerate(self.columns):
            self._words((index, place), column.index, {**HEADER, "italic": True})
        indices = [lines_in(column.index, (column.width + 2) / CODE) for column in self.columns]
        self.sheet.set_row(index, LINE_HEIGHT * max(indices) + 2)
        return index + 1

    def _draw_row(self, place: int, row: EntryRow) -> None:
        bold = row.kind in BOLD_KINDS or bool(row.adds)
        for at, (word, label) in enumerate(zip(self.table.words, row.labels, strict=True)):
            look = CENTRE if word.width < 15 else LEFT
            self._words((place, at), label, {**look, **LOCKED, "border": 1, "bold": bold})
        for at, column in enumerate(self.table.columns, start=len(self.table.words)):
            is_open = not self.table.lock(row, column)
            look = {**RIGHT, **(OPEN if is_open else LOCKED), "border": 1, "bold": bold}
            form = _number_format(self.table.rule(row, column))
            self._figure((place, at), row, column, {**look, "num_format": form})
        shown = [(row.labels[at], self.table.words[at].width + 2) for at in self.table.shown_words]
        lines = (lines_in(label, width / (BOLD if bold else 1)) for label, width in shown)
        self.sheet.set_row(place, LINE_HEIGHT * max(lines) + 2)

    def _figure(self, place: Place, row: EntryRow, column: EntryColumn, look: Look) -> None:
        value = self.table.cell(row, column).value
        shown = None if value is None else column.shown(value)
        if formula := self._formula(row, column):
            self.sheet.write_formula(*place, formula, self.looks(look), BLANK_RESULT if shown is None else shown)
        elif shown is None:
            self.sheet.write_blank(*place, None, self.looks(look))
        else:
            self.sheet.write_number(*place, shown, self.looks(look))

    def _formula(self, row: EntryRow, column: EntryColumn) -> str:
        """How a cell is worked out; over cells that are all blank it is blank, which is not zero."""
        if row.remains:
            at = self.column_at[column.key]
            whole, off = (self._ranges([(self.row_at[key], at)]) for key in row.remains)
            return f'=IF(COUNT({whole})>0,{whole}-SUM({off}),"")'
        parts = self._parts(row, column)
        return f'=IF(COUNT({parts})>0,SUM({parts}),"")' if parts else ""

    def _parts(self, row: EntryRow, column: EntryColumn) -> str:
        """The cells a sum adds, as a formula names them; none for what is no sum."""
        if not self.table.lock(row, column):
            return ""
        here, at = self.row_at[row.key], self.column_at[column.key]
        if adds_across(self.table, row, column):
            return self._ranges((here, self.column_at[key]) for key in column.adds if key in self.column_at)
        if adds_down(self.table, row, column):
            return self._ranges((self.row_at[key], at) for key in row.adds if key in self.row_at)
        return ""

    def _ranges(self, places: Iterable[Place]) -> str:
        return ranges((self.first + row, column) for row, column in sorted(places))

    def _merge(self, first: Place, last: Place, text: str, look: Look) -> None:
        if first != last:
            self.sheet.merge_range(*first, *last, "", self.looks(look))
        self._words(first, text, look)

    def _words(self, place: Place, text: str, look: Look) -> None:
        if text:
            self.sheet.write_string(*place, legible(text), self.looks(look))
        else:
            self.sheet.write_blank(*place, None, self.looks(look))

    def _validate(self, last: int) -> None:
        """Let the program that fills it in refuse what the import would refuse."""
        shown = self.looks.of_figures_typed_later()
        for at, column in enumerate(self.table.columns, start=len(self.table.words)):
            rules = [self.table.rule(row, column) for row in self.table.rows]
            if column.is_entered:
                self._validate_runs(at, rules)
            if any(rule.shows is None and rule.decimals for rule in rules):
                here = xl_rowcol_to_cell(self.first, at)
                criteria = f"=AND(ISNUMBER({here}),{here}<>INT({here}))"
                rule = {"type": "formula", "criteria": criteria, "format": shown}
                self.sheet.conditional_format(self.first, at, last, at, rule)

    def _validate_runs(self, at: int, rules: Iterable[EntryColumn]) -> None:
        """Rows that follow each other and are read alike share what is asked of them."""
        first = self.first
        for rule, run in groupby(rules):
            last = first + len(list(run)) - 1
            self.sheet.data_validation(first, at, last, at, _validation(rule))
            first = last + 1

    def _set_page(self, top: int, last: int) -> None:
        """A4, as wide as the page or some pages, headings and names on each and in sight while one scrolls."""
        sheet = self.sheet
        sheet.freeze_panes(self.first, len(self.table.words))
        sheet.repeat_rows(top, self.first - 1)
        sheet.print_area(0, 0, last + 1 + len(self.table.alerts) + len(self.table.notes), self.end)
        sheet.set_paper(A4)
        across = sum(column.width + 2 for column in self.columns)
        if across > LANDSCAPE_FROM:
            sheet.set_landscape()
        if across > MOST_ACROSS:
            sheet.repeat_columns(0, len(self.table.words) - 1)
        sheet.fit_to_pages(ceil(across / MOST_ACROSS), 0)
        sheet.set_footer(f"&L{self.scope.unit.sample_mark}&C&P/&N")
        sheet.ignore_errors({"number_stored_as_text": f"A{self.first + 1}:{xl_rowcol_to_cell(last, self.end)}"})
        sheet.protect("", MAY)


def _columns(table: EntryTable) -> tuple[Column, ...]:
    """All columns with what the index row says of them; those that nobody sees have the last letters."""
    every = (*table.words, *(column.column for column in table.columns))
    shown_first = sorted(every, key=lambda column: column.key in table.keys)
    index = {column.key: column for column in indexed(shown_first)}
    return tuple(index[column.key] for column in every)


def _validation(column: EntryColumn) -> dict[str, Any]:
    most = column.most if column.most is not None else Decimal(10**column.digits - 1) / column.factor
    form = f"số không âm, tối đa {column.decimals} chữ số thập phân" if column.decimals else "số nguyên không âm"
    bound = f", không lớn hơn {number(most)}" if column.most is not None else ""
    title = column.headings[-1]
    return {
        "validate": "decimal" if column.decimals else "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
        "input_title": title if len(title) <= TITLE_MAX else title[: TITLE_MAX - 1] + "…",
        "input_message": f"Nhập {form}{bound}. Để trống nếu không có số liệu."[:MESSAGE_MAX],
        "error_title": "Số liệu chưa đúng",
        "error_message": f"Cần {form}{bound}. Không ghi chữ hay đơn vị tính trong ô."[:MESSAGE_MAX],
    }


@lru_cache
def _number_format(column: EntryColumn) -> str:
    return "#,##0." + "0" * column.shows if column.shows else "#,##0"
