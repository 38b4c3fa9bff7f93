"""Screens of a plan's money: the table, and one line of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from budgets.actions import FiguresContradict, set_amount
from budgets.appendices import DIVIDED, MoneyColumn, budget_table, money_columns
from budgets.cells import cell_code, cell_words
from budgets.counterpart import checks_of, has_central_money
from budgets.counterpart_words import check_row
from budgets.cube import BudgetCube, cube_of
from budgets.forms import AmountForm, CellForm
from budgets.models import BudgetLine, FundingSource, Nature, Stage, stage_in_force
from budgets.notes import beyond_the_note, forced_line_words
from budgets.rules import may_carry
from planning.documents.headings import header_rows
from planning.documents.model import Cell, Row, Table
from planning.formats import amount
from planning.plans.plans import Plan
from planning.plans.reading import Reading
from planning.views.access import Request, open_plan, render_in_plan, visible_plan
from projects.tree import Node, tree_of


@require_safe
def budget(request: Request, slug: str) -> HttpResponse:
    """The appendix of money as a table whose entered cells lead to their form."""
    plan = visible_plan(request, slug)
    reading = Reading(plan)
    table = budget_table(reading)
    context = {
        "table": table,
        "header": header_rows(table.columns),
        "rows": _linked_rows(reading, table),
        "checks": [check_row(check, plan.unit_of_money) for check in checks_of(reading)],
        "owes_counterpart": has_central_money(reading),
        "forced": beyond_the_note(forced_line_words(reading)),
        "stage": Stage(reading.once(stage_in_force)).label,
    }
    return render_in_plan(request, plan, "budgets/budget.html", context, tab="budget")


def line_choose(request: Request, slug: str) -> HttpResponse:
    """Choose the cell to enter, then go to its form."""
    plan = open_plan(request, slug)
    form = CellForm(request.GET or None, root=tree_of(plan))
    if form.is_valid():
        data = form.cleaned_data
        cell = cell_code(data["source"].code, data["nature"])
        return redirect("budget-line", slug=plan.slug, component=data["component"], cell=cell)
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "budgets/choose.html", {"form": form}, tab="budget", status=status)


def line_edit(request: Request, slug: str, component: str, cell: str) -> HttpResponse:
    """Correct the amount of one component, source and nature; a blank takes the line away."""
    plan = open_plan(request, slug)
    node, (source, nature) = _node(plan, component), source_and_nature(cell)
    line = BudgetLine.objects.in_force(plan).filter(component=node.component, source=source, nature=nature).first()
    form = AmountForm(request.POST or None, plan=plan, line=line)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            set_amount(plan, node.component, source, nature, data["dong"], by=request.user, document=data["document"])
        except FiguresContradict as contradiction:
            for message in contradiction.messages:
                form.add_error("amount", message)
        else:
            messages.success(request, _saved_words(plan, cell_words(node, source, nature), line, form))
            return redirect("budget", slug=plan.slug)
    context = {"form": form, "cell": cell_words(node, source, nature), "line": line}
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "budgets/line.html", context, tab="budget", status=status)


def _saved_words(plan: Plan, cell: str, line: BudgetLine | None, form: AmountForm) -> str:
    """What was, and what is now: a slip of a comma shows at once."""
    unit, dong = plan.unit_of_money, form.cleaned_data["dong"]
    before = amount(line.amount, unit) if line else "trống"
    after = "trống" if dong is None else amount(dong, unit)
    return f"Đã lưu: {cell}, từ {before} thành {after} ({unit.label})."


def _linked_rows(reading: Reading, table: Table) -> list[tuple[Row, list[tuple[Cell, str]]]]:
    """Each cell of the table with the address of its form: none for sums, which follow."""
    nodes = reading.once(tree_of).walk()
    entries = {column.key: column for column in money_columns(reading) if not column.adds}
    rows = []
    for node, row in zip(nodes, table.rows, strict=True):
        cells = [
            (cell, _address(reading, node, entries.get(column.key)))
            for column, cell in zip(table.columns, row.cells, strict=True)
        ]
        rows.append((row, cells))
    return rows


def _address(reading: Reading, node: Node, column: MoneyColumn | None) -> str:
    if node.component.pk is None or column is None or column.source is None or column.nature is None:
        return ""
    cube = cube_of(reading)
    is_sum = cube.own(node, column.source, column.nature) is None and column.value(cube, node) is not None
    if is_sum or _is_held_above(cube, node, column) or not may_carry(node.component, column.nature):
        return ""
    cell = cell_code(column.source.source.code, column.nature)
    return reverse("budget-line", args=[reading.plan.slug, node.component.code, cell])


def _is_held_above(cube: BudgetCube, node: Node, column: MoneyColumn) -> bool:
    """Whether a component above has one number for this cell: nothing can be entered below it."""
    if column.source is None or column.nature is None:
        return False
    return any(cube.own(above, column.source, column.nature) is not None for above in list(node.line_up())[1:])


def source_and_nature(cell: str) -> tuple[FundingSource, Nature]:
    """What `cell_code` was made of; raises Http404."""
    nature = next((n for n in DIVIDED if cell.endswith(f"-{n.value}")), Nature.NONE)
    code = cell.removesuffix(f"-{nature.value}") if nature else cell
    return get_object_or_404(FundingSource, code=code), nature


def _node(plan: Plan, code: str) -> Node:
    for node in tree_of(plan).walk():
        if node.component.code == code:
            return node
    raise Http404
