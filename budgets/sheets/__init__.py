"""Money by workbook: the template to fill in, or the exported appendix taken back, says what it changes."""

from django.urls import reverse

from budgets.cube import lines_of
from budgets.sheets.reading import read_budget
from budgets.sheets.template import budget_template
from budgets.sheets.writing import objections, write_lines
from planning.sheets.kinds import SheetKind, provides_sheet

HINTS = (
    "Ô để trống là bỏ khoản đó; số 0 được ghi là 0. Ô tổng được tính lại, không cần sửa.",
    "Khoản đang ghi một số chung cho cả Chương trình: muốn ghi theo dự án thì xóa số chung trong cùng tệp.",
    "Tệp phụ lục tải từ kế hoạch cũng nhập được ở đây; bảng chỉ tiêu trong tệp đó không được đọc.",
)

BUDGET = provides_sheet(
    SheetKind(
        key="budget",
        title="Phụ lục kinh phí",
        template=lambda scope, user: budget_template(scope, HINTS),
        read=lambda scope, sheets, user: read_budget(scope.plan, sheets, user),
        write=lambda scope, changes, *, by, at: write_lines(scope.plan, changes, by=by, at=at),
        values=lambda scope: lines_of(scope.plan),
        objections=lambda scope, changes: objections(scope.plan, changes),
        page=lambda scope: reverse("budget", args=[scope.name]),
        tab="budget",
        hints=HINTS,
    )
)
