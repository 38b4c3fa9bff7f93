"""`write_demo`: print the demo's plans and reports, each as PDF, as a Word document and as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from planning.demo import DEMO_FILES, SAMPLE_PAPERS
from planning.management.commands.print_plan import write_plan
from planning.plans.plans import Plan

PAPERS = ("pdf", "docx", "xlsx")


class Command(BaseCommand):
    help = "In các kế hoạch, báo cáo minh họa vào một thư mục."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, default=Path("out"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["output"]
        folder.mkdir(parents=True, exist_ok=True)
        for name, slug in (DEMO_FILES | SAMPLE_PAPERS).items():
            plan = Plan.objects.with_names().filter(slug=slug).first()
            if plan is None:
                self.stderr.write(f"Chưa có kế hoạch {slug}, nên không in {name}.")
                continue
            for drawn_as in PAPERS:
                write_plan(plan, folder / f"{name}.{drawn_as}", drawn_as)
                self.stdout.write(f"{folder / name}.{drawn_as}")
