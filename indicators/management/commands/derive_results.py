"""`derive_results`: store anew what follows from the reviews, as when an indicator begins to take its counts there."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from indicators.reviews.derived import derive_all
from planning.formats import number


class Command(BaseCommand):
    help = "Tính lại kết quả của các chỉ tiêu lấy số liệu từ rà soát hộ nghèo, cho mọi năm đã nhập."

    def handle(self, *args: Any, **options: Any) -> None:
        count = derive_all(at=timezone.now())
        self.stdout.write(f"Đã tính lại kết quả của {number(count)} lượt rà soát.")
