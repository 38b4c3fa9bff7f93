"""A plan's appendices as a workbook: one sheet each, figures as numbers, ready to be printed or filled in."""

import re
import textwrap
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planning.documents import model
from planning.documents.headings import header_rows
from planning.documents.model import PlanDocument, RowKind, Table
from planning.formats import number

SCOPE_LABEL = "Mã đơn vị hành chính"
FONT, SIZE = "Times New Roman", 12
# What fits the width of an A4 page at this size, in characters; more is made smaller by the printer.
PAGE_WIDTHS = {False: 95, True: 140}
WHOLE, EXACT = "#,##0", "#,##0.######"
# A dxf has its own number formats; 164 is the first that is not built in.
FIRST_OWN_FORMAT = 164
FORMULA_SIGNS = ("=", "+", "-", "@")
SHEET_NAME_MAX = 31
LINE_HEIGHT = 16
# Letters are on average narrower than the digits in which widths of columns are counted.
LETTERS = 1.15
THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_FILL = PatternFill("solid", start_color="EDEDED")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")


def draw(document: PlanDocument) -> bytes:
    """The bytes of an .xlsx file with the document's appendices in order."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for table in document.appendices:
        _draw_table(workbook.create_sheet(_sheet_name(table)), table)
    if not document.appendices:
        _write(workbook.create_sheet("Kế hoạch").cell(1, 1), document.heading)
    workbook.properties.title = _legible(document.heading)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _sheet_name(table: Table) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", table.label or table.key)[:SHEET_NAME_MAX]


def _draw_table(sheet: Worksheet, table: Table) -> None:
    widths = _widths(table)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    top = _draw_title(sheet, table)
    first = _draw_header(sheet, table, top, widths)
    for row, drawn in enumerate(table.rows, start=first):
        _draw_row(sheet, table, row, drawn)
        texts = [cell.text for cell in drawn.cells]
        _set_height(sheet, row, max(map(_lines, texts, widths)))
    last = first + max(len(table.rows), 1) - 1
    _show_all_decimals(sheet, table, first, last)
    notes = [(note, Font(FONT, SIZE, italic=True), LEFT) for note in table.notes]
    _draw_lines(sheet, table, notes, last + 1)
    _set_page(sheet, table, top, first, last + len(notes))


def _widths(table: Table) -> list[float]:
    """Widths of the columns, in characters: a share of the page, and never less than a figure needs."""
    whole = sum(column.width for column in table.columns)
    widths = []
    for place, column in enumerate(table.columns):
        width = column.width * PAGE_WIDTHS[table.is_landscape] / whole
        if column.is_number:
            longest = max((len(row.cells[place].text) for row in table.rows), default=0)
            width = max(width, longest * 1.2 + 2)
        widths.append(round(width, 1))
    return widths


def _lines(text: str, width: float) -> int:
    return len(textwrap.wrap(text, max(int(width * LETTERS), 1))) or 1


def _set_height(sheet: Worksheet, row: int, lines: int) -> None:
    """Make room for wrapped words: not every program does so by itself, and none for merged cells."""
    sheet.row_dimensions[row].height = LINE_HEIGHT * lines + 2


def _draw_title(sheet: Worksheet, table: Table) -> int:
    """Write what stands above the table; return the row in which its header begins."""
    lines = [
        (table.label, Font(FONT, SIZE, bold=True), CENTRE),
        (table.title, Font(FONT, SIZE, bold=True), CENTRE),
        (table.attached_to, Font(FONT, SIZE, italic=True), CENTRE),
        (f"{SCOPE_LABEL}: {table.scope}" if table.scope else "", Font(FONT, SIZE), LEFT),
        (table.unit_line, Font(FONT, SIZE, italic=True), RIGHT),
    ]
    shown = [line for line in lines if line[0]]
    _draw_lines(sheet, table, shown, 1)
    return len(shown) + 1


def _draw_lines(sheet: Worksheet, table: Table, lines: list[tuple[str, Font, Alignment]], first: int) -> None:
    """Write lines over the whole width of the table."""
    for row, (text, font, alignment) in enumerate(lines, start=first):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(table.columns))
        _set_height(sheet, row, _lines(text, PAGE_WIDTHS[table.is_landscape]))
        cell = _write(sheet.cell(row, 1), text)
        cell.font, cell.alignment = font, alignment


def _draw_header(sheet: Worksheet, table: Table, top: int, widths: list[float]) -> int:
    """Write the headings, merged over their columns, and the index row; return the first row below."""
    levels = header_rows(table.columns)
    index = top + len(levels)
    for row, level in enumerate(levels, start=top):
        rooms = [sum(widths[each.column : each.column + each.columns]) for each in level]
        lines = [-(-_lines(each.text, room) // each.rows) for each, room in zip(level, rooms, strict=True)]
        _set_height(sheet, row, max(lines))
        for heading in level:
            first, last = heading.column + 1, heading.column + heading.columns
            _write(sheet.cell(row, first), heading.text)
            if heading.rows > 1 or heading.columns > 1:
                sheet.merge_cells(None, row, first, row + heading.rows - 1, last)
    for place, column in enumerate(table.columns, start=1):
        _write(sheet.cell(index, place), column.index)
        for row in range(top, index + 1):
            cell = sheet.cell(row, place)
            cell.font, cell.alignment = Font(FONT, SIZE, bold=row < index, italic=row == index), CENTRE
            cell.border, cell.fill = BORDER, HEADER_FILL
    return index + 1


def _draw_row(sheet: Worksheet, table: Table, row: int, drawn: model.Row) -> None:
    is_bold = drawn.kind in (RowKind.TOTAL, RowKind.GROUP)
    for place, (column, content) in enumerate(zip(table.columns, drawn.cells, strict=True), start=1):
        cell = sheet.cell(row, place)
        cell.font = Font(FONT, SIZE, bold=is_bold, italic=drawn.kind is RowKind.RATE)
        cell.border = BORDER
        if content.value is None:
            _write(cell, content.text)
        else:
            cell.value = content.value
        if column.is_number:
            cell.number_format, cell.alignment = _number_format(content.text, table.zero), RIGHT
        else:
            cell.alignment = CENTRE if column.width < 15 else LEFT


def _number_format(text: str, zero: str) -> str:
    """As many decimals as the printed figure has; Excel puts the reader's own separators."""
    decimals = len(text.partition(",")[2])
    shown = f"{WHOLE}.{'0' * decimals}" if decimals else WHOLE
    return shown if zero == "0" else f'{shown};-{shown};"{zero}"'


