"""Money in a plan: one line for each stage, component, source and nature."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Max, Q, Subquery
from simple_history.models import HistoricalRecords

from budgets.models.sources import FundingSource, Nature
from planning.plans.copying import copied_with_plan
from planning.plans.legal import LegalDocument
from planning.plans.plans import OfPlanQuerySet, Plan
from projects.models import Component

# Whole digits of an amount: as many as SQLite gives back to the last one.
AMOUNT_DIGITS = 15


class Stage(models.IntegerChoices):
    """How far money has come on its way; the latest stage for which a plan has lines is in force."""

    EXPECTED = 1, "Dự kiến"
    ASSIGNED = 2, "Được giao"
    ALLOCATED = 3, "Phân bổ"
    ADJUSTED = 4, "Điều chỉnh"


class BudgetLineQuerySet(OfPlanQuerySet["BudgetLine"]):
    def in_force(self, plan: Plan) -> "BudgetLineQuerySet":
        """The lines of a plan's latest stage."""
        latest = BudgetLine.objects.of_plan(plan).order_by("-stage").values("stage")[:1]
        return self.of_plan(plan).filter(stage=Subquery(latest))

    def get_by_natural_key(self, slug: str, stage: str, programme: str, component: str, source: str, nature: str):
        return self.get(
            plan__slug=slug,
            stage=stage,
            component=Component.objects.get_by_natural_key(programme, component),
            source__code=source,
            nature=nature,
        )


@copied_with_plan
class BudgetLine(models.Model):
    """An amount in đồng; a sum is never a line, and what is unknown has none.

    `shared_out` is the kept sum of what is allocated of it to others, which the database holds below the amount.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="budget_lines", verbose_name="kế hoạch")
    stage = models.PositiveSmallIntegerField("giai đoạn", choices=Stage.choices, default=Stage.EXPECTED)
    component = models.ForeignKey(
        Component, models.PROTECT, related_name="budget_lines", verbose_name="dự án, tiểu dự án"
    )
    source = models.ForeignKey(FundingSource, models.PROTECT, related_name="budget_lines", verbose_name="nguồn vốn")
    nature = models.CharField("tính chất vốn", max_length=10, choices=Nature.choices, blank=True)
    amount = models.DecimalField("số tiền (đồng)", max_digits=18, decimal_places=0, validators=[MinValueValidator(0)])
    document = models.ForeignKey(
        LegalDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="theo văn bản"
    )
    shared_out = models.DecimalField("đã phân bổ (đồng)", max_digits=18, decimal_places=0, default=0, editable=False)
    history = HistoricalRecords()

    objects = BudgetLineQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng kinh phí"
        verbose_name_plural = "dòng kinh phí"
        ordering = ("stage", "component__code", "source__position", "nature")
        constraints = [
            models.UniqueConstraint(
                "plan",
                "stage",
                "component",
                "source",
                "nature",
                name="one_line_for_a_stage_component_source_and_nature",
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
            models.CheckConstraint(
                condition=Q(shared_out__lte=F("amount")),
                name="no_more_is_shared_out_than_was_given",
                violation_error_message="Số đã phân bổ vượt kinh phí của kế hoạch.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component.code} · {self.source} · {self.get_nature_display()}"

    def natural_key(self) -> tuple[str, ...]:
        return self.plan.slug, str(self.stage), *self.component.natural_key(), self.source.code, self.nature


def stage_in_force(plan: Plan) -> int:
    """The latest stage for which the plan has lines; a plan without any expects."""
    latest = BudgetLine.objects.of_plan(plan).aggregate(latest=Max("stage"))["latest"]
    return latest or Stage.EXPECTED
