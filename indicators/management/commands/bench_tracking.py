"""`bench_tracking`: what dashboards, boards and the annual report cost over provinces of several sizes."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from decimal import Decimal
from os import getloadavg
from typing import Any

from django.core.management.base import BaseCommand

from indicators.management.bench.databases import POSTGRESQL, SQLITE, installed, managed, scratch
from indicators.management.bench.timing import in_words, timed
from indicators.management.bench.tracking import Cost, Costs, measured
from planning.formats import number

SIZES, QUICK = (96, 1_000, 11_000), (24, 96)
# Where the reference data have units of their own.
PROVINCES = ("51", "38", "14")
ROUNDS = 5
WORDS, QUERIES, TIME, RATIO = 40, 9, 12, 9
MAKING, MEMORY = "Lập tỉnh Mẫu", "Bộ nhớ nhiều nhất"


class Command(BaseCommand):
    help = "Đo truy vấn và thời gian của bảng theo dõi, kỳ báo cáo, báo cáo năm theo số xã của tỉnh Mẫu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--communes", type=int, nargs="+", default=SIZES, help="số xã của từng lần đo")
        parser.add_argument("--years", type=int, default=5, help="số năm có số liệu")
        parser.add_argument("--quick", action="store_true", help=f"chỉ {QUICK[0]} và {QUICK[1]} xã, cho máy nhỏ")
        parser.add_argument("--rounds", type=int, default=ROUNDS, help="số lần đo mỗi việc; lấy trung vị")
        parser.add_argument("--database", choices=(SQLITE, POSTGRESQL), help="chỉ đo trên một cơ sở dữ liệu")
        parser.add_argument("--alone", action="store_true", help="đo trên cơ sở dữ liệu này, đã có tỉnh Mẫu")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["alone"]:
            self.stdout.write(json.dumps(measured(options["rounds"])))
            return
        sizes = QUICK if options["quick"] else options["communes"]
        for database in [options["database"]] if options["database"] else installed():
            loads = [getloadavg()[0]]
            columns = []
            for communes in sizes:
                columns.append(_measured_apart(database, communes, options["years"]))
                loads.append(getloadavg()[0])
            shown = ", ".join(number(round(Decimal(load), 1)) for load in loads)
            self.stdout.write(f"\n{database} (tải của máy trước và sau mỗi cột: {shown})")
            for line in lines_of(sizes, columns):
                self.stdout.write(line)


def _measured_apart(database: str, communes: int, years: int) -> Costs:
    """Make the province in an empty database and measure in another process, whose memory is only its own."""
    with scratch(database) as address:
        managed(address, "migrate", "--no-input", "--verbosity", "0")
        managed(address, "load_units", *(word for code in PROVINCES for word in ("--province", code)))
        managed(address, "load_facts")
        size = ("--communes", str(communes), "--years", str(years))
        milliseconds, _ = timed(lambda: managed(address, "sample_province", *size, "--issue"))
        costs = Costs.of(json.loads(managed(address, "bench_tracking", "--alone")))
    return Costs((Cost(MAKING, None, milliseconds), *costs.costs), costs.mebibytes)


def lines_of(sizes: Sequence[int], columns: Sequence[Costs]) -> Iterator[str]:
    """The costs over each province beside those over the smallest: queries, time, and how many times as long."""
    yield f"{'':<{WORDS}}" + "".join(f"{f'{number(size)} xã':>{QUERIES + TIME + RATIO}}" for size in sizes)
    heads = f"{'truy vấn':>{QUERIES}}{'thời gian':>{TIME}}{'gấp':>{RATIO}}"
    yield f"{'':<{WORDS}}" + heads * len(sizes)
    for costs in zip(*(each.costs for each in columns), strict=True):
        yield f"{costs[0].words:<{WORDS}}" + "".join(_cell(each, costs[0]) for each in costs)
    sums = "".join(f"{f'{number(round(each.mebibytes))} MiB':>{QUERIES + TIME}}{'':{RATIO}}" for each in columns)
    yield f"{MEMORY:<{WORDS}}{sums}"


def _cell(cost: Cost, first: Cost) -> str:
    queries = "" if cost.queries is None else number(cost.queries)
    times = number(Decimal(cost.milliseconds / first.milliseconds), 1)
    return f"{queries:>{QUERIES}}{in_words(cost.milliseconds):>{TIME}}{times:>{RATIO}}"
