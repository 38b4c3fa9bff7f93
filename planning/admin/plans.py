"""Reference data of `planning.plans`: programmes and legal documents; plans and their events to look at."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from planning.admin.base import HistoryAdmin, NormalisedForm, ReadOnlyAdmin, ReferenceAdmin
from planning.admin.resources import ReferenceResource
from planning.plans.legal import LegalDocument
from planning.plans.parts import PlanEvent
from planning.plans.plans import Plan
from planning.plans.programmes import Programme


class LinesField(forms.Field):
    """A list of words, one to a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class ProgrammeForm(NormalisedForm):
    level_labels = LinesField(
        label="Tên các cấp", help_text="Mỗi dòng một cấp, từ trên xuống; ví dụ: Dự án, rồi Tiểu dự án."
    )


class ProgrammeResource(ReferenceResource):
    class Meta:
        model = Programme
        fields = ("code", "name", "first_year", "last_year", "level_labels")
        import_id_fields = ("code",)


@admin.register(Programme)
class ProgrammeAdmin(ReferenceAdmin):
    form = ProgrammeForm
    resource_classes = (ProgrammeResource,)
    fields = ("code", "name", ("first_year", "last_year"), "level_labels")
    list_display = ("name", "code", "first_year", "last_year")
    search_fields = ("name", "code")


class LegalDocumentResource(ReferenceResource):
    class Meta:
        model = LegalDocument
        fields = ("kind", "reference", "issued_on", "issuer", "subject", "replaces")
        import_id_fields = ("reference", "issued_on", "issuer")


@admin.register(LegalDocument)
class LegalDocumentAdmin(ReferenceAdmin, HistoryAdmin):
    resource_classes = (LegalDocumentResource,)
    fields = (("kind", "reference"), ("issued_on", "issuer"), "subject", "replaces")
    autocomplete_fields = ("replaces",)
    date_hierarchy = "issued_on"
    list_display = ("reference", "kind", "issued_on", "issuer", "subject")
    list_filter = ("kind",)
    search_fields = ("reference", "subject", "issuer")
    search_help_text = "Số, ký hiệu, trích yếu hoặc cơ quan ban hành"


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin, HistoryAdmin):
    """A plan is written in the application's own screens; here its header and history can be looked up."""

    list_display = ("subject", "unit", "kind", "first_year", "version", "status", "reference")
    list_filter = ("status", "kind", "first_year", "programme")
    list_select_related = ("unit",)
    search_fields = ("subject", "number", "unit__search_name")
    exclude = ("slug",)

    @admin.display(description="số, ký hiệu", ordering="number")
    def reference(self, plan: Plan) -> str:
        return plan.reference


@admin.register(PlanEvent)
class PlanEventAdmin(ReadOnlyAdmin):
    date_hierarchy = "at"
    list_display = ("at", "plan", "verb", "by", "note")
    list_filter = ("verb",)
    list_select_related = ("plan__unit", "by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanEvent]:
        """Events of the plans the user may see."""
        return super().get_queryset(request).filter(plan__in=Plan.objects.visible_to(request.user))
