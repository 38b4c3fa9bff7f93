"""Loads the reference data: documents, agencies, groups, programme, sources, rates, indicators, official forms."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError

from planning.facts import FIXTURES, insert_missing

# In this order each file finds what it refers to.
FACTS = (
    "documents",
    "agencies",
    "groups",
    "programme",
    "sources",
    "counterpart",
    "indicators",
    "official_results",
    "official_reviews",
)


class Command(BaseCommand):
    help = "Nạp dữ liệu tham chiếu; chỉ thêm những gì còn thiếu, không sửa những gì đã có."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            inserted = sum(insert_missing(FIXTURES / f"{name}.json") for name in FACTS)
        except DeserializationError as error:
            raise CommandError(
                f"Dữ liệu tham chiếu nhắc đến đơn vị chưa có; hãy chạy load_units trước. ({error})"
            ) from error
        self.stdout.write(f"Dữ liệu tham chiếu: thêm {inserted} dòng.")
