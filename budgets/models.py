"""Money in a plan: sources, and one line for each component, source and nature."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from planning.plans.copying import copied_with_plan
from planning.plans.plans import OfPlanQuerySet, Plan
from projects.models import Component


class Nature(models.TextChoices):
    """The nature of budget capital; none where a source or a document does not divide it."""

    INVESTMENT = "investment", "Đầu tư phát triển"
    RECURRENT = "recurrent", "Sự nghiệp"
    NONE = "", "Không phân chia"


class FundingSourceManager(models.Manager["FundingSource"]):
    def get_by_natural_key(self, code: str) -> "FundingSource":
        return self.get(code=code)


class FundingSource(models.Model):
    """A node of the tree of sources: central; local = province, district, commune; credit; other."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên", max_length=100)
    short_name = models.CharField("tên trong bảng", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc nguồn"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    has_nature = models.BooleanField("chia theo tính chất vốn", default=False)
    is_counted = models.BooleanField(
        "cộng vào tổng kinh phí", default=True, help_text="Tín dụng là dư nợ cho vay, không phải khoản chi."
    )

    objects = FundingSourceManager()

    class Meta:
        verbose_name = "nguồn vốn"
        verbose_name_plural = "nguồn vốn"
        permissions = (("import_fundingsource", "Nhập nguồn vốn từ tệp"),)
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                "position",
                name="sources_are_ordered_apart",
                violation_error_message="Thứ tự này đã dùng cho nguồn vốn khác.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class BudgetLineQuerySet(OfPlanQuerySet["BudgetLine"]):
    def get_by_natural_key(self, slug: str, programme: str, component: str, source: str, nature: str):
        return self.get(
            plan__slug=slug,
            component=Component.objects.get_by_natural_key(programme, component),
            source__code=source,
            nature=nature,
        )


@copied_with_plan
class BudgetLine(models.Model):
    """An amount in đồng; a sum is never a line, and what is unknown has none."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget_lines", verbose_name="kế hoạch")
    component = models.ForeignKey(
        Component, models.PROTECT, related_name="budget_lines", verbose_name="dự án, tiểu dự án"
    )
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="budget_lines", verbose_name="nguồn vốn")
    nature = models.CharField("tính chất vốn", max_length=10, choices=Nature.choices, blank=True)
    amount = models.DecimalField("số tiền (đồng)", max_digits=18, decimal_places=0, validators=[MinValueValidator(0)])
    history = HistoricalRecords()

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng kinh phí"
        verbose_name_plural = "dòng kinh phí"
        ordering = ("component__code", "source__position", "nature")
        constraints = [
            models.UniqueConstraint(
                "plan",
                "component",
                "source",
                "nature",
                name="one_line_for_a_component_source_and_nature",
                violation_error_message="Khoản kinh phí này đã được nhập.",
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0),
                name="an_amount_is_not_negative",
                violation_error_message="Số tiền không được âm.",
            ),
            models.CheckConstraint(
                condition=Q(nature__in=["investment", "recurrent", ""]),
                name="capital_is_investment_or_recurrent_or_undivided",
                violation_error_message="Tính chất vốn không hợp lệ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component.code} · {self.source} · {self.get_nature_display()}"

    def natural_key(self) -> tuple[str, ...]:
        return self.plan.slug, *self.component.natural_key(), self.source.code, self.nature
