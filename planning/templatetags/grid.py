"""The cells of the grid: some thousands on a page, so they are written here, in one go and without a blank between."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from planning.entry.screen import DrawnCell, DrawnRow, Mark

register = template.Library()

REFUSED = {"invalid", "conflict"}


@register.simple_tag
def grid_cells(row: DrawnRow, may_enter: bool) -> SafeString:
    """The figures of a row: an input where one may be entered, else the text."""
    return mark_safe("".join(_cell(row, cell, may_enter) for cell in row.cells))


def _cell(row: DrawnRow, cell: DrawnCell, may_enter: bool) -> str:
    """Only texts and notes may hold letters that mean something in HTML; all else is ours.

    Who only reads is not told what cannot be entered.
    """
    name = f"{row.place}.{cell.place}"
    is_told = cell.state and (may_enter or cell.state != Mark.LOCKED)
    state = f' data-state="{cell.state}"' if is_told else ""
    kind = "" if cell.is_entered else ' class="sum"'
    note = f'<span class="entry-note" id="n{name}">{escape(cell.note)}</span>' if is_told else ""
    content = _input(row, cell, name) if may_enter and cell.is_entered else escape(cell.text)
    return f"<td{state}{kind}>{content}{note}</td>"


def _input(row: DrawnRow, cell: DrawnCell, name: str) -> str:
    readonly = " readonly" if cell.is_locked else ""
    invalid = ' aria-invalid="true"' if cell.state in REFUSED else ""
    described = f' aria-describedby="n{name}"' if cell.note else ""
    labels = f"r{row.place} c{cell.place} grid-unit"
    return (
        f'<input name="{name}" value="{escape(cell.text)}" size="{cell.size}" aria-labelledby="{labels}"'
        f"{readonly}{invalid}{described}>"
    )
