"""A plan's document as it was issued, kept with the proof that it is whole."""

from typing import Any, NoReturn

from django.db import models

from planning.documents.freezing import UnknownFormat, canonical, fingerprint, thaw
from planning.documents.model import PlanDocument
from planning.people.users import User
from planning.plans.plans import OfPlanQuerySet, Plan


class DocumentIsDamaged(RuntimeError):
    """What is stored of an issued plan is not what was signed, so it is not served; `what` says how."""

    def __init__(self, plan: Plan, what: str) -> None:
        super().__init__(f"{plan.slug}: {what}")
        self.plan = plan
        self.what = what


class WrittenOnce(TypeError):
    """A stored document is never changed and never taken away."""


class IssuedDocumentQuerySet(OfPlanQuerySet["IssuedDocument"]):
    def without_contents(self) -> "IssuedDocumentQuerySet":
        """Who issued it, when, and the fingerprints; the value and the file are loaded when they are asked for."""
        return self.defer("pdf", "value").select_related("issued_by")


class IssuedDocument(models.Model):
    """The frozen value of a plan's document, its PDF, and the SHA-256 of each; written once."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="issued_document", verbose_name="kế hoạch")
    value = models.JSONField("nội dung")
    value_sha256 = models.CharField("SHA-256 của nội dung", max_length=64)
    pdf = models.BinaryField("tệp PDF")
    pdf_sha256 = models.CharField("SHA-256 của tệp PDF", max_length=64)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người ban hành")
    issued_at = models.DateTimeField("ban hành lúc")

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đã ký"
        verbose_name_plural = "bản đã ký"
        ordering = ("-issued_at",)

    def __str__(self) -> str:
        return f"Bản đã ký: {self.plan}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce(str(self))
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise WrittenOnce(str(self))

    @property
    def document(self) -> PlanDocument:
        """The stored value as a document; raises DocumentIsDamaged when it is not the one that was signed."""
        if fingerprint(canonical(self.value)) != self.value_sha256:
            raise DocumentIsDamaged(self.plan, "nội dung lưu không khớp mã SHA-256")
        try:
            return thaw(self.value)
        except UnknownFormat as error:
            raise DocumentIsDamaged(self.plan, "chương trình không đọc được nội dung lưu") from error

    @property
    def file(self) -> bytes:
        """The bytes of the PDF; raises DocumentIsDamaged when they are not those that were signed."""
        content = bytes(self.pdf)
        if fingerprint(content) != self.pdf_sha256:
            raise DocumentIsDamaged(self.plan, "tệp PDF lưu không khớp mã SHA-256")
        return content
