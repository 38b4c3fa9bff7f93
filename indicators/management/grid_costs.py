"""What a grid of 170 × 15 costs: opening it, saving one cell and saving all, through the addresses of the screen."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from indicators.models import AddsUp, AssignedTarget, Comparator, Dimension, Indicator, Target
from planning.entry.kinds import entry_kind
from planning.entry.tables import EntryTable
from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.units import Unit, UnitKind
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.sheets.scopes import scope_of

COMMUNES, RATES = 169, 5
CODE, KIND, YEAR = "BENCH", "assignment", 2026
# The screens answer the measuring client wherever they are deployed, and before static files are collected.
PLAIN = {
    "ALLOWED_HOSTS": ["testserver"],
    "SECURE_SSL_REDIRECT": False,
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}


@dataclass(frozen=True)
class Cost:
    """A deed at the grid: its queries, its milliseconds, and those of our processor, which a busy machine does not
    stretch; of several rounds the middle."""

    deed: str
    queries: int
    milliseconds: float
    processor: float


def grid_costs(rounds: int = 9) -> list[Cost]:
    """Make a province of 169 communes and five rates, measure, and take all back; a commit is not among the costs."""
    with override_settings(**PLAIN), transaction.atomic():
        costs = list(_measured(_made_plan(), rounds))
        transaction.set_rollback(True)
    return costs


def _measured(plan: Plan, rounds: int) -> Iterator[Cost]:
    client = Client()
    client.force_login(User.objects.get(username=CODE))
    address = [reverse(name, args=[plan.slug, KIND]) for name in ("entry-grid", "entry-save")]

    def save(cells: int, figure: int) -> Callable[[], Any]:
        body = json.dumps({"cells": _typed(_table(plan), cells, str(figure))})
        return lambda: client.post(address[1], body, content_type="application/json")

    yield _cost("Mở bảng", [lambda: client.get(address[0])] * rounds)
    yield _cost("Lưu một ô", (save(1, figure) for figure in range(rounds)))
    yield _cost("Lưu cả bảng", (save(COMMUNES * RATES * 2, figure) for figure in range(min(rounds, 3))))


def _cost(deed: str, rounds: Any) -> Cost:
    runs = [_run(act) for act in rounds]
    queries, milliseconds, processor = zip(*runs, strict=True)
    return Cost(deed, max(queries), median(milliseconds), median(processor))


def _run(act: Callable[[], Any]) -> tuple[int, float, float]:
    with _counted() as statements:
        start, begun = time.perf_counter(), time.process_time()
        response = act()
        spent, worked = time.perf_counter() - start, time.process_time() - begun
    if response.status_code != 200:
        raise RuntimeError(f"the grid answered {response.status_code}")
    return len(statements), 1000 * spent, 1000 * worked


@contextmanager
def _counted() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    statements: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield statements


def _table(plan: Plan) -> EntryTable:
    return entry_kind(KIND).table(scope_of(plan, may_enter=True))


def _typed(table: EntryTable, cells: int, figure: str) -> list[dict[str, str]]:
    """The first cells that are open, each with another figure than stands in it."""
    typed = [
        {"row": row.key, "column": column.key, "text": f"1{figure}", "base": table.text(row, column)}
        for row, column, _ in table.entered()
    ]
    return typed[:cells]


def _made_plan() -> Plan:
    """A plan whose communes all have their counts for five rates: 170 rows, 15 columns."""
    province = _unit(CODE, UnitKind.PROVINCE, None)
    communes = [_unit(f"{CODE}{number}", UnitKind.COMMUNE, province) for number in range(COMMUNES)]
    person = User.objects.create(username=CODE, full_name=CODE)
    Post.objects.create(user=person, unit=province, role=Role.EDITOR)
    programme = Programme.objects.create(code=CODE, name=CODE, first_year=YEAR, last_year=YEAR)
    plan = Plan.objects.create(
        unit=province, programme=programme, slug=CODE.lower(), first_year=YEAR, last_year=YEAR, place=CODE
    )
    targets = [_target(plan, number) for number in range(RATES)]
    AssignedTarget.objects.bulk_create(
        AssignedTarget(plan=plan, target=target, unit=commune, numerator=10 + place % 90, denominator=1_000_000)
        for target in targets
        for place, commune in enumerate(communes)
    )
    return plan


def _unit(code: str, kind: UnitKind, parent: Unit | None) -> Unit:
    return Unit.objects.create(
        code=code, prefix=kind.label, name=code, kind=kind, parent=parent, valid_from=date(YEAR - 1, 7, 1)
    )


def _target(plan: Plan, number: int) -> Target:
    dimension, _ = Dimension.objects.get_or_create(code=CODE.lower(), defaults={"name": CODE, "position": 0})
    rate = Indicator.objects.create(
        code=f"{CODE.lower()}-{number}",
        name=f"Tỷ lệ {number}",
        dimension=dimension,
        unit_of_measure="%",
        decimals=2,
        adds_up=AddsUp.RATIO,
        numerator="Số hộ",
        denominator="Tổng số hộ",
    )
    return Target.objects.create(plan=plan, indicator=rate, comparator=Comparator.DOWN_TO, value=10)
