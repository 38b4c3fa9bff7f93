"""`rebuild_totals`: compare the kept totals of results with the results, and set right what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from indicators.models import Indicator
from indicators.results.adding import Sums
from indicators.results.totals import Difference, rebuild_totals
from planning.formats import number
from planning.places.units import Unit


class Command(BaseCommand):
    help = "Đối chiếu số tổng hợp đang lưu với kết quả của các đơn vị bên dưới và sửa lại chỗ khác nhau."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="chỉ đối chiếu, không sửa; báo lỗi nếu có khác nhau")

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for difference in rebuild_totals(at=timezone.now(), compare_only=options["check"]):
            found += 1
            self.stdout.write(_line(difference))
        if found and options["check"]:
            raise CommandError(f"{found} số tổng hợp khác với kết quả của các đơn vị bên dưới.")
        self.stdout.write(f"Đã sửa {found} số tổng hợp." if found else "Các số tổng hợp khớp với kết quả.")


def _line(difference: Difference) -> str:
    unit = Unit.objects.get(pk=difference.unit)
    indicator = Indicator.objects.get(pk=difference.indicator)
    return (
        f"{unit.full_name} ({unit.code}), {indicator.name}, {difference.year}: "
        f"đang lưu {_words(difference.kept)}; tính lại {_words(difference.computed)}"
    )


def _words(sums: Sums) -> str:
    if sums.denominator is not None and sums.numerator is not None:
        figure = f"{number(sums.numerator)}/{number(sums.denominator)}"
    else:
        figure = "trống" if sums.value is None else number(sums.value)
    return f"{figure} ({sums.units} đơn vị, {sums.lacking} không cộng được)"
