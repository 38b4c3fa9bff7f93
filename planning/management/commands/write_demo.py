"""`write_demo`: print the demo's plans, each as PDF and as the workbook of its appendices."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from planning.management.commands.print_plan import find_plan, write_plan
from planning.plans.plans import PlanKind

FILES = {
    "quang-ngai-2025": ("51", "2025"),
    "ba-dinh-2025": ("21499", "2025"),
    "quang-xuong-2023": ("406", "2023"),
}


class Command(BaseCommand):
    help = "In các kế hoạch minh họa vào một thư mục."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, default=Path("out"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, (code, year) in FILES.items():
            plan = find_plan(code, year, PlanKind.ANNUAL)
            for drawn_as in ("pdf", "xlsx"):
                write_plan(plan, folder / f"{name}.{drawn_as}", drawn_as)
                self.stdout.write(f"{folder / name}.{drawn_as}")
