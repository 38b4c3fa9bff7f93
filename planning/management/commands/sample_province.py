"""`sample_province`: a province that does not exist, of any size up to the country's, with all its figures."""

from argparse import ArgumentParser
from decimal import Decimal
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from planning.formats import number
from planning.plans.programmes import Programme
from planning.sample.actions import (
    Made,
    SampleExists,
    SampleIsInUse,
    make_sample,
    remove_sample,
    replace_sample,
    sample_exists,
)
from planning.sample.parts import LAST_YEAR, Size

MOST_COMMUNES = 11_000


class Command(BaseCommand):
    help = "Lập tỉnh Mẫu, không có thật: đơn vị, kế hoạch, kỳ báo cáo, kết quả, báo cáo; mọi bản in đều ghi rõ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--communes", type=int, default=24, help="số xã sau sắp xếp, đến 11.000")
        parser.add_argument("--years", type=int, default=5, help=f"số năm, đến {LAST_YEAR}")
        parser.add_argument("--seed", type=int, default=1, help="cùng số này thì cùng số liệu")
        parser.add_argument("--issue", action="store_true", help="ban hành kế hoạch của tỉnh dù tỉnh lớn")
        present = parser.add_mutually_exclusive_group()
        present.add_argument("--replace", action="store_true", help="xóa tỉnh Mẫu đang có rồi lập lại")
        present.add_argument("--remove", action="store_true", help="xóa tỉnh Mẫu đang có, không lập lại")

    def handle(self, *args: Any, **options: Any) -> None:
        began = monotonic()
        try:
            if options["remove"]:
                self._tell(_removed(), began)
                return
            programme = _programme()
            size = Size(options["communes"], options["years"], options["seed"])
            _check(size, programme)
            are_issued = True if options["issue"] else None
            if options["replace"] and sample_exists():
                gone, made = replace_sample(programme, size, are_issued=are_issued)
                self.stdout.write(f"Tỉnh Mẫu: xóa {number(gone)} dòng.")
            else:
                made = make_sample(programme, size, are_issued=are_issued)
        except (SampleExists, SampleIsInUse) as error:
            raise CommandError(str(error)) from error
        self._tell(_words(made), began)

    def _tell(self, words: str, began: float) -> None:
        seconds = round(Decimal(monotonic() - began), 1)
        self.stdout.write(f"Tỉnh Mẫu: {words}, {number(seconds, 1)} giây.")


def _removed() -> str:
    """What became of the sample that was to go."""
    return f"xóa {number(remove_sample())} dòng" if sample_exists() else "không có trong cơ sở dữ liệu"


def _words(made: Made) -> str:
    former, communes = len(made.sample.former), made.sample.size.communes
    plans, reports = len(made.plans), len(made.reports)
    return f"{number(former)} xã cũ, {number(communes)} xã mới, {plans} kế hoạch, {reports} báo cáo"


def _programme() -> Programme:
    programme = Programme.objects.filter(first_year__lte=LAST_YEAR, last_year=LAST_YEAR).order_by("code").first()
    if programme is None:
        raise CommandError(f"Chưa có chương trình nào đến năm {LAST_YEAR}; hãy chạy load_facts.")
    return programme


def _check(size: Size, programme: Programme) -> None:
    if not 1 <= size.communes <= MOST_COMMUNES:
        raise CommandError(f"Số xã từ 1 đến {number(MOST_COMMUNES)}.")
    if not programme.first_year <= size.first_year <= LAST_YEAR:
        raise CommandError(f"Số năm từ 1 đến {LAST_YEAR - programme.first_year + 1}.")
