"""`bench`: how long each step from figures to paper takes, beside Chromium printing the same HTML, in one run."""

import shutil
import subprocess
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from django.core.management.base import BaseCommand

from planning.documents import html, pdf, xlsx
from planning.documents.assemble import assemble
from planning.management.commands.print_plan import find_plan
from planning.plans.plans import PlanKind

CHROMIUM = [
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
]  # fmt: skip


class Command(BaseCommand):
    help = "Đo thời gian lập và in một kế hoạch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", default="51")
        parser.add_argument("--year", default="2025")
        parser.add_argument("--rounds", type=int, default=5)

    def handle(self, *args: Any, **options: Any) -> None:
        plan = find_plan(options["unit"], options["year"], PlanKind.ANNUAL)
        document = assemble(plan)
        steps: dict[str, Callable[[], object]] = {
            "assemble": lambda: assemble(plan),
            "html": lambda: html.page_of(document),
            "pdf": lambda: pdf.draw(document),
            "xlsx": lambda: xlsx.draw(document),
        }
        with tempfile.TemporaryDirectory() as folder:
            if shutil.which(CHROMIUM[0]):
                steps["chromium pdf"] = _chromium(Path(folder), html.page_of(document))
            self._report(_timed(steps, options["rounds"]))

    def _report(self, medians: dict[str, float]) -> None:
        yardstick = medians.get("chromium pdf") or medians["pdf"]
        self.stdout.write(f"{'step':<14}{'median ms':>12}{'ratio':>10}")
        for name, seconds in medians.items():
            self.stdout.write(f"{name:<14}{seconds * 1000:>12.1f}{seconds / yardstick:>10.3f}")


def _timed(steps: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Run the steps in turn, round after round, so that a slow spell of the machine meets them all."""
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            seconds[name].append(time.perf_counter() - start)
    return {name: median(values) for name, values in seconds.items()}


def _chromium(folder: Path, page: str) -> Callable[[], object]:
    style = html.stylesheet()
    source = folder / "page.html"
    source.write_text(page.replace("</head>", f"<style>{style}</style></head>"), encoding="utf-8")
    command = [*CHROMIUM, f"--user-data-dir={folder}", f"--print-to-pdf={folder / 'page.pdf'}", source.as_uri()]
    return lambda: subprocess.run(command, check=True, capture_output=True)
