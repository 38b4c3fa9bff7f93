"""The measurement of tracking runs over the sample province, and prints sizes side by side."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from indicators.management.bench.tracking import Cost, Costs
from indicators.management.commands.bench_tracking import lines_of

pytestmark = pytest.mark.paper


def test_pages_pictures_and_papers_of_the_sample_are_measured(made):
    out = StringIO()

    call_command("bench_tracking", "--alone", rounds=1, stdout=out)

    costs = Costs.of(json.loads(out.getvalue())).costs
    queries = {cost.words: cost.queries for cost in costs}
    assert [words for words, count in queries.items() if count == 0] == [
        "Báo cáo năm: vẽ PDF",
        "Báo cáo năm: vẽ Word",
        "Báo cáo năm: vẽ Excel",
    ]
    assert "Bảng theo dõi" in queries
    assert len([words for words in queries if words.startswith("Hình ")]) == 12


def test_sizes_stand_side_by_side_with_how_many_times_as_long_they_take():
    few, many = (Costs((Cost("Trang chủ", 90, time),), 200.4) for time in (150.0, 1200.0))

    head, _, page, memory = lines_of([96, 1000], [few, many])

    assert head.split() == ["96", "xã", "1.000", "xã"]
    assert page.split() == ["Trang", "chủ", "90", "150", "ms", "1,0", "90", "1.200", "ms", "8,0"]
    assert memory.split() == ["Bộ", "nhớ", "nhiều", "nhất", "200", "MiB", "200", "MiB"]
