"""The budget appendix taken back: the exported workbook is the template, and says what it changes."""

from django.urls import reverse

from budgets.cube import lines_of
from budgets.sheets.reading import read_budget
from budgets.sheets.writing import write_lines
from planning.documents import xlsx
from planning.documents.assemble import assemble
from planning.sheets.kinds import SheetKind, provides_sheet

BUDGET = provides_sheet(
    SheetKind(
        key="budget",
        title="Phụ lục kinh phí",
        template=lambda scope, user: xlsx.draw(assemble(scope.plan)),
        read=lambda scope, sheets, user: read_budget(scope.plan, sheets, user),
        write=lambda scope, changes, *, by, at: write_lines(scope.plan, changes, by=by, at=at),
        values=lambda scope: lines_of(scope.plan),
        page=lambda scope: reverse("budget", args=[scope.name]),
        tab="budget",
        hints=(
            "Ô để trống là bỏ khoản đó; số 0 được ghi là 0. Ô tổng được tính lại, không cần sửa.",
            "Khoản đang ghi một số chung cho cả Chương trình: muốn ghi theo dự án thì xóa số chung trong cùng tệp.",
            "Bảng chỉ tiêu trong cùng tệp không được đọc ở đây.",
        ),
    )
)
