"""Plans: who plans what for which years, in which version and state."""

from typing import Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from planning.formats import MoneyUnit
from planning.people.reach import units_above, units_below, units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.agencies import Agency
from planning.places.units import Unit
from planning.plans.periods import ReportingPeriod
from planning.plans.permissions import Status, statuses_open_to
from planning.plans.programmes import Programme

OfPlan = TypeVar("OfPlan", bound=models.Model)


class PlanKind(models.TextChoices):
    """What a paper plans, or on what it reports; a report is drafted, checked and issued as a plan is."""

    ANNUAL = "annual", "Kế hoạch năm"
    PERIOD = "period", "Kế hoạch giai đoạn"
    ACTION = "action", "Kế hoạch hành động"
    MONITORING = "monitoring", "Báo cáo giám sát"
    EVALUATION = "evaluation", "Báo cáo đánh giá"
    SUMMARY = "summary", "Báo cáo tổng kết"


REPORTS = frozenset({PlanKind.MONITORING, PlanKind.EVALUATION, PlanKind.SUMMARY})
PLANS = frozenset(PlanKind) - REPORTS


class Issuing(models.TextChoices):
    """How a plan leaves the house: under its own number, or behind a decision that issues it."""

    OWN_NUMBER = "own", "Ban hành bằng kế hoạch có số riêng"
    BY_DECISION = "decision", "Ban hành kèm theo quyết định"


