"""The page around a table to fill in: the plan's own, with its tabs, or that of a unit's year."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from planning.sheets.scopes import Scope
from planning.views.access import Request, render_in_plan


def render_in_scope(
    request: Request, scope: Scope, template: str, context: dict[str, Any], *, tab: str, status: int = 200
) -> HttpResponse:
    """Draw a page of a scope; its template extends `frame`."""
    context = {"scope": scope} | context
    if scope.owner:
        frame = {"frame": "plans/plan.html"} | context
        return render_in_plan(request, scope.owner, template, frame, tab=tab, status=status)
    return render(request, template, {"frame": "entry/frame.html"} | context, status=status)
