"""Screens of the documents a plan rests on or mentions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from planning.forms.sources import CitationForm, DocumentForm
from planning.plans.citing import cite, move_citation, register_and_cite, uncite
from planning.plans.parts import Citation, cited
from planning.plans.plans import Plan
from planning.views.access import Request, open_plan, render_in_plan, visible_plan

TAB = "source-list"
STEPS = {"up": -1, "down": 1}


def source_list(request: Request, slug: str) -> HttpResponse:
    """The plan's citations in their order; a POST cites a document of the register."""
    plan = open_plan(request, slug) if request.method == "POST" else visible_plan(request, slug)
    form = CitationForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        cite(plan, form.cleaned_data["document"], form.cleaned_data["role"], by=request.user)
        messages.success(request, "Đã thêm văn bản.")
        return redirect(TAB, slug=plan.slug)
    context = {"citations": cited(plan), "form": form}
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "sources/list.html", context, tab=TAB, status=status)


def source_new(request: Request, slug: str) -> HttpResponse:
    """Register a document and cite it as a basis."""
    plan = open_plan(request, slug)
    form = DocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        register_and_cite(plan, form.save(commit=False), by=request.user)
        messages.success(request, "Đã ghi văn bản vào danh mục và dẫn làm căn cứ.")
        return redirect(TAB, slug=plan.slug)
    status = 400 if form.errors else 200
    return render_in_plan(request, plan, "sources/new.html", {"form": form}, tab=TAB, status=status)


@require_POST
def source_move(request: Request, slug: str, pk: int) -> HttpResponse:
    """Move a citation one place up or down."""
    plan = open_plan(request, slug)
    if (way := request.POST.get("way", "")) not in STEPS:
        raise Http404
    move_citation(_citation(plan, pk), STEPS[way], by=request.user)
    return redirect(TAB, slug=plan.slug)


@require_POST
def source_remove(request: Request, slug: str, pk: int) -> HttpResponse:
    """Stop citing a document."""
    plan = open_plan(request, slug)
    uncite(_citation(plan, pk), by=request.user)
    messages.success(request, f"Đã bỏ văn bản khỏi {plan.document_name.lower()}.")
    return redirect(TAB, slug=plan.slug)


def _citation(plan: Plan, pk: int) -> Citation:
    citation = Citation.objects.of_plan(plan).select_related("plan").filter(pk=pk).first()
    if citation is None:
        raise Http404
    return citation
