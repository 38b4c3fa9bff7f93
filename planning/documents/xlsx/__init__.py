"""A plan's appendices as a workbook: one sheet each, figures as numbers, sums as formulas, ready to be filled in."""

import re
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from planning.documents import model
from planning.documents.headings import header_rows
from planning.documents.model import Column, PlanDocument, RowKind, Table
from planning.documents.packages import NO_MOMENT, legible
from planning.documents.pictures import png_under_caption, size_of
from planning.documents.sums import Place, sums_of
from planning.documents.xlsx.frames import Words, corners_of, signing_of
from planning.documents.xlsx.measures import PAGE_WIDTHS, is_written_in_full, lines_in, ranges, widths_of
from planning.pictures.model import Picture

SCOPE_LABEL = "Mã đơn vị hành chính"
FONT, SIZE = "Times New Roman", 12
A4 = 9
WHOLE, EXACT = "#,##0", "#,##0.######"
FORMULA_SIGNS = ("=", "+", "-", "@")
SHEET_NAME_MAX = 31
LINE_HEIGHT = 16
# How much wider words are in bold.
BOLD = 1.1
# What a row of the usual height takes on a screen of 96 points to the inch.
ROW_PIXELS = 20
MOVES_AND_KEEPS_ITS_SIZE = 2
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
# A font of the theme would put Calibri in the place of the one that is named.
FACE = {"font_name": FONT, "font_size": SIZE, "font_family": 1, "font_scheme": "none"}
CENTRE = {"align": "center", "text_wrap": True}
LEFT = {"align": "left", "text_wrap": True}
RIGHT = {"align": "right"}
HEADER = {**CENTRE, "border": 1, "bg_color": "#EDEDED"}
Look = dict[str, Any]


def draw(document: PlanDocument) -> bytes:
    """The bytes of an .xlsx file with the document's appendices in order."""
    buffer = BytesIO()
    with Workbook(buffer, {**OPTIONS, "default_format_properties": dict(FACE)}) as workbook:
        author = legible(" ".join(document.first.issuer))
        workbook.set_properties({"title": legible(document.heading), "author": author, "created": NO_MOMENT})
        looks = Looks(workbook)
        for table in document.appendices:
            name = table.label or table.key
            _TableSheet(_sheet(workbook, name, document), looks, table, document.mark).draw()
            if table.pictures:
                _draw_pictures(_sheet(workbook, f"Biểu đồ {name}", document), looks, table, document.mark)
        if not document.appendices:
            sheet = workbook.add_worksheet(_sheet_name(document.leaves[-1].kind.capitalize()))
            for row, words in enumerate(filter(None, (document.mark, document.heading))):
                sheet.write_string(row, 0, legible(words))
    return buffer.getvalue()


def _sheet(workbook: Workbook, name: str, document: PlanDocument) -> Worksheet:
    sheet = workbook.add_worksheet(_sheet_name(name))
    sheet.set_header("&C&P&RDỰ THẢO" if document.is_draft else "&C&P")
    sheet.set_footer(f"&C{document.mark}" if document.mark else "")
    return sheet


