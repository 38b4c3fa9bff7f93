"""The programme's tree of components, and what a plan says about each."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from planning.places.agencies import Agency, Sector
from planning.plans.copying import copied_with_plan
from planning.plans.plans import OfPlanQuerySet, Plan
from planning.plans.programmes import Programme

IS_CODE = RegexValidator(
    r"^[A-ZĐ][A-ZĐa-z0-9.-]*$", "Mã bắt đầu bằng chữ in hoa, gồm chữ không dấu và số, ví dụ DA3.1."
)


class ComponentQuerySet(models.QuerySet["Component"]):
    def get_by_natural_key(self, programme: str, code: str) -> "Component":
        return self.get(programme__code=programme, code=code)


class Component(models.Model):
    """A node of a programme's tree, at any depth; the root stands for the programme as a whole."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="components", verbose_name="chương trình")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="thuộc"
    )
    code = models.CharField("mã", max_length=20, validators=[IS_CODE])
    name = models.CharField("tên", max_length=500)
    position = models.PositiveSmallIntegerField("thứ tự", default=1)
    carries_investment = models.BooleanField("có vốn đầu tư phát triển", default=False)
    carries_recurrent = models.BooleanField("có vốn sự nghiệp", default=True)
    sector = models.CharField("lĩnh vực chủ trì", max_length=20, choices=Sector.choices, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = ComponentQuerySet.as_manager()

    class Meta:
        verbose_name = "dự án, tiểu dự án"
        verbose_name_plural = "dự án, tiểu dự án"
        permissions = (("import_component", "Nhập dự án, tiểu dự án từ tệp"),)
        ordering = ("programme", "code")
        constraints = [
            models.UniqueConstraint(
                "programme",
                "code",
                name="a_code_names_one_component_of_a_programme",
                violation_error_message="Mã này đã dùng cho dự án khác của chương trình.",
            ),
            models.UniqueConstraint(
                "programme",
                condition=Q(parent=None),
                name="a_programme_has_one_root_component",
                violation_error_message="Chương trình đã có dòng gốc.",
            ),
            models.UniqueConstraint(
                "parent",
                "position",
                name="components_of_one_parent_are_numbered_apart",
                violation_error_message="Thứ tự này đã dùng cho dự án khác cùng cấp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def natural_key(self) -> tuple[str, str]:
        return self.programme.code, self.code


class ProjectPlanQuerySet(OfPlanQuerySet["ProjectPlan"]):
    def get_by_natural_key(self, slug: str, *component: str) -> "ProjectPlan":
        return self.get(plan__slug=slug, component=Component.objects.get_by_natural_key(*component))


@copied_with_plan
class ProjectPlan(models.Model):
    """What one plan says about one component: aim, beneficiaries, content, who leads it there and with whom.

    The three texts are outlines of their own: one paragraph a line, `-` and `+` for lower levels.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="project_plans", verbose_name="kế hoạch")
    component = models.ForeignKey(
        Component, models.PROTECT, related_name="project_plans", verbose_name="dự án, tiểu dự án"
    )
    lead = models.ForeignKey(Agency, models.PROTECT, related_name="project_plans", verbose_name="cơ quan chủ trì")
    objective = models.TextField("mục tiêu", blank=True)
    beneficiaries = models.TextField("đối tượng", blank=True)
    content = models.TextField("nội dung hỗ trợ", blank=True)
    partners = models.ManyToManyField(
        Agency, blank=True, related_name="partnered_project_plans", verbose_name="cơ quan phối hợp"
    )
    history = HistoricalRecords(m2m_fields=[partners])

    objects = ProjectPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công chủ trì"
        verbose_name_plural = "phân công chủ trì"
        constraints = [
            models.UniqueConstraint(
                "plan",
                "component",
                name="a_plan_assigns_a_component_once",
                violation_error_message="Dự án này đã được phân công.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.component}: {self.lead}"

    def natural_key(self) -> tuple[str, ...]:
        return self.plan.slug, *self.component.natural_key()
