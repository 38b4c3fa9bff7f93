"""A period opened by mistake: what hangs on it keeps it, and one taken away is still told of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from planning.formats import number
from planning.places.units import UnitQuerySet
from planning.plans.periods import ReportingPeriod
from planning.plans.plans import Plan


def what_holds(period: ReportingPeriod) -> list[str]:
    """`12 kết quả trong kỳ`, `1 báo cáo của đơn vị`: whatever hangs on a period and does not go with it.

    One query for each kind of thing there is.
    """
    return list(_held(period))


def _held(period: ReportingPeriod) -> Iterator[str]:
    relations: Iterable[Any] = ReportingPeriod._meta.get_fields(include_hidden=True)
    for relation in relations:
        if getattr(relation, "on_delete", None) is models.PROTECT and relation.auto_created:
            model: Any = relation.related_model
            if count := model._base_manager.filter(**{relation.remote_field.name: period}).count():
                words = "báo cáo bằng văn bản" if model is Plan else model._meta.verbose_name
                yield f"{number(count)} {words}"


@dataclass(frozen=True)
class Gone:
    """A period that was taken away: what it was, by whom, when and why."""

    words: str
    by: str
    at: datetime
    reason: str


def deleted_periods(units: UnitQuerySet, most: int = 20) -> list[Gone]:
    """The latest periods taken away from some units, the newest first; one query."""
    rows = ReportingPeriod.history.filter(history_type="-", unit_id__in=units.values("pk"))
    rows = rows.select_related("history_user", "unit", "unit__parent")[:most]
    return [
        Gone(str(row.instance), str(row.history_user or "Hệ thống"), row.history_date, row.history_change_reason or "")
        for row in rows
    ]