def _sheet_name(words: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", words)[:SHEET_NAME_MAX]


class Looks:
    """The looks of cells, each made once for the whole workbook."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[frozenset[tuple[str, Any]], Format] = {}

    def __call__(self, look: Look) -> Format:
        key = frozenset(look.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format({"valign": "vcenter", **look})
        return self._made[key]

    def of_figures_typed_later(self) -> Format:
        """What a condition adds to the look of a cell: the number format alone."""
        return self._workbook.add_format({"num_format": EXACT})


class _TableSheet:
    """One appendix on its sheet; rows and columns count from 0."""

    def __init__(self, sheet: Worksheet, looks: Looks, table: Table, mark: str) -> None:
        self.sheet, self.looks, self.table, self.mark = sheet, looks, table, mark
        self.widths = widths_of(table)
        self.sums = sums_of(table)
        self.end = len(table.columns) - 1

    def draw(self) -> None:
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, width)
        top = self._draw_title()
        self.first = self._draw_header(top)
        for place, row in enumerate(self.table.rows):
            self._draw_row(place, row)
        last = self.first + max(len(self.table.rows), 1) - 1
        self._show_all_decimals(last)
        self._accept_row_numbers(last)
        self._draw_lines([(note, {**LEFT, "italic": True}) for note in self.table.notes], last + 1)
        signing, end = signing_of(self.table), last + len(self.table.notes)
        self._draw_halves(signing, end + 1)
        self._set_page(top, end + len(signing))

    def _draw_title(self) -> int:
        """Write what stands above the table; return the row in which its header begins."""
        table = self.table
        mark = [(self.mark, {**CENTRE, "bold": True, "border": 1})] if self.mark else []
        corners = corners_of(table)
        lines: list[tuple[str, Look]] = [
            ("" if table.frame else table.label, {**CENTRE, "bold": True}),
            (table.title, {**CENTRE, "bold": True}),
            (table.attached_to, {**CENTRE, "italic": True}),
            (f"{SCOPE_LABEL}: {table.scope}" if table.scope else "", LEFT),
            (table.unit_line, {**RIGHT, "italic": True}),
        ]
        shown = [line for line in lines if line[0]]
        self._draw_lines(mark, 0)
        self._draw_halves(corners, len(mark))
        self._draw_lines(shown, len(mark) + len(corners))
        return len(mark) + len(corners) + len(shown)

    def _draw_halves(self, lines: Sequence[tuple[Words, Words]], first: int) -> None:
        """Write pairs of lines, one over either half of the table."""
        whole = sum(self.widths)
        half = min(range(self.end), key=lambda place: abs(2 * sum(self.widths[: place + 1]) - whole))
        for row, ((left, one), (right, other)) in enumerate(lines, start=first):
            self._merge((row, 0), (row, half), left, {**CENTRE, **one})
            self._merge((row, half + 1), (row, self.end), right, {**CENTRE, **other})
            self._set_height(row, max(lines_in(left, whole / 2 / BOLD), lines_in(right, whole / 2 / BOLD)))

    def _draw_lines(self, lines: Sequence[tuple[str, Look]], first: int) -> None:
        """Write lines over the whole width of the table."""
        for row, (text, look) in enumerate(lines, start=first):
            self._merge((row, 0), (row, self.end), text, look)
            self._set_height(row, lines_in(text, PAGE_WIDTHS[self.table.is_landscape]))

    def _draw_header(self, top: int) -> int:
        """Write the headings, merged over their columns, and the index row; return the first row below."""
        levels = header_rows(self.table.columns)
        for row, level in enumerate(levels, start=top):
            rooms = [sum(self.widths[each.column : each.column + each.columns]) / BOLD for each in level]
            lines = [-(-lines_in(each.text, room) // each.rows) for each, room in zip(level, rooms, strict=True)]
            self._set_height(row, max(lines))
            for heading in level:
                last = (row + heading.rows - 1, heading.column + heading.columns - 1)
                self._merge((row, heading.column), last, heading.text, {**HEADER, "bold": True})
        index = top + len(levels)
        for place, column in enumerate(self.table.columns):
            self._write((index, place), column.index, {**HEADER, "italic": True})
        self._set_height(index, max(map(lines_in, [column.index for column in self.table.columns], self.widths)))
        return index + 1

    def _draw_row(self, place: int, drawn: model.Row) -> None:
        row = self.first + place
        look = {
            "border": 1,
            "bold": drawn.kind in (RowKind.TOTAL, RowKind.GROUP),
            "italic": drawn.kind is RowKind.RATE,
        }
        for at, (column, content) in enumerate(zip(self.table.columns, drawn.cells, strict=True)):
            here = {**look, **self._look_of(column, content)}
            if content.value is None:
                self._write((row, at), content.text, here)
            else:
                self._write_figure((place, at), content.value, here)
        texts = [cell.text for cell in drawn.cells]
        rooms = [width / (BOLD if look["bold"] else 1) for width in self.widths]
        self._set_height(row, max(map(lines_in, texts, rooms)))

    def _look_of(self, column: Column, content: model.Cell) -> Look:
        if column.is_number:
            return {**RIGHT, "num_format": _number_format(content.text, self.table.zero)}
        return CENTRE if column.width < 15 else LEFT

    def _write_figure(self, place: Place, value: Decimal, look: Look) -> None:
        row, column = self.first + place[0], place[1]
        if place in self.sums:
            parts = ranges((self.first + part, at) for part, at in self.sums[place])
            # Over cells that have all been cleared the sum is blank, which is not zero.
            formula = f'=IF(COUNT({parts})>0,SUM({parts}),"")'
            self.sheet.write_formula(row, column, formula, self.looks(look), value)
        else:
            self.sheet.write_number(row, column, value, self.looks(look))

    def _merge(self, first: Place, last: Place, text: str, look: Look) -> None:
        if first != last:
            self.sheet.merge_range(*first, *last, "", self.looks(look))
        self._write(first, text, look)

    def _write(self, place: Place, text: str, look: Look) -> None:
        """Put words into a cell as words, whatever sign they begin with; blank stays blank."""
        if not text:
            self.sheet.write_blank(*place, None, self.looks(look))
            return
        sign = {"quote_prefix": True} if text.startswith(FORMULA_SIGNS) else {}
        self.sheet.write_string(*place, legible(text), self.looks({**look, **sign}))

    def _set_height(self, row: int, lines: int) -> None:
        """Make room for wrapped words: not every program does so by itself, and none for merged cells."""
        self.sheet.set_row(row, LINE_HEIGHT * lines + 2)

    def _show_all_decimals(self, last: int) -> None:
        """Let a figure typed later show its decimals, where the column does not fix their number."""
        shown = self.looks.of_figures_typed_later()
        for place, column in enumerate(self.table.columns):
            cells = [row.cells[place] for row in self.table.rows]
            if not column.is_number or not all(is_written_in_full(cell) for cell in cells):
                continue
            here = xl_rowcol_to_cell(self.first, place)
            criteria = f"=AND(ISNUMBER({here}),{here}<>INT({here}))"
            rule = {"type": "formula", "criteria": criteria, "format": shown}
            self.sheet.conditional_format(self.first, place, last, place, rule)

    def _accept_row_numbers(self, last: int) -> None:
        """Let Excel not warn that `2.1` is a number stored as text: a row number is meant to be."""
        words = [
            xl_range(self.first, place, last, place)
            for place, column in enumerate(self.table.columns)
            if not column.is_number
        ]
        self.sheet.ignore_errors({"number_stored_as_text": " ".join(words)})

    def _set_page(self, top: int, last: int) -> None:
        """A4, as wide as the page, the header on every page and in sight while one scrolls."""
        sheet = self.sheet
        sheet.freeze_panes(self.first, 0)
        sheet.repeat_rows(top, self.first - 1)
        sheet.print_area(0, 0, last, self.end)
        sheet.fit_to_pages(1, 0)
        _set_paper(sheet, self.table)


def _draw_pictures(sheet: Worksheet, looks: Looks, table: Table, mark: str) -> None:
    """The pictures of a table on a sheet of their own, a page each: below its rows a page would cut them."""
    _set_paper(sheet, table)
    sheet.set_column_pixels(0, 0, max(_pixels(picture, table)[0] for picture in table.pictures))
    width = PAGE_WIDTHS[table.is_landscape]
    row, breaks = 0, []
    for picture, caption in zip(table.pictures, table.captions, strict=True):
        lines: list[tuple[str, Look]] = [(mark if row == 0 else "", {**CENTRE, "bold": True, "border": 1})]
        lines.append((caption, {**CENTRE, "bold": True}))
        for text, look in filter(lambda line: line[0], lines):
            sheet.write_string(row, 0, legible(text), looks(look))
            row += 1
        png = png_under_caption(picture, is_landscape=table.is_landscape)
        drawn = {"image_data": BytesIO(png), "description": legible(picture.words)}
        sheet.insert_image(row, 0, f"{picture.key}.png", drawn | {"object_position": MOVES_AND_KEEPS_ITS_SIZE})
        row += ceil(_pixels(picture, table)[1] / ROW_PIXELS)
        if picture.note:
            sheet.write_string(row, 0, legible(picture.note), looks({**LEFT, "italic": True}))
            sheet.set_row(row, LINE_HEIGHT * lines_in(picture.note, width))
            row += 1
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1])


def _pixels(picture: Picture, table: Table) -> tuple[int, int]:
    width, height = size_of(png_under_caption(picture, is_landscape=table.is_landscape))
    return ceil(width), ceil(height)


def _set_paper(sheet: Worksheet, table: Table) -> None:
    sheet.set_paper(A4)
    if table.is_landscape:
        sheet.set_landscape()
    sheet.center_horizontally()
    sheet.set_margins(left=0.8, right=0.6)


def _number_format(text: str, zero: str) -> str:
    """As many decimals as the printed figure has, without words around it; Excel puts the reader's own separators."""
    found = re.search(r",(\d+)", text)
    decimals = len(found[1]) if found else 0
    shown = f"{WHOLE}.{'0' * decimals}" if decimals else WHOLE
    return shown if zero == "0" else f'{shown};-{shown};"{zero}"'
