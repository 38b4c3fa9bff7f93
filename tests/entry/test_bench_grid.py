"""Opening and saving a grid is measured on a plan made for it."""

import pytest
from django.db import transaction

from indicators.management.bench import Scale, grid


@pytest.mark.django_db
def test_a_grid_costs_the_same_queries_whatever_its_rows(monkeypatch):
    queries = {}
    for communes in (1, 3):
        monkeypatch.setattr(grid, "COMMUNES", communes)
        with transaction.atomic():
            lines = grid.run(Scale(communes, rounds=2))
            transaction.set_rollback(True)
        queries[communes] = {line.words: line.figure for line in lines if "truy vấn" in line.words}

    assert list(queries[1]) == ["Mở bảng: số truy vấn", "Lưu một ô: số truy vấn", "Lưu mọi ô: số truy vấn"]
    assert queries[1] == queries[3]
