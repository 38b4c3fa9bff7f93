"""Screens of who leads which component, and what the plan says about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from planning.plans.plans import Plan
from planning.views.access import Request, open_plan, render_in_plan, visible_plan
from projects.actions import remove_project_plan, set_project_plan
from projects.forms import ProjectPlanForm
from projects.models import ProjectPlan
from projects.tree import Node, tree_of

TAB = "project-list"


@require_safe
def project_list(request: Request, slug: str) -> HttpResponse:
    """The components of the programme with their lead in this plan."""
    plan = visible_plan(request, slug)
    assigned = ProjectPlan.objects.of_plan(plan).select_related("lead").prefetch_related("partners")
    by_component = {each.component_id: each for each in assigned}
    rows = [(node, by_component.get(node.component.pk)) for node in tree_of(plan).walk() if node.depth]
    return render_in_plan(request, plan, "projects/list.html", {"rows": rows}, tab=TAB)


def project_edit(request: Request, slug: str, component: str) -> HttpResponse:
    """Say who leads a component, with whom, and what the plan intends there."""
    plan = open_plan(request, slug)
    node = _node(plan, component)
    own = ProjectPlan.objects.of_plan(plan).filter(component=node.component).first()
    form = ProjectPlanForm(request.POST or None, instance=own or ProjectPlan(plan=plan, component=node.component))
    if request.method == "POST" and form.is_valid():
        set_project_plan(form.save(commit=False), form.cleaned_data["partners"], by=request.user)
        messages.success(request, f"Đã lưu phân công {node.reference}.")
        return redirect(TAB, slug=plan.slug)
    status = 400 if form.errors else 200
    return render_in_plan(
        request, plan, "projects/project.html", {"form": form, "node": node, "own": own}, tab=TAB, status=status
    )


@require_POST
def project_remove(request: Request, slug: str, component: str) -> HttpResponse:
    """Take an assignment out of the plan."""
    plan = open_plan(request, slug)
    own = get_object_or_404(ProjectPlan.objects.of_plan(plan), component=_node(plan, component).component)
    remove_project_plan(own, by=request.user)
    messages.success(request, "Đã bỏ phân công.")
    return redirect(TAB, slug=plan.slug)


def _node(plan: Plan, code: str) -> Node:
    for node in tree_of(plan).walk():
        if node.depth and node.component.code == code:
            return node
    raise Http404
