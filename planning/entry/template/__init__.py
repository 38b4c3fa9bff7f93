"""The workbook to fill in: what is there already, what may be entered, and how."""

from io import BytesIO

from xlsxwriter import Workbook

from planning.documents.packages import NO_MOMENT, legible
from planning.documents.xlsx import FACE, OPTIONS, Looks
from planning.entry.reading.tables import GUIDE
from planning.entry.tables import EntryTable
from planning.entry.template.guide import draw_guide
from planning.entry.template.table import EntrySheet
from planning.sheets.scopes import Scope

TABLE = "Bảng số liệu"


def template_of(table: EntryTable, scope: Scope, hints: tuple[str, ...]) -> bytes:
    """Draw the workbook of a table; the same table makes the same bytes."""
    buffer = BytesIO()
    with Workbook(buffer, {**OPTIONS, "default_format_properties": dict(FACE)}) as workbook:
        workbook.set_properties(
            {"title": legible(table.title), "author": legible(scope.unit.full_name), "created": NO_MOMENT}
        )
        looks = Looks(workbook)
        EntrySheet(workbook.add_worksheet(TABLE), looks, table, scope).draw()
        draw_guide(workbook.add_worksheet(GUIDE), looks, table, scope, hints)
    return buffer.getvalue()
