"""The uploaded workbook given back with its faults marked: a comment and a colour in each bad cell, a list in front.

Formulas stay formulas; pictures, macros and what else openpyxl does not know are not kept.
"""

import warnings
from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from planning.documents.packages import legible
from planning.sheets.packages import UnreadableWorkbook, package_of, parts_of
from planning.sheets.problems import CellProblem

LIST = "Lỗi"
HEADINGS = (("TT", 6), ("Trang tính", 24), ("Ô", 10), ("Giá trị", 30), ("Lỗi và cách sửa", 90))
BAD = PatternFill("solid", start_color="FFC7CE", end_color="FFC7CE")
AUTHOR = "Kiểm tra tệp"
COMMENT_MAX = 2_000
NOT_MARKED = "Không đánh dấu được trong tệp này. Vui lòng sửa theo danh sách lỗi dưới đây."


class CannotBeMarked(UnreadableWorkbook):
    """The workbook can be read but not written again; the message is for the user."""


def marked_copy(content: bytes, problems: Sequence[CellProblem]) -> bytes:
    """The workbook with all problems in it; raises CannotBeMarked."""
    buffer = BytesIO()
    with warnings.catch_warnings():
        # What openpyxl leaves out is said on the page.
        warnings.simplefilter("ignore")
        try:
            workbook = load_workbook(package_of(parts_of(content)))
            _mark_cells(workbook, problems)
            _list_in_front(workbook, problems)
            workbook.save(buffer)
        except Exception as error:
            # openpyxl has no error of its own: an unusual part raises whatever it trips over.
            raise CannotBeMarked(NOT_MARKED) from error
    return buffer.getvalue()


def _mark_cells(workbook: Any, problems: Iterable[CellProblem]) -> None:
    words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in problems:
        if problem.address and problem.sheet in workbook.sheetnames:
            words[problem.sheet, problem.address].append(problem.message)
    for (sheet, address), messages in words.items():
        cell = workbook[sheet][address]
        if isinstance(cell, MergedCell):
            continue
        former = [cell.comment.text] if cell.comment else []
        text = legible("\n".join([*messages, *former]))[:COMMENT_MAX]
        cell.comment = Comment(text, AUTHOR, width=320, height=40 + 20 * (len(text) // 45 + 1))
        cell.fill = BAD


def _list_in_front(workbook: Any, problems: Iterable[CellProblem]) -> None:
    sheet = workbook.create_sheet(_free_name(workbook.sheetnames), 0)
    workbook.active = 0
    for each in workbook.worksheets[1:]:
        each.sheet_view.tabSelected = False
    for column, (heading, width) in enumerate(HEADINGS, start=1):
        sheet.cell(1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    for row, problem in enumerate(problems, start=2):
        texts = (problem.sheet or "Cả tệp", problem.address or "Cả trang", problem.value, problem.message)
        sheet.cell(row, 1, row - 1)
        for column, text in enumerate(texts, start=2):
            cell = sheet.cell(row, column, legible(text))
            # A value that begins like a formula is shown, not worked out.
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=column == len(HEADINGS), vertical="top")
        if problem.address:
            quoted = problem.sheet.replace("'", "''")
            sheet.cell(row, 3).hyperlink = f"#'{quoted}'!{problem.address}"
    sheet.freeze_panes = "A2"


def _free_name(taken: Sequence[str]) -> str:
    names = [LIST, *(f"{LIST} ({number})" for number in range(2, len(taken) + 3))]
    folded = {name.casefold() for name in taken}
    return next(name for name in names if name.casefold() not in folded)
