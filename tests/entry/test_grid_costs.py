"""Opening and saving a large grid is measured on a plan made for it, of which nothing stays."""

import pytest

from indicators.management import grid_costs
from planning.plans.plans import Plan


@pytest.mark.django_db
def test_a_grid_costs_the_same_queries_whatever_its_rows(monkeypatch):
    costs = {}
    for communes in (1, 3):
        monkeypatch.setattr(grid_costs, "COMMUNES", communes)
        costs[communes] = [(cost.deed, cost.queries) for cost in grid_costs.grid_costs(rounds=1)]

    assert [deed for deed, _ in costs[1]] == ["Mở bảng", "Lưu một ô", "Lưu cả bảng"]
    assert costs[1] == costs[3]
    assert not Plan.objects.exists()
