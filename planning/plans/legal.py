"""The register of documents: one number, date, issuer and subject, wherever a document is cited."""

from datetime import date
from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords

from planning.formats import short_date
from planning.places.units import Unit


class DocumentKind(models.TextChoices):
    LAW = "law", "Luật"
    RESOLUTION = "resolution", "Nghị quyết"
    DECREE = "decree", "Nghị định"
    DECISION = "decision", "Quyết định"
    CIRCULAR = "circular", "Thông tư"
    DIRECTIVE = "directive", "Chỉ thị"
    PLAN = "plan", "Kế hoạch"
    SUBMISSION = "submission", "Tờ trình"
    CONCLUSION = "conclusion", "Kết luận"
    NOTICE = "notice", "Thông báo"
    LETTER = "letter", "Công văn"
    REPORT = "report", "Báo cáo"
    GUIDANCE = "guidance", "Hướng dẫn"


class LegalDocumentQuerySet(models.QuerySet["LegalDocument"]):
    def citable_by(self, unit: Unit) -> Self:
        """The documents a unit may cite: nobody real rests on what was invented for the sample."""
        return self if unit.is_sample else self.filter(invented_for=None)

    def get_by_natural_key(self, reference: str, issued_on: str) -> "LegalDocument":
        return self.get(reference=reference, issued_on=date.fromisoformat(issued_on))


class LegalDocument(models.Model):
    """A document of the state or the party that plans rest on; `reference` is its số/ký hiệu."""

    kind = models.CharField("loại", max_length=12, choices=DocumentKind.choices)
    reference = models.CharField("số, ký hiệu", max_length=60)
    issued_on = models.DateField("ngày ban hành")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    subject = models.TextField("trích yếu", blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="thay thế"
    )
    invented_for = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="văn bản giả định của",
    )
    history = HistoricalRecords()

    objects = LegalDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        permissions = (("import_legaldocument", "Nhập văn bản từ tệp"),)
        ordering = ("issued_on", "reference")
        constraints = [
            models.UniqueConstraint(
                "reference",
                "issued_on",
                "issuer",
                name="a_document_is_registered_once",
                violation_error_message="Văn bản này đã có trong danh mục.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.short_citation} ngày {short_date(self.issued_on)}"

    def natural_key(self) -> tuple[str, str]:
        return self.reference, self.issued_on.isoformat()

    def kept_to(self, unit: Unit) -> "LegalDocument":
        """The same document, marked as invented where the unit it is registered for is."""
        self.invented_for = unit if unit.is_sample else None
        return self

    @property
    def short_citation(self) -> str:
        """Kind and number, for every mention after the first; a law goes by its name alone."""
        if self.kind == DocumentKind.LAW:
            return self.subject
        return f"{self.get_kind_display()} số {self.reference}"

    @property
    def full_citation(self) -> str:
        """Kind, number, date, issuer and subject, for the first mention; a law goes by its name alone."""
        if self.kind == DocumentKind.LAW:
            return self.subject
        issued = f"{self.short_citation} ngày {short_date(self.issued_on)} của {self.issuer}"
        return f"{issued} {self.subject}".strip()
