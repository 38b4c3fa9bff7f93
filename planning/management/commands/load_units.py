"""Loads administrative units, by province or for the whole country; may be repeated at any time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from planning.facts import FIXTURES
from planning.places.loading import Loaded, NoSuchProvince, UnitTable, load_units
from planning.places.unit_facts import read_unit_facts


class Command(BaseCommand):
    help = "Nạp đơn vị hành chính của các tỉnh, trước và sau tháng 7/2025; chỉ thêm những gì còn thiếu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--province", action="append", default=[], dest="provinces", metavar="MÃ")
        parser.add_argument("--all", action="store_true", dest="whole_country", help="cả nước")

    def handle(self, *args: Any, provinces: list[str], whole_country: bool, **options: Any) -> None:
        if not (provinces or whole_country):
            raise CommandError("Cần mã tỉnh: --province 51, hoặc --all cho cả nước.", returncode=2)
        table = UnitTable(read_unit_facts(FIXTURES / "units.csv"))
        try:
            facts = table.facts if whole_country else table.of_provinces(provinces)
        except NoSuchProvince as error:
            raise CommandError(f"Hiện nay không có tỉnh, thành phố nào mang mã {error}.", returncode=2) from error
        place = "Cả nước" if whole_country else f"Tỉnh {', '.join(provinces)}"
        self.stdout.write(f"{place}: {_counts(load_units(table, facts))}")


def _counts(loaded: Loaded) -> str:
    return (
        f"thêm {loaded.added} đơn vị hành chính (đã có {loaded.known}), "
        f"{loaded.successions} quan hệ kế thừa, {loaded.groups} nhóm địa bàn huyện cũ."
    )
