"""The home page: what concerns the person today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.people.reach import units_below, units_of_posts
from planning.people.roles import Action
from planning.plans.offering import offered_among
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan, PlanQuerySet
from planning.plans.touched import Touch, last_touches
from planning.tracking.calendars import due_days_of
from planning.tracking.concerns import Concern, concerns_of
from planning.tracking.warnings import EarlyWarning, warnings_of
from planning.views.access import Request

# How much of each list the page shows; the rest is one step away.
WARNINGS, DAYS, PLANS, PAGE = 5, 8, 8, 100

# A plan with its last change.
Told = tuple[Plan, Touch | None]


@dataclass(frozen=True)
class Group:
    """The warnings of one kind: the first of them, and how many there are."""

    title: str
    first: Sequence[EarlyWarning]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.first)


@require_safe
def home(request: Request) -> HttpResponse:
    """Open periods, early warnings, days ahead, plans to finish and to sign: each with words where there are none."""
    today = timezone.localdate()
    drafts = _first(Plan.objects.editable_by(request.user))
    to_sign = _first(offered_among(Plan.objects.open_to(request.user, Action.ISSUE)))
    touches = last_touches([*drafts[0], *to_sign[0]])
    context = {
        "today": today,
        "has_posts": request.user.is_superuser or request.user.posts.exists(),
        "concerns": _concerns(request),
        "groups": _grouped(_warnings(request)),
        "days": due_days_of(units_of_posts(request.user), today)[:DAYS],
        "drafts": _told(drafts, touches),
        "to_sign": _told(to_sign, touches),
    }
    return render(request, "home.html", context)


@require_safe
def warning_list(request: Request) -> HttpResponse:
    """All early warnings by their kinds, or those of the kind that is asked for, the nearest first."""
    kinds = _by_kind(_warnings(request))
    asked = request.GET.get("kind", "")
    shown = [kinds[asked]] if asked in kinds else kinds.values()
    page = Paginator([each for found in shown for each in found], PAGE).get_page(request.GET.get("page"))
    return render(request, "warnings.html", {"page": page, "kind": asked if asked in kinds else ""})


def _concerns(request: Request) -> list[Concern]:
    """The open periods, those first in which the person's own report is still to be sent."""
    today = timezone.localdate()
    periods = ReportingPeriod.objects.visible_to(request.user).open_on(today).with_names()
    concerns = [each for each in concerns_of(request.user, periods, today) if each.own or each.below]
    return sorted(concerns, key=lambda concern: not any(each.is_due for each in concern.own))


def _warnings(request: Request) -> list[EarlyWarning]:
    today = timezone.localdate()
    return warnings_of(units_below(request.user).existing_on(today), today)


def _grouped(warnings: Sequence[EarlyWarning]) -> list[Group]:
    return [Group(title, found[:WARNINGS], len(found)) for title, found in _by_kind(warnings).items()]


def _by_kind(warnings: Sequence[EarlyWarning]) -> dict[str, list[EarlyWarning]]:
    """The warnings of each kind, the kinds in the order in which they first come up."""
    kinds: dict[str, list[EarlyWarning]] = {}
    for each in warnings:
        kinds.setdefault(each.title, []).append(each)
    return kinds


def _first(plans: PlanQuerySet) -> tuple[list[Plan], bool]:
    """The first plans of a list, the newest first, and whether there are more."""
    found = list(plans.with_names().order_by("-pk")[: PLANS + 1])
    return found[:PLANS], len(found) > PLANS


def _told(found: tuple[list[Plan], bool], touches: Mapping[int, Touch]) -> tuple[list[Told], bool]:
    """Each plan with its last change, so that two of one kind are told apart."""
    plans, more = found
    return [(plan, touches.get(plan.pk)) for plan in plans], more
