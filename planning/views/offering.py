"""Screens that put a draft before the signer, and take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from planning.plans.offering import offer, withdraw
from planning.review.problems import obstacles, problems_of_plan
from planning.views.access import Request, open_plan


@require_POST
def plan_offer(request: Request, slug: str) -> HttpResponse:
    """Put the draft before the signer, unless something stands in the way of signing it."""
    plan = open_plan(request, slug)
    if found := obstacles(problems_of_plan(plan)):
        messages.error(request, f"Chưa trình ký được: còn {len(found)} điểm phải sửa.")
    else:
        offer(plan, by=request.user, at=timezone.now())
        messages.success(request, f"Đã trình ký. {plan.document_name} có ở trang chủ của người ký.")
    return redirect("plan-check", slug=plan.slug)


@require_POST
def plan_withdraw(request: Request, slug: str) -> HttpResponse:
    """Take the draft back from the signer."""
    plan = open_plan(request, slug)
    withdraw(plan, by=request.user, at=timezone.now())
    messages.success(request, "Đã rút lại; chưa trình ký.")
    return redirect("plan-check", slug=plan.slug)
