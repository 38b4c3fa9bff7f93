"""The longest numbers a hand may type into any table: refused in words, or stored and read back."""

import pytest
from django.urls import reverse

from indicators.models import AssignedTarget, Indicator, Target
from planning.entry.kinds import entry_kind
from planning.entry.tables import IS_A_SUM
from planning.plans.plans import Plan
from tests.conftest import make_plan

YEAR_OF_REVIEW = "51-2025"


@pytest.fixture
def scopes(plan, places, programme, fund, component):
    """For each table to fill in a scope in which it has an open cell."""
    province = make_plan(places.province, programme, "51-annual-2025-moi")
    period = make_plan(places.ba_dinh, programme, "21499-period-2021", year=2021, kind="period")
    Plan.objects.filter(pk=period.pk).update(last_year=2025)
    fund(province, "DA1", "central", "recurrent", 900_000_000)
    fund(period, "DA1", "central", "recurrent", 300_000_000)
    Target.objects.create(plan=province, indicator=Indicator.objects.get(code="viec-lam"), comparator="about", value=9)
    assert not AssignedTarget.objects.exists()
    reviews = dict.fromkeys(("review-1", "review-2", "review-3", "results"), YEAR_OF_REVIEW)
    return {
        "allocation": province.slug,
        "assignment": province.slug,
        "years": period.slug,
        "targets": plan.slug,
    } | reviews


def open_cell(kind, scope, user):
    """The first cell one may fill in, by the keys of its row and column and the text that stands in it."""
    table = kind.table(kind.find(scope, user))
    for row in table.rows:
        for column in table.columns:
            if not table.lock(row, column):
                return row.key, column.key, table.text(row, column)
    raise AssertionError(IS_A_SUM)


@pytest.mark.parametrize(
    "key", ["allocation", "assignment", "years", "targets", "review-1", "review-2", "review-3", "results"]
)
@pytest.mark.parametrize("text", ["9" * 60, "9" * 21, "9" * 16, "9" * 12, "9" * 11, "9" * 9])
def test_no_number_is_too_long_for_a_table(key, text, scopes, keeper, client):
    client.force_login(keeper)
    row, column, base = open_cell(entry_kind(key), scopes[key], keeper)
    address = reverse("entry-save", args=[scopes[key], key])
    cell = {"row": row, "column": column, "text": text, "base": base}

    answer = client.post(address, {"cells": [cell]}, content_type="application/json")

    [told] = answer.json()["cells"]
    is_stored = told["state"] == "saved"
    assert told["text"].replace(".", "") == (text if is_stored else base.replace(".", ""))
    assert bool(told["message"]) is not is_stored
    assert client.get(reverse("entry-grid", args=[scopes[key], key])).status_code == 200
