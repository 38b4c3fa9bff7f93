"""`bench`: seconds and memory from figures to paper, beside other programs that draw the same, in one run."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from statistics import median
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand

from planning.documents.assemble import assemble
from planning.management.bench.cases import CASES, TITLES
from planning.management.bench.drawers import drawers
from planning.management.commands.print_plan import find_plan
from planning.plans.plans import PlanKind

NAMES = {"ours": "phần mềm này", "typst": "Typst", "chromium": "Chromium", "libreoffice": "LibreOffice"}
KIB_PER_MIB = 1024
PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


class Measure(NamedTuple):
    """Seconds to make the document, to draw it and of processors spent on drawing; MiB of the largest process."""

    making: float
    drawing: float
    processors: float
    memory: float


class Command(BaseCommand):
    help = "Đo thời gian và bộ nhớ để lập và vẽ kế hoạch, cạnh các chương trình khác, trong một lần chạy."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="51")
        parser.add_argument("--year", default="2025")
        parser.add_argument("--rounds", type=int, default=3, help="số lần đo kế hoạch 20 trang; lấy trung vị")
        parser.add_argument("--patience", type=int, default=180, help="số giây chờ một chương trình")
        parser.add_argument("--alone", nargs=2, metavar=("CASE", "DRAWER"), help="đo một lần, trong tiến trình này")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["alone"]:
            self.stdout.write(json.dumps(_measured_here(*options["alone"])))
            return
        self._report_assembly(options["unit"], options["year"])
        for case in CASES:
            rounds = options["rounds"] if case == "plan" else 1
            self.stdout.write(f"\n{TITLES[case]}")
            self.stdout.write(f"{'':<14}{'lập, s':>9}{'vẽ, s':>9}{'CPU, s':>9}{'MiB':>7}{'ta / họ':>9}")
            self._report(case, rounds, options["patience"])

    def _report_assembly(self, unit: str, year: str) -> None:
        plan = find_plan(unit, year, PlanKind.ANNUAL)
        start = time.perf_counter()
        assemble(plan)
        self.stdout.write(f"Lập kế hoạch {unit} năm {year} từ cơ sở dữ liệu: {time.perf_counter() - start:.3f} s")

    def _report(self, case: str, rounds: int, patience: int) -> None:
        """Measure the drawers in turn, round after round, so that a slow spell of the machine meets them all."""
        names = list(drawers())
        runs = {name: [_measured_apart(case, name, patience)] for name in names}
        for _ in range(rounds - 1):
            for name in names:
                runs[name].append(_measured_apart(case, name, patience))
        drawn = {name: _middle([run for run in each if run]) for name, each in runs.items()}
        for name, measure in drawn.items():
            self.stdout.write(_line(NAMES[name], measure, drawn["ours"], patience))


def _line(name: str, measure: Measure | None, ours: Measure | None, patience: int) -> str:
    if measure is None:
        return f"{name:<14}{'':>9}{f'> {patience}':>9}"
    ratio = f"{ours.drawing / measure.drawing:>9.2f}" if ours else ""
    seconds = "".join(f"{each:>9.2f}" for each in (measure.making, measure.drawing, measure.processors))
    return f"{name:<14}{seconds}{measure.memory:>7.0f}{ratio}"


def _middle(runs: list[Measure]) -> Measure | None:
    if not runs:
        return None
    return Measure(*(median(values) for values in zip(*runs, strict=True)))


def _measured_apart(case: str, drawer: str, patience: int) -> Measure | None:
    """Measure in a process of its own, so that one drawer's memory is not another's; None when it takes too long."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "bench", "--alone", case, drawer]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        try:
            printed, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return None
    return Measure(*json.loads(printed.splitlines()[-1]))


def _measured_here(case: str, drawer: str) -> Measure:
    start = time.perf_counter()
    document = CASES[case]()
    made, spent = time.perf_counter(), _processor_seconds()
    drawers()[drawer](document)
    drawn = time.perf_counter()
    memory = max(resource.getrusage(who).ru_maxrss for who in PROCESSES)
    return Measure(made - start, drawn - made, _processor_seconds() - spent, memory / KIB_PER_MIB)


def _processor_seconds() -> float:
    """Of this process and of those it has started: what a busy machine does not stretch."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, PROCESSES))
