"""Builds fixtures/units.csv from the package vietnamadminunits: a developer's chore."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from planning.places.unit_facts import write_unit_facts
from planning.places.unit_sources import SourceIsMissing, SourceIsUnclear, build_unit_facts, read_source


class Command(BaseCommand):
    help = "Builds the fixture of administrative units from the development package vietnamadminunits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, default=settings.BASE_DIR / "fixtures" / "units.csv")

    def handle(self, *args: Any, output: Path, **options: Any) -> None:
        try:
            built = build_unit_facts(read_source())
        except (SourceIsMissing, SourceIsUnclear) as error:
            raise CommandError(str(error)) from error
        write_unit_facts(output, built.facts)
        self.stdout.write(f"{len(built.facts)} units written; {len(built.set_aside)} links of namesakes set aside")