def _write(cell: Cell, text: str) -> Cell:
    """Put words into a cell as words, whatever sign they begin with; blank stays blank."""
    if text:
        cell.value = _legible(text)
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA_SIGNS)
    return cell


def _legible(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _show_all_decimals(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    """Let a figure typed later show its decimals, where the column does not fix their number."""
    shown = NumberFormat(numFmtId=FIRST_OWN_FORMAT, formatCode=EXACT)
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows]
        if not column.is_number or not all(_is_written_in_full(cell) for cell in cells):
            continue
        letter = get_column_letter(place + 1)
        here = f"{letter}{first}"
        formula = f"AND(ISNUMBER({here}),{here}<>INT({here}))"
        rule = Rule(type="expression", dxf=DifferentialStyle(numFmt=shown), formula=[formula])
        sheet.conditional_formatting.add(f"{here}:{letter}{last}", rule)


def _is_written_in_full(cell: model.Cell) -> bool:
    return not cell.value or cell.text == number(cell.value)


def _set_page(sheet: Worksheet, table: Table, top: int, first: int, last: int) -> None:
    """A4, as wide as the page, the header on every page and in sight while one scrolls."""
    sheet.freeze_panes = f"A{first}"
    sheet.print_title_rows = f"{top}:{first - 1}"
    sheet.print_area = f"A1:{get_column_letter(len(table.columns))}{last}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if table.is_landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left, sheet.page_margins.right = 0.8, 0.6
    sheet.oddHeader.center.text = "&P"
