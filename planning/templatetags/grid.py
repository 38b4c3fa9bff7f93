"""The cells of the grid: some thousands on a page, so they are written here, without a blank between them."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from planning.entry.screen import DrawnCell, DrawnRow

register = template.Library()

READONLY, INVALID = mark_safe(" readonly"), mark_safe(' aria-invalid="true"')
REFUSED = {"invalid", "conflict"}


@register.simple_tag
def grid_cells(row: DrawnRow, may_enter: bool) -> SafeString:
    """The figures of a row: an input where one may be entered, else the text."""
    return format_html_join("", "{}", ((_cell(row, cell, may_enter),) for cell in row.cells))


def _cell(row: DrawnRow, cell: DrawnCell, may_enter: bool) -> SafeString:
    name = f"{row.place}.{cell.place}"
    state = format_html(' data-state="{}"', cell.state) if cell.state else ""
    kind = "" if cell.is_entered else mark_safe(' class="sum"')
    content = _input(row, cell, name) if may_enter and cell.is_entered else cell.text
    return format_html("<td{}{}>{}{}</td>", state, kind, content, _note(cell, name))


def _input(row: DrawnRow, cell: DrawnCell, name: str) -> SafeString:
    return format_html(
        '<input name="{0}" value="{1}" size="{2}" aria-labelledby="r{3} c{4} grid-unit"{5}{6}{7}>',
        name,
        cell.text,
        cell.size,
        row.place,
        cell.place,
        READONLY if cell.is_locked else "",
        INVALID if cell.state in REFUSED else "",
        format_html(' aria-describedby="n{}"', name) if cell.note else "",
    )


def _note(cell: DrawnCell, name: str) -> SafeString | str:
    return format_html('<span class="entry-note" id="n{}">{}</span>', name, cell.note) if cell.note else ""
