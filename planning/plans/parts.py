"""What hangs on every plan: the documents it cites, the sections of its text, and what was done with it."""

from collections import Counter
from datetime import date

from django.db import models
from simple_history.models import HistoricalRecords

from planning.people.users import User
from planning.plans.copying import copied_with_plan
from planning.plans.legal import LegalDocument
from planning.plans.plans import OfPlanQuerySet, Plan
from planning.plans.reading import Reading


class PlanEvent(models.Model):
    """What was done with a plan, by whom and when."""

    class Verb(models.TextChoices):
        DRAFTED = "drafted", "lập dự thảo"
        OFFERED = "offered", "trình ký"
        WITHDRAWN = "withdrawn", "rút lại, chưa trình ký"
        ISSUED = "issued", "ban hành"
        ADJUSTED = "adjusted", "lập bản điều chỉnh"
        IMPORTED = "imported", "nhập số liệu từ bảng tính"
        UNDONE = "undone", "hoàn tác lần nhập từ bảng tính"
        STAGED = "staged", "chuyển giai đoạn kinh phí"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="events", verbose_name="kế hoạch")
    verb = models.CharField("việc", max_length=10, choices=Verb.choices)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="người làm")
    at = models.DateTimeField("lúc")
    note = models.CharField("ghi chú", max_length=200, blank=True)

    class Meta:
        verbose_name = "sự kiện"
        verbose_name_plural = "sự kiện"
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.at:%d/%m/%Y %H:%M}"


class CitationQuerySet(OfPlanQuerySet["Citation"]):
    def get_by_natural_key(self, slug: str, *document: str) -> "Citation":
        return self.get(plan__slug=slug, document=LegalDocument.objects.get_by_natural_key(*document))


@copied_with_plan
class Citation(models.Model):
    """A document a plan rests on, or mentions; bases print under the title in their order."""

    class Role(models.TextChoices):
        BASIS = "basis", "Căn cứ"
        PROPOSAL = "proposal", "Tờ trình đề nghị"
        MENTION = "mention", "Được dẫn trong bài"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="citations", verbose_name="kế hoạch")
    document = models.ForeignKey(LegalDocument, models.PROTECT, related_name="citations", verbose_name="văn bản")
    role = models.CharField("vai trò", max_length=10, choices=Role.choices, default=Role.BASIS)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = CitationQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản được dẫn"
        verbose_name_plural = "văn bản được dẫn"
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(
                "plan",
                "document",
                name="a_plan_cites_a_document_once",
                violation_error_message="Kế hoạch đã dẫn văn bản này.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)

    def natural_key(self) -> tuple[str, ...]:
        return self.plan.slug, *self.document.natural_key()


class SectionQuerySet(OfPlanQuerySet["Section"]):
    def get_by_natural_key(self, slug: str, position: int) -> "Section":
        return self.get(plan__slug=slug, position=position)


@copied_with_plan
class Section(models.Model):
    """A part of the text as an outline; figures stand in it by name, as {{ budget.total }}.

    `revision` counts its rewritings, so that who saves knows whether someone else has saved meanwhile.
    """

    class Part(models.TextChoices):
        DECISION = "decision", "Quyết định"
        PLAN = "plan", "Kế hoạch"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections", verbose_name="kế hoạch")
    position = models.PositiveSmallIntegerField("thứ tự")
    part = models.CharField("thuộc", max_length=8, choices=Part.choices, default=Part.PLAN)
    body = models.TextField("nội dung")
    revision = models.PositiveIntegerField("lần sửa", default=1)
    history = HistoricalRecords()

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = "phần lời văn"
        verbose_name_plural = "phần lời văn"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                "plan",
                "position",
                name="a_section_has_its_own_place",
                violation_error_message="Đã có phần lời văn ở vị trí này.",
            )
        ]

    def __str__(self) -> str:
        return self.body.split("\n", 1)[0][:80]

    def natural_key(self) -> tuple[str, int]:
        return self.plan.slug, self.position


def cited(plan: Plan) -> list[Citation]:
    """The documents a plan cites, in their order."""
    return list(Citation.objects.of_plan(plan).select_related("document"))


def citing_names(reading: Reading) -> list[tuple[Citation, str]]:
    """Each citation with the name by which the text quotes its document: `document.<số, ký hiệu>`.

    Numbers begin anew every year and in every house; those that occur twice are told apart by day, then by key.
    """
    citations = reading.once(cited)
    count = Counter(citation.document.reference for citation in citations)
    days = Counter((citation.document.reference, citation.document.issued_on) for citation in citations)
    return [(citation, _citing_name(citation.document, count, days)) for citation in citations]


def _citing_name(document: LegalDocument, count: Counter[str], days: Counter[tuple[str, date]]) -> str:
    name = f"document.{document.reference}"
    if count[document.reference] > 1:
        name += f".{document.issued_on:%d-%m-%Y}"
    return f"{name}.{document.pk}" if days[document.reference, document.issued_on] > 1 else name
