"""Whose table a workbook holds: by the line that the template puts above it."""

import re

from planning.sheets.problems import CellProblem, problem_at
from planning.sheets.scopes import Scope
from planning.sheets.tables import SheetTable
from planning.sheets.titles import SCOPE_LINE

# A title is of a year; where a month stands too, it is the day of a document.
TITLE_YEAR = re.compile(r"^(?!.*\btháng\b).*\bnăm\s+(20\d\d)\b", re.IGNORECASE)
YEAR = re.compile(r"\b20\d\d\b")
YEAR_LINE = re.compile(r"\bNăm\s*:\s*(\d{4})\b", re.IGNORECASE)
NAME_LINE = re.compile(r"\bMã bảng\s*:\s*([\w-]+)", re.IGNORECASE)


def problem_of_scope(found: SheetTable, scope: Scope) -> CellProblem | None:
    """The problem of a table of another unit, year or plan; a table that names none has none."""
    ours = f"Bảng đang nhập là của {scope.unit.full_name} (mã {scope.unit.code}), năm {scope.year}."
    expected = (
        (SCOPE_LINE, scope.unit.code, "Bảng trong tệp là của đơn vị khác (mã {})."),
        (YEAR_LINE, str(scope.year), "Bảng trong tệp là của năm khác ({})."),
        (NAME_LINE, scope.name, "Bảng trong tệp là của kế hoạch hoặc bảng khác ({})."),
    )
    for pattern, due, words in expected:
        line = found.line_above(pattern)
        if line and line[1][1].casefold() != due.casefold():
            place, match = line
            message = f"{words.format(match[1])} {ours}"
            return problem_at(found.sheet.name, place, found.sheet.seen(place), message)
    return _of_another_year(found, scope, ours)


def _of_another_year(found: SheetTable, scope: Scope, ours: str) -> CellProblem | None:
    """The problem of a title that names other years only, where no line of a template says more."""
    titles = list(found.lines_above(TITLE_YEAR))
    years = [int(year) for _, match in titles for year in YEAR.findall(match.string)]
    last = scope.owner.last_year if scope.owner else scope.year
    if not titles or found.line_above(YEAR_LINE) or any(scope.year <= year <= last for year in years):
        return None
    place, match = titles[0]
    message = f"Tiêu đề ghi năm {match[1]}. {ours} Nếu đúng là số liệu của bảng này, vui lòng sửa tiêu đề."
    return problem_at(found.sheet.name, place, found.sheet.seen(place), message)
