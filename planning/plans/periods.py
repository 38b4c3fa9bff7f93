"""Reporting periods: for what span of time, and up to which day, the units below a unit say what became of plans."""

from datetime import date, datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from planning.formats import short_date
from planning.people.reach import units_above, units_below, units_of
from planning.people.roles import Action
from planning.people.users import User
from planning.places.units import Unit
from planning.plans.days import EARLIEST, LATEST, OUT_OF_TIME, lies_within
from planning.plans.programmes import Programme


class PeriodKind(models.TextChoices):
    """The occasions of circular 10/2022/TT-BLĐTBXH; those of one year first."""

    HALF = "half", "6 tháng"
    NINE = "nine", "9 tháng"
    YEAR = "year", "Năm"
    START = "start", "Đầu kỳ"
    MIDTERM = "midterm", "Giữa kỳ"
    FINAL = "final", "Kết thúc giai đoạn"
    ADHOC = "adhoc", "Đột xuất"


OF_SEVERAL_YEARS = frozenset({PeriodKind.START, PeriodKind.MIDTERM, PeriodKind.FINAL})


def wrong_years(
    kind: str, first_year: int, last_year: int, ends_on: date | None = None, *, programme: Programme | None = None
) -> dict[str, str]:
    """What is wrong with the years of a period and its last day, by field.

    They lie in those of the programme, and the figures end in one of them.
    """
    if last_year < first_year:
        return {"last_year": "Năm cuối không được trước năm đầu."}
    if last_year != first_year and kind not in OF_SEVERAL_YEARS:
        return {"last_year": "Kỳ này chỉ của một năm; vui lòng để trống năm cuối."}
    if programme and (outside := _outside(programme, {"first_year": first_year, "last_year": last_year})):
        return outside
    if ends_on and not first_year <= ends_on.year <= last_year:
        years = str(first_year) if first_year == last_year else f"{first_year}-{last_year}"
        return {"ends_on": f"Số liệu của kỳ phải tính đến một ngày trong năm {years}."}
    return {}


def _outside(programme: Programme, years: dict[str, int]) -> dict[str, str]:
    """The first of the years that is none of the programme's, told in words."""
    span = f"{programme.first_year}-{programme.last_year}"
    for field, year in years.items():
        if not programme.first_year <= year <= programme.last_year:
            return {field: f"Năm {year} không thuộc giai đoạn {span} của chương trình."}
    return {}


class PeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Periods held by the user's units, by those below and by those above."""
        return self.filter(Q(unit__in=units_below(user)) | Q(unit__in=units_above(user)))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Periods whose dates and lock the user sets: those of their own unit."""
        return self.filter(unit__in=units_of(user, Action.EDIT))

    def with_names(self) -> Self:
        """With what a list or a heading shows of a period."""
        return self.select_related("unit", "unit__parent", "programme")

    def open_on(self, day: date) -> Self:
        """Periods for which figures are taken on `day`."""
        return self.filter(opens_on__lte=day, locked_at=None)

    def get_by_natural_key(self, slug: str) -> "ReportingPeriod":
        return self.get(slug=slug)


class ReportingPeriod(models.Model):
    """A span of a programme for which `unit` collects reports from the units below it, on the map of `ends_on`."""

    slug = models.SlugField("mã kỳ", unique=True, max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="periods", verbose_name="đơn vị tổ chức")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="periods", verbose_name="chương trình")
    kind = models.CharField("loại kỳ", max_length=8, choices=PeriodKind.choices, default=PeriodKind.YEAR)
    first_year = models.PositiveSmallIntegerField("năm đầu")
    last_year = models.PositiveSmallIntegerField("năm cuối")
    occasion = models.CharField("nội dung báo cáo đột xuất", max_length=200, blank=True)
    ends_on = models.DateField("số liệu tính đến hết ngày")
    opens_on = models.DateField("mở từ ngày")
    locked_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    history = HistoricalRecords()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ báo cáo"
        verbose_name_plural = "kỳ báo cáo"
        ordering = ("-ends_on", "unit__code", "slug")
        constraints = [
            models.UniqueConstraint(
                "unit",
                "programme",
                "kind",
                "first_year",
                "last_year",
                condition=~Q(kind="adhoc"),
                name="a_period_is_held_once",
                violation_error_message="Đơn vị đã có kỳ báo cáo này.",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="a_period_ends_after_it_begins",
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(OF_SEVERAL_YEARS)) | Q(last_year=F("first_year")),
                name="a_period_of_one_year_has_one_year",
                violation_error_message="Kỳ này chỉ của một năm.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__year__gte=F("first_year"), ends_on__year__lte=F("last_year")),
                name="a_period_ends_in_one_of_its_years",
                violation_error_message="Số liệu của kỳ phải tính đến một ngày trong các năm của kỳ.",
            ),
            models.CheckConstraint(
                condition=Q(first_year__gte=EARLIEST.year, last_year__lte=LATEST.year) & lies_within("opens_on"),
                name="the_days_of_a_period_can_be_meant",
                violation_error_message=f"Các năm và ngày mở của kỳ {OUT_OF_TIME}",
            ),
        ]

    def __str__(self) -> str:
        return f"Kỳ báo cáo {self.words}, {self.unit.full_name}"

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def year(self) -> int:
        """The year the figures are of: the one in which they end."""
        return self.ends_on.year

    @property
    def words(self) -> str:
        """`6 tháng đầu năm 2025`, `giữa kỳ giai đoạn 2021-2025`, `tính đến ngày 31/10/2025 (báo cáo đột xuất: …)`."""
        if self.kind == PeriodKind.ADHOC:
            about = f": {self.occasion}" if self.occasion else ""
            return f"tính đến ngày {short_date(self.ends_on)} (báo cáo đột xuất{about})"
        span = f"năm {self.first_year}"
        if self.first_year != self.last_year:
            span = f"giai đoạn {self.first_year}-{self.last_year}"
        before = {"half": "6 tháng đầu ", "nine": "9 tháng đầu ", "start": "đầu kỳ ", "midterm": "giữa kỳ "}
        return f"{before.get(self.kind, '')}{span}"

    def is_open_at(self, moment: datetime) -> bool:
        """Whether figures are taken at a moment; deadlines are told, but it is the lock that closes."""
        return self.locked_at is None and self.opens_on <= moment.date()
