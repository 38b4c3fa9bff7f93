"""Files that stand behind a report: kept in the database beside its figures, closed with it when it is sent."""

import hashlib
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Self

from django.db import models, transaction
from simple_history.models import HistoricalRecords

from planning.people.users import User
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.tracking.refusals import CannotBeDone
from planning.tracking.scopes import hold_unit, may_report
from planning.tracking.subjects import is_subject
from planning.tracking.submissions import OfPeriodQuerySet
from planning.upserts import delete_rows, save_rows

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
MOST_FILES = 30
NAME_LENGTH = 150
# What a file of each kind begins with; a name alone says nothing of what is inside.
ZIP = (b"PK\x03\x04",)
BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "docx": ZIP,
    "xlsx": ZIP,
    "zip": ZIP,
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG\r\n\x1a\n",),
}
KINDS_IN_WORDS = "PDF, DOCX, XLSX, JPG, PNG hoặc ZIP"


class FileRefused(CannotBeDone):
    """The file is of another kind, too large, empty, there already, or shows nothing the report tells of."""


class ReportIsClosed(CannotBeDone):
    """The report has been sent, or is not the person's to change."""


class AttachmentQuerySet(OfPeriodQuerySet):
    def of_report(self, period: ReportingPeriod, unit: Unit) -> Self:
        """The files of one unit's report, without their contents."""
        return self.filter(period=period, unit=unit).defer("content").select_related("added_by")

    def about(self, subject: str) -> Self:
        """Files that show one thing: `result:<indicator>`, `task:<key>`; "" is for those of the report as a whole."""
        return self.filter(subject=subject)


class Attachment(models.Model):
    """A file of a unit's report; `subject` says of what it is the evidence."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="attachments", verbose_name="kỳ báo cáo")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="attachments", verbose_name="đơn vị")
    subject = models.CharField("minh chứng cho", max_length=100, blank=True)
    name = models.CharField("tên tệp", max_length=NAME_LENGTH)
    content = models.BinaryField("nội dung")
    size = models.PositiveIntegerField("dung lượng (byte)")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người đính kèm")
    added_at = models.DateTimeField("đính kèm lúc")
    history = HistoricalRecords(excluded_fields=["content"])

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ("period", "unit__code", "subject", "name")
        constraints = [
            models.UniqueConstraint(
                "period",
                "unit",
                "subject",
                "name",
                name="a_file_is_attached_once_under_a_name",
                violation_error_message="Đã có tệp cùng tên.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def file(self) -> bytes:
        return bytes(self.content)


@transaction.atomic
def attach(
    period: ReportingPeriod, unit: Unit, *, name: str, content: bytes, subject: str = "", by: User, at: datetime
) -> Attachment:
    """Put a file behind a unit's report. Raises ReportIsClosed or FileRefused."""
    held = hold_unit(period, unit)
    _check_open(held, unit, by, at)
    name = clean_name(name)
    check_file(name, content)
    if not is_subject(held, unit, subject):
        raise FileRefused("Báo cáo không có nội dung mà tệp làm minh chứng; vui lòng mở lại trang rồi đính kèm.")
    there = Attachment.objects.filter(period=held, unit=unit)
    if there.filter(subject=subject, name=name).exists():
        raise FileRefused(f"Đã có tệp tên “{name}”; hãy bỏ tệp cũ hoặc đổi tên tệp mới.")
    if there.count() >= MOST_FILES:
        raise FileRefused(f"Mỗi báo cáo đính kèm nhiều nhất {MOST_FILES} tệp; có thể gộp lại thành một tệp ZIP.")
    row = Attachment(period=held, unit=unit, subject=subject, name=name, content=content, size=len(content))
    row.sha256, row.added_by, row.added_at = hashlib.sha256(content).hexdigest(), by, at
    save_rows([row], [], by=by, at=at)
    return row


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    """Take a file away; its name and fingerprint stay in the history. Raises ReportIsClosed."""
    _check_open(hold_unit(attachment.period, attachment.unit), attachment.unit, by, at)
    delete_rows([attachment], by=by, at=at)


def clean_name(name: str) -> str:
    """A file's bare name in composed letters: no folders, no control characters, its ending kept."""
    bare = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    bare = " ".join("".join(c for c in bare if unicodedata.category(c)[0] != "C").split())
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}{dot}{ending}"[-NAME_LENGTH:]


def check_file(name: str, content: bytes) -> None:
    """Raise FileRefused for a file that is empty, too large, or not of the kind its name says."""
    if not content:
        raise FileRefused(f"Tệp “{name}” không có nội dung.")
    if len(content) > LARGEST:
        raise FileRefused(f"Tệp “{name}” lớn hơn {LARGEST // MEGABYTE} MB; hãy nén lại hoặc tách ra.")
    beginnings = BEGINNINGS.get(PurePosixPath(name).suffix.removeprefix(".").lower())
    if beginnings is None:
        raise FileRefused(f"Tệp “{name}” không thuộc loại nhận được: {KINDS_IN_WORDS}.")
    if not content.startswith(beginnings):
        raise FileRefused(f"Nội dung tệp “{name}” không đúng loại như phần mở rộng của tên.")


def _check_open(period: ReportingPeriod, unit: Unit, by: User, at: datetime) -> None:
    if not may_report(period, unit, by, at):
        raise ReportIsClosed("Báo cáo đã gửi hoặc không mở cho bạn; tệp đính kèm không thay đổi được.")
