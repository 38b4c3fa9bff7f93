"""`bench_figures`: how long figures take to be entered, stored and added up, on both databases in one run."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from os import getloadavg
from typing import Any

from django.core.management.base import BaseCommand

from indicators.management.bench import Line, Scale, grid, imports, rollup
from indicators.management.bench.databases import installed, run_apart, scratch
from planning.formats import number

# Each part runs on a database of its own, so that none finds what another left.
PARTS: dict[str, tuple[str, Callable[[Scale], list[Line]]]] = {
    "rollup": ("Tổng hợp tỉnh × chỉ tiêu theo năm", rollup.run),
    "imports": ("Nhập 10.000 xã × 14 số đếm từ bảng tính", imports.run),
    "grid": ("Bảng nhập trên màn hình, 170 dòng × 15 cột", grid.run),
}
COUNTRY, QUICK = 3_025_000, 93_500
# What one commune adds to the results: 55 indicators in 5 years.
OF_A_COMMUNE = 275
ROUNDS = 20
WORDS, FIGURE = 58, 16


class Command(BaseCommand):
    help = "Đo thời gian nhập, lưu và tổng hợp số liệu trên SQLite và PostgreSQL, trong một lần chạy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rows", type=int, default=COUNTRY, help="số kết quả: 55 chỉ tiêu × 5 năm của mỗi xã")
        parser.add_argument("--quick", action="store_true", help=f"chỉ {QUICK} kết quả, cho máy nhỏ")
        parser.add_argument("--part", choices=PARTS, help="chỉ đo một phần")
        parser.add_argument("--alone", nargs=2, metavar=("PART", "SCALE"), help="đo trên cơ sở dữ liệu này")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["alone"]:
            part, told = options["alone"]
            lines = PARTS[part][1](Scale(**json.loads(told)))
            self.stdout.write(json.dumps([asdict(line) for line in lines]))
            return
        rows = QUICK if options["quick"] else options["rows"]
        scale = Scale(rows // OF_A_COMMUNE, ROUNDS)
        for part in [options["part"]] if options["part"] else PARTS:
            self._report(part, scale)

    def _report(self, part: str, scale: Scale) -> None:
        columns, loads = {}, [getloadavg()[0]]
        for database in installed():
            with scratch(database) as address:
                columns[database] = run_apart(address, part, scale)
            loads.append(getloadavg()[0])
        # What else the machine was doing meanwhile; one measurement keeps one processor busy.
        shown = ", ".join(number(round(Decimal(load), 1)) for load in loads)
        self.stdout.write(f"\n{PARTS[part][0]} (tải của máy trước và sau mỗi cột: {shown})")
        self.stdout.write(f"{'':<{WORDS}}" + "".join(f"{database:>{FIGURE}}" for database in columns))
        for lines in zip(*columns.values(), strict=True):
            self.stdout.write(f"{lines[0].words:<{WORDS}}" + "".join(f"{line.figure:>{FIGURE}}" for line in lines))
