"""The budget appendix taken back: the exported workbook is the template, and says what it changes."""

from budgets.sheets.reading import read_budget
from budgets.sheets.writing import write_lines
from planning.sheets.kinds import SheetKind, provides_sheet

BUDGET = provides_sheet(SheetKind("budget", "Phụ lục kinh phí", read_budget, write_lines, url_name="budget"))
