"""What a grid of 170 × 15 costs: opening it, saving one cell and saving all, through the addresses of the screen."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from statistics import median
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from indicators.management.bench import Line, Scale
from indicators.management.bench.timing import in_words, timed
from indicators.models import AddsUp, AssignedTarget, Comparator, Dimension, Indicator, Target
from planning.entry.exchange import MOST_CELLS
from planning.entry.kinds import entry_kind
from planning.formats import number
from planning.people.roles import Role
from planning.people.users import Post, User
from planning.places.units import Unit, UnitKind
from planning.plans.plans import Plan
from planning.plans.programmes import Programme
from planning.sheets.scopes import scope_of

COMMUNES, RATES, FEW = 169, 5, 4
CODE, KIND, YEAR = "BENCH", "assignment", 2026
# The screens answer the measuring client wherever they are deployed, and before static files are collected.
PLAIN = {
    "ALLOWED_HOSTS": ["testserver"],
    "SECURE_SSL_REDIRECT": False,
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}


def run(scale: Scale) -> list[Line]:
    """Make a province of 169 communes and five rates of three columns each, then open and save its grid."""
    plan = _made_plan()
    client = Client()
    client.force_login(User.objects.get(username=CODE))
    with override_settings(**PLAIN):
        return list(_measured(client, plan, scale.rounds))


def _measured(client: Client, plan: Plan, rounds: int) -> Iterator[Line]:
    grid, saving = (reverse(name, args=[plan.slug, KIND]) for name in ("entry-grid", "entry-save"))

    def save(cells: int, figure: int) -> Callable[[], Any]:
        body = json.dumps({"cells": _typed(plan, cells, str(figure))})
        return lambda: client.post(saving, body, content_type="application/json")

    yield Line("Ô nhập được của bảng", number(len(_typed(plan, MOST_CELLS, "0"))))
    yield from _costs("Mở bảng", [lambda: client.get(grid)] * rounds)
    yield from _costs("Lưu một ô", (save(1, figure) for figure in range(rounds)))
    yield from _costs("Lưu mọi ô", (save(MOST_CELLS, figure) for figure in range(min(rounds, FEW))))


def _costs(words: str, deeds: Iterable[Callable[[], Any]]) -> Iterator[Line]:
    """The queries and milliseconds of a deed: of several rounds the middle, the first left out."""
    runs = [_cost(deed) for deed in deeds][1:]
    yield Line(f"{words}: số truy vấn", number(max(queries for queries, _ in runs)))
    yield Line(f"{words}: thời gian", in_words(median(milliseconds for _, milliseconds in runs)))


def _cost(deed: Callable[[], Any]) -> tuple[int, float]:
    with counted() as statements:
        milliseconds, response = timed(deed)
    if response.status_code != 200:
        raise RuntimeError(f"the grid answered {response.status_code}")
    return len(statements), milliseconds


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    statements: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield statements


def _typed(plan: Plan, most: int, figure: str) -> list[dict[str, str]]:
    """The first cells that are open, each with another figure than stands in it."""
    table = entry_kind(KIND).table(scope_of(plan, may_enter=True))
    typed = (
        {"row": row.key, "column": column.key, "text": f"1{figure}", "base": table.text(row, column)}
        for row, column, _ in table.entered()
    )
    return list(islice(typed, most))


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
