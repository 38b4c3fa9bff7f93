"""Who changed a plan last, and when: for lists in which drafts must be told apart."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, QuerySet, Value

from planning.people.users import User
from planning.plans.copying import copied_models
from planning.plans.plans import Plan


@dataclass(frozen=True)
class Touch:
    """The last change of a plan or of what hangs on it."""

    at: datetime
    by: str


def last_touches(plans: Collection[Plan]) -> dict[int, Touch]:
    """The last change of each plan, by its id; three queries, however many plans and tables there are."""
    keys = [plan.pk for plan in plans]
    latest: dict[int, tuple[datetime, int]] = {}
    asked = [_moments(place, keys) for place in range(len(_histories()))] if keys else []
    for plan, moment, place in _together(asked):
        latest[plan] = max(latest.get(plan, (moment, place)), (moment, place))
    people = dict(_together([_person(place, plan, moment) for plan, (moment, place) in latest.items()]))
    names = User.objects.in_bulk(set(people.values()) - {None})
    return {plan: Touch(at, str(names.get(people.get(plan)) or "Hệ thống")) for plan, (at, _) in latest.items()}


def _histories() -> list[tuple[Any, str]]:
    """The histories to look through, each with what it calls the plan."""
    models = [model for model in copied_models() if hasattr(model, "history")]
    return [(Plan, "id"), *((model, "plan_id") for model in models)]


def _moments(place: int, plans: Sequence[int]) -> QuerySet:
    model, key = _histories()[place]
    rows = model.history.filter(**{f"{key}__in": plans}).order_by()
    grouped = rows.annotate(of=F(key)).values("of").annotate(last=Max("history_date"))
    return grouped.values_list("of", "last", Value(place))


def _person(place: int, plan: int, moment: datetime) -> QuerySet:
    model, key = _histories()[place]
    rows = model.history.filter(**{key: plan, "history_date": moment}).order_by()
    return rows.annotate(of=F(key)).values_list("of", "history_user_id")


def _together(rows: Sequence[QuerySet]) -> list[tuple]:
    """The rows of several questions in one."""
    return list(rows[0].union(*rows[1:], all=True)) if rows else []
