"""`check_archive`: compare every issued document with its fingerprint, and name those that are damaged."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from planning.documents.archive import damages
from planning.documents.issued import IssuedDocument


class Command(BaseCommand):
    help = "Kiểm tra kho lưu các kế hoạch đã ban hành: từng bản có còn đúng như khi ký hay không."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(damages())
        for damage in found:
            self.stderr.write(f"Hỏng: {damage}")
        count = IssuedDocument.objects.count()
        if found:
            raise CommandError(f"Kho lưu có {len(found)} lỗi trong {count} bản đã ký.", returncode=1)
        self.stdout.write(f"Kho lưu có {count} bản đã ký, tất cả đều nguyên vẹn.")
