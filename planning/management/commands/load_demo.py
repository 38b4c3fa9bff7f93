"""Loads the demonstration: units of three provinces, reference data, five plans, a sample province, the accounts."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from planning.demo import DEMO_FILES, create_accounts
from planning.facts import FIXTURES, insert_missing
from planning.plans.plans import Plan
from planning.sample.actions import sample_exists
from planning.text.templates import write_text

PROVINCES = ("51", "38", "14")
SAMPLE_COMMUNES = 24


class Command(BaseCommand):
    help = "Nạp dữ liệu thử nghiệm: đơn vị, dữ liệu tham chiếu, năm kế hoạch và các tài khoản thử nghiệm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--communes", type=int, default=SAMPLE_COMMUNES, help="số xã của tỉnh Mẫu; 0 là không lập")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("load_units", provinces=list(PROVINCES), stdout=self.stdout)
        call_command("load_facts", stdout=self.stdout)
        added = sum(_load_plan(FIXTURES / f"demo_{name.replace('-', '_')}.json") for name in DEMO_FILES)
        if options["communes"] and not sample_exists():
            call_command("sample_province", communes=options["communes"], stdout=self.stdout)
        self.stdout.write(f"Thử nghiệm: thêm {added} kế hoạch, {create_accounts()} tài khoản.")


@transaction.atomic
def _load_plan(path: Path) -> bool:
    """Load a plan with its figures and a text to start from; one that is there is its officers' own."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    slug = next(row["fields"]["slug"] for row in rows if row["model"] == "planning.plan")
    if Plan.objects.filter(slug=slug).exists():
        return False
    insert_missing(path)
    write_text(Plan.objects.get(slug=slug))
    return True