class AppendixStyle(models.TextChoices):
    """How appendices are labelled: as Decree 30/2020/NĐ-CP says, or as practice has it."""

    LAW = "law", "Phụ lục I, II, III"
    APPENDIX = "appendix", "Phụ lục 01, 02, 03"
    FORM = "form", "Biểu số 01, 02, 03"

    @property
    def word(self) -> str:
        """The word before a number of two digits."""
        return {"appendix": "Phụ lục", "form": "Biểu số"}[self.value]


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Plans of the user's units and of those below, and the plans of the units above that are or were in force."""
        return self.filter(Q(unit__in=units_below(user)) | ~Q(status=Status.DRAFT) & Q(unit__in=units_above(user)))

    def open_to(self, user: User | AnonymousUser, action: Action) -> Self:
        """Plans with which `user` may do `action` now: their role and the plan's status both allow it."""
        return self.filter(unit__in=units_of(user, action), status__in=statuses_open_to(action))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Plans whose figures and text `user` may change now."""
        return self.open_to(user, Action.EDIT)

    def with_names(self) -> Self:
        """With what a list or a heading shows of a plan."""
        return self.select_related("unit", "unit__parent", "programme", "period")

    def plans(self) -> Self:
        """What plans, and does not report."""
        return self.filter(period=None)

    def reports(self) -> Self:
        """What reports on a period."""
        return self.exclude(period=None)

    def of_unit_and_year(self, code: str, year: int, kind: str) -> Self:
        """Papers of the units that bear or bore `code`, the latest unit, period and version first."""
        return self.filter(unit__code=code, first_year=year, kind=kind).order_by(
            F("unit__valid_from").desc(nulls_last=True), F("period__ends_on").desc(nulls_last=True), "-version"
        )

    def get_by_natural_key(self, slug: str) -> "Plan":
        return self.get(slug=slug)


class Plan(models.Model):
    """One version of one unit's plan for a programme and period: figures and text hang on it."""

    slug = models.SlugField("mã kế hoạch", unique=True, max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name="đơn vị")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans", verbose_name="chương trình")
    kind = models.CharField("loại kế hoạch", max_length=10, choices=PlanKind.choices, default=PlanKind.ANNUAL)
    first_year = models.PositiveSmallIntegerField("năm đầu")
    last_year = models.PositiveSmallIntegerField("năm cuối")
    version = models.PositiveSmallIntegerField("lần", default=1)
    status = models.CharField("trạng thái", max_length=10, choices=Status.choices, default=Status.DRAFT)
    subject = models.CharField("trích yếu", max_length=300)
    number = models.CharField("số", max_length=10, blank=True)
    symbol = models.CharField("ký hiệu", max_length=30, default="KH-UBND")
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    place = models.CharField("địa danh", max_length=60)
    money_unit = models.CharField("đơn vị tiền", max_length=8, choices=MoneyUnit.choices, default=MoneyUnit.MILLION)
    money_decimals = models.PositiveSmallIntegerField(
        "số chữ số thập phân khi in kinh phí",
        null=True,
        blank=True,
        validators=[MaxValueValidator(9)],
        help_text="Để trống thì in đến đồng cuối cùng. Số liệu lưu luôn chính xác đến đồng.",
    )
    authority = models.CharField("thẩm quyền ký", max_length=100, default="TM. ỦY BAN NHÂN DÂN")
    capacity = models.CharField("chức vụ người ký", max_length=100, default="CHỦ TỊCH")
    signatory = models.CharField("họ tên người ký", max_length=100, blank=True)
    drafted_by = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan soạn thảo"
    )
    issuing = models.CharField("hình thức ban hành", max_length=8, choices=Issuing.choices, default=Issuing.OWN_NUMBER)
    appendix_style = models.CharField(
        "cách ghi phụ lục", max_length=8, choices=AppendixStyle.choices, default=AppendixStyle.LAW
    )
    recipients = models.TextField("nơi nhận", blank=True, help_text="Mỗi dòng một nơi nhận.")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="kế hoạch cấp trên"
    )
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="kỳ báo cáo"
    )
    adjusts = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="adjusted_by", verbose_name="điều chỉnh kế hoạch"
    )
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ("-first_year", "unit__code", "-version")
        constraints = [
            models.UniqueConstraint(
                "unit",
                "programme",
                "kind",
                "first_year",
                "last_year",
                "version",
                condition=Q(period=None),
                name="a_version_of_a_plan_is_numbered_once",
                violation_error_message="Đã có kế hoạch của đơn vị cho kỳ và lần này.",
            ),
            models.UniqueConstraint(
                "unit",
                "programme",
                "kind",
                "first_year",
                "last_year",
                condition=Q(status=Status.ISSUED, period=None),
                name="one_plan_is_in_force_for_a_unit_and_period",
                violation_error_message="Đơn vị đã có kế hoạch đang có hiệu lực cho kỳ này.",
            ),
            models.UniqueConstraint(
                "unit",
                "period",
                "kind",
                "version",
                name="a_version_of_a_report_is_numbered_once",
                violation_error_message="Đã có báo cáo của đơn vị cho kỳ và lần này.",
            ),
            models.UniqueConstraint(
                "unit",
                "period",
                "kind",
                condition=Q(status=Status.ISSUED),
                name="one_report_of_a_kind_is_in_force_for_a_period",
                violation_error_message="Đơn vị đã có báo cáo đang có hiệu lực cho kỳ này.",
            ),
            models.CheckConstraint(
                condition=Q(period=None, kind__in=sorted(PLANS)) | Q(period__isnull=False, kind__in=sorted(REPORTS)),
                name="a_report_is_of_a_period_and_a_plan_is_not",
                violation_error_message="Báo cáo phải có kỳ báo cáo; kế hoạch thì không.",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="a_plan_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
        ]

    def __str__(self) -> str:
        years = self.period.words if self.period else self.first_year
        return f"{self.get_kind_display()} {years}, {self.unit.full_name}"

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.slug])

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def reference(self) -> str:
        """`234/KH-UBND`; a blank stands where the number is not yet given."""
        return f"{self.number.zfill(2) if self.number else '…'}/{self.symbol}"

    @property
    def is_report(self) -> bool:
        """Whether the paper says what became of plans."""
        return self.kind in REPORTS

    @property
    def document_name(self) -> str:
        """What the paper calls itself."""
        return "Báo cáo" if self.is_report else "Kế hoạch"

    @property
    def period_words(self) -> str:
        """`năm 2025`, `giai đoạn 2021-2025`, or the words of the period a report is of."""
        if self.period:
            return self.period.words
        if self.first_year == self.last_year:
            return f"năm {self.first_year}"
        return f"giai đoạn {self.first_year}-{self.last_year}"

    @property
    def unit_of_money(self) -> MoneyUnit:
        return MoneyUnit(self.money_unit)


class OfPlanQuerySet(models.QuerySet[OfPlan]):
    """Rows that hang on a plan are reached through it."""

    def of_plan(self, plan: Plan) -> Self:
        return self.filter(plan=plan)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Rows of plans `user` may see."""
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Rows of plans `user` may change now."""
        return self.filter(plan__in=Plan.objects.editable_by(user))
