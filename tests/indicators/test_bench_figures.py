"""The measurement of roll-ups runs, and compares like with like."""

import json
from dataclasses import asdict
from io import StringIO

import pytest
from django.core.management import call_command

from indicators.management.bench import Scale
from indicators.management.bench.timing import in_words


@pytest.mark.django_db
def test_the_roll_ups_of_a_small_country_are_measured():
    out = StringIO()

    call_command("bench_figures", "--alone", "rollup", json.dumps(asdict(Scale(communes=68, rounds=1))), stdout=out)

    lines = {line["words"]: line["figure"] for line in json.loads(out.getvalue())}
    assert lines["Số kết quả"] == "18.700"
    assert lines["Số tổng hợp được lưu"] == "9.350"
    assert len(lines) == 15


def test_times_are_written_as_people_read_them():
    assert [in_words(0.654), in_words(2100.4)] == ["0,65 ms", "2.100 ms"]
